package dev.holdfast.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.channel.QuantityDisplay;
import org.junit.jupiter.api.Test;

class ShownQuantityTest {
  private static final QuantityDisplay UP_TO_FIVE = new QuantityDisplay.Capped(5);

  @Test
  void exactShowsEveryUnit() {
    assertThat(ShownQuantity.of(7, QuantityDisplay.EXACT)).isEqualTo(new ShownQuantity(7L, null));
  }

  @Test
  void cappedShowsTheCapAndThatThereIsMore() {
    assertThat(ShownQuantity.of(6, UP_TO_FIVE)).isEqualTo(new ShownQuantity(5L, true));
  }

  @Test
  void cappedShowsWhatIsUpToTheCapAsItIs() {
    assertThat(ShownQuantity.of(5, UP_TO_FIVE)).isEqualTo(new ShownQuantity(5L, null));
    assertThat(ShownQuantity.of(0, UP_TO_FIVE)).isEqualTo(new ShownQuantity(0L, null));
  }

  @Test
  void statusOnlyShowsNoNumber() {
    assertThat(ShownQuantity.of(7, QuantityDisplay.STATUS_ONLY))
        .isEqualTo(new ShownQuantity(null, null));
  }
}
