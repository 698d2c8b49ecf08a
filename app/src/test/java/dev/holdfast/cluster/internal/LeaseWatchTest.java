package dev.holdfast.cluster.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseWatchTest {
  private static final long LEASE = 1_500;
  private static final long ANSWER = 4;
  private static final long PAUSE = 100;

  private final LeaseWatch watch = new LeaseWatch(Duration.ofMillis(LEASE));
  private long nowMillis;

  private static Lease lease(String holder, long renewals) {
    return new Lease(holder, "http://a", renewals, 1, 10);
  }

  /** Asks after a pause, and gets an answer. */
  private boolean sees(Lease lease, long pauseMillis, long answerMillis) {
    long asked = nowMillis + pauseMillis;
    nowMillis = asked + answerMillis;
    return watch.isExpired(
        lease, Duration.ofMillis(asked).toNanos(), Duration.ofMillis(nowMillis).toNanos());
  }

  /** For how long it looks at a lease that nobody renews before it says so. */
  private long watched(Lease lease) {
    long begun = nowMillis;
    int questions = 0;
    while (!sees(lease, PAUSE, ANSWER)) {
      assertThat(++questions).isLessThan(1_000);
    }
    return nowMillis - begun;
  }

  @Test
  void takesTheHolderForGoneAfterTheLeaseTimeAndNotBefore() {
    sees(lease("a", 1), 0, ANSWER);
    assertThat(watched(lease("a", 1))).isBetween(LEASE, LEASE + 2 * (PAUSE + ANSWER));
  }

  @Test
  void oneAnswerIsNoWatch() {
    nowMillis = 1_000_000;
    assertThat(sees(lease("a", 1), 0, ANSWER)).isFalse();
  }

  @Test
  void anyRenewalBeginsTheWatchAnew() {
    for (int renewals = 0; renewals < 50; renewals++) {
      for (int i = 0; i < 14; i++) {
        assertThat(sees(lease("a", renewals), PAUSE, ANSWER)).isFalse();
      }
    }
  }

  @Test
  void anotherHolderBeginsTheWatchAnew() {
    sees(lease("a", 1), 0, ANSWER);
    for (int i = 0; i < 10; i++) {
      sees(lease("a", 1), PAUSE, ANSWER);
    }
    assertThat(watched(lease("b", 1))).isGreaterThanOrEqualTo(LEASE);
  }

  @Test
  void anotherConnectionBeginsTheWatchAnew() {
    sees(lease("a", 1), 0, ANSWER);
    for (int i = 0; i < 10; i++) {
      sees(lease("a", 1), PAUSE, ANSWER);
    }
    watch.restart();
    assertThat(watched(lease("a", 1))).isGreaterThanOrEqualTo(LEASE);
  }

  @Test
  void anAnswerThatWasSlowBeginsTheWatchAnew() {
    sees(lease("a", 1), 0, ANSWER);
    for (int i = 0; i < 10; i++) {
      sees(lease("a", 1), PAUSE, ANSWER);
    }
    assertThat(sees(lease("a", 1), PAUSE, LEASE / 2 + 1)).isFalse();
    assertThat(watched(lease("a", 1))).isGreaterThanOrEqualTo(LEASE);
  }

  @Test
  void aDatabaseThatIsAlwaysSlowHasNobodyTakenForGone() {
    for (int i = 0; i < 100; i++) {
      assertThat(sees(lease("a", 1), PAUSE, LEASE)).isFalse();
    }
  }

  @Test
  void aWatcherThatStoodStillItselfBeginsAnew() {
    sees(lease("a", 1), 0, ANSWER);
    assertThat(sees(lease("a", 1), 60_000, ANSWER)).isFalse();
    assertThat(watched(lease("a", 1))).isGreaterThanOrEqualTo(LEASE);
  }

  @Test
  void theTimeAnAnswerTookCountsForTheHolder() {
    sees(lease("a", 1), 0, 700);
    assertThat(sees(lease("a", 1), 50, 700)).isFalse();
    assertThat(sees(lease("a", 1), 50, 700)).isFalse();
    assertThat(sees(lease("a", 1), 50, ANSWER)).isTrue();
  }
}
