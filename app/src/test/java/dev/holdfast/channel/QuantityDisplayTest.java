package dev.holdfast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class QuantityDisplayTest {

  @Property
  void readsWhatItWrites(@ForAll @IntRange(min = 1, max = QuantityDisplay.CAP_MAX) int max) {
    var capped = new QuantityDisplay.Capped(max);
    assertThat(QuantityDisplay.parse(capped.wireForm())).contains(capped);
  }

  @Property
  void readsNothingElse(@ForAll String text) {
    assertThat(QuantityDisplay.parse("CAPPED:" + text).stream())
        .allMatch(display -> display.wireForm().equals("CAPPED:" + text));
    assertThat(QuantityDisplay.parse(text)).isEmpty();
  }

  @Example
  void readsTheOtherTwo() {
    assertThat(QuantityDisplay.parse("EXACT")).contains(QuantityDisplay.EXACT);
    assertThat(QuantityDisplay.parse("STATUS_ONLY")).contains(QuantityDisplay.STATUS_ONLY);
  }
}
