package dev.holdfast.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Samples;
import org.junit.jupiter.api.Test;

class QuantityDisplayTest {

  @Test
  void readsWhatItWrites() {
    Samples.check(
        random -> {
          int max = random.nextInt(1, QuantityDisplay.CAP_MAX);
          var capped = new QuantityDisplay.Capped(max);
          assertThat(QuantityDisplay.parse(capped.wireForm())).contains(capped);
        });
  }

  @Test
  void readsNothingElse() {
    Samples.check(
        random -> {
          String text = Samples.anyText(random, 12);
          assertThat(QuantityDisplay.parse("CAPPED:" + text).stream())
              .allMatch(display -> display.wireForm().equals("CAPPED:" + text));
          assertThat(QuantityDisplay.parse(text)).isEmpty();
        });
  }

  @Test
  void readsTheOtherTwo() {
    assertThat(QuantityDisplay.parse("EXACT")).contains(QuantityDisplay.EXACT);
    assertThat(QuantityDisplay.parse("STATUS_ONLY")).contains(QuantityDisplay.STATUS_ONLY);
  }
}
