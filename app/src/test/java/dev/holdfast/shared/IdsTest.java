package dev.holdfast.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Samples;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IdsTest {
  private static final Pattern RULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,63}");

  @Test
  void agreesWithTheRuleAsItIsWritten() {
    Samples.check(
        random -> {
          String text = Samples.anyText(random, 4);
          assertThat(Ids.isId(text)).isEqualTo(RULE.matcher(text).matches());
        });
  }

  @Test
  void bindsTheLength() {
    Samples.check(
        random -> {
          String text = Samples.text(random, 'a', 'z', 60, 70);
          assertThat(Ids.isId(text)).isEqualTo(text.length() <= 64);
        });
  }

  @Test
  void reservesTheWordsThatStandBesideIds() {
    assertThat(new String[] {"stream", "allocation", "movements", "history", "bulk"})
        .allMatch(Ids::isReserved);
    assertThat(Ids.isReserved("Stream")).isFalse();
  }
}
