package dev.holdfast.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class IdsTest {
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,63}");

  @Property
  void agreesWithTheRuleAsItIsWritten(
      @ForAll @CharRange(from = ' ', to = '~') @Chars({'é', '\n', '０'}) @StringLength(max = 4)
          String text) {
    assertThat(Ids.isId(text)).isEqualTo(RULE.matcher(text).matches());
  }

  @Property
  void bindsTheLength(
      @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 60, max = 70) String text) {
    assertThat(Ids.isId(text)).isEqualTo(text.length() <= 64);
  }

  @Example
  void reservesTheWordsThatStandBesideIds() {
    assertThat(new String[] {"stream", "allocation", "movements", "history", "bulk"})
        .allMatch(Ids::isReserved);
    assertThat(Ids.isReserved("Stream")).isFalse();
  }
}
