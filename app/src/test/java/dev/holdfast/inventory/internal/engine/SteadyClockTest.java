package dev.holdfast.inventory.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyClockTest {
  private static final long START = 1_795_000_000_000L;
  private static final long ROUNDING_MILLIS = 1;

  private long wallMillis = START;
  private long nanos = -7;
  private final SteadyClock clock = new SteadyClock(() -> wallMillis, () -> nanos);

  /** Time passes on both clocks alike, with the clock read as often as a busy ledger reads it. */
  private void pass(long millis) {
    for (long i = 0; i < millis; i++) {
      wallMillis++;
      nanos += TimeUnit.MILLISECONDS.toNanos(1);
      clock.epochMillis();
    }
  }

  @Test
  void startsAtTheWallClock() {
    assertThat(clock.epochMillis()).isEqualTo(START);
  }

  @Test
  void isCarriedOnByTheMonotonicClock() {
    pass(10_000);
    assertThat(clock.epochMillis()).isEqualTo(START + 10_000);
  }

  @Test
  void doesNotJumpWhenTheWallClockJumpsAhead() {
    pass(1_000);
    wallMillis += 3_600_000;
    pass(1_000);
    assertThat(clock.epochMillis()).isBetween(START + 2_000, START + 2_050);
  }

  @Test
  void doesNotStandStillOrTurnBackWhenTheWallClockDoes() {
    pass(1_000);
    wallMillis -= 3_600_000;
    pass(1_000);
    assertThat(clock.epochMillis()).isBetween(START + 1_950, START + 2_000);
  }

  /** So that a hold of ten minutes is one of ten minutes, whatever is done to the wall clock. */
  @Test
  void keepsAHoldsLengthWhileTheWallClockStepsAnHourForwardsAndBack() {
    long deadline = clock.epochMillis() + 600_000;
    wallMillis += 3_600_000;
    pass(200_000);
    wallMillis -= 7_200_000;
    pass(200_000);
    wallMillis += 3_600_000;
    pass(169_000);
    assertThat(clock.epochMillis()).isLessThan(deadline);
    pass(62_000);
    assertThat(clock.epochMillis()).isGreaterThanOrEqualTo(deadline);
  }

  @Test
  void followsTheWallClockUntilItHasReachedIt() {
    wallMillis += 1_000;
    pass(30_000);
    assertThat(clock.epochMillis()).isBetween(wallMillis - 1, wallMillis + 1);
    wallMillis -= 500;
    pass(30_000);
    assertThat(clock.epochMillis()).isBetween(wallMillis - 1, wallMillis + 1);
  }

  @Test
  void doesNotShootPastTheWallClockWhenNobodyAsksForAnHour() {
    wallMillis += 1_000;
    pass(200);
    wallMillis += 3_600_000;
    nanos += TimeUnit.HOURS.toNanos(1);
    assertThat(clock.epochMillis()).isBetween(wallMillis - 1, wallMillis + 1);
  }

  @Test
  void aThreadThatReadTheMonotonicClockEarlierIsNotToldLess() {
    pass(1_000);
    long told = clock.epochMillis();
    nanos -= TimeUnit.MILLISECONDS.toNanos(500);
    assertThat(clock.epochMillis()).isEqualTo(told);
  }

  /** Whatever the wall clock does: never backwards, and 95 to 105 % of the time that passes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void keepsAnEvenPaceWhateverTheWallClockDoes(long seed) {
    var random = new Random(seed);
    long told = clock.epochMillis();
    for (int i = 0; i < 20_000; i++) {
      long stepNanos = random.nextLong(TimeUnit.MILLISECONDS.toNanos(1L << random.nextInt(12)));
      nanos += stepNanos;
      wallMillis += stepNanos / 1_000_000;
      if (random.nextInt(50) == 0) {
        wallMillis += random.nextLong(-100_000, 100_000);
      }
      long now = clock.epochMillis();
      double stepMillis = stepNanos / 1e6;
      assertThat((double) now - told)
          .isBetween(
              Math.max(0, stepMillis * 0.95 - ROUNDING_MILLIS),
              stepMillis * 1.05 + ROUNDING_MILLIS);
      told = now;
    }
  }
}
