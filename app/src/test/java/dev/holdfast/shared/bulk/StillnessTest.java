package dev.holdfast.shared.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StillnessTest {
  private final Stillness stillness = new Stillness();

  /** Looks so often that the next look is the last. */
  private void lookOnceLess() {
    for (int i = 1; i < Stillness.LOOKS; i++) {
      assertThat(stillness.isTooLong(false)).isFalse();
    }
  }

  @Test
  void isTooLongWhenNothingHasMovedForAllOfTheTime() {
    lookOnceLess();
    assertThat(stillness.isTooLong(false)).isTrue();
  }

  @Test
  void beginsAnewWithWhateverMoves() {
    lookOnceLess();
    stillness.end();
    assertThat(stillness.isTooLong(false)).isFalse();
    lookOnceLess();
    assertThat(stillness.isTooLong(false)).isTrue();
  }

  @Test
  void isNoneWhileAnswersAreWaitedForWhichTakeTheirTime() {
    lookOnceLess();
    assertThat(stillness.isTooLong(true)).isFalse();
    lookOnceLess();
    assertThat(stillness.isTooLong(false)).isTrue();
  }
}
