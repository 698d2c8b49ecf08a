package dev.holdfast.inventory.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.inventory.LedgerListener.Durable;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class PositionWaitsTest {
  private final AtomicLong position = new AtomicLong(10);
  private final PositionWaits waits =
      new PositionWaits(
          position::get,
          new EventLoops(() -> ImmediateEventExecutor.INSTANCE),
          Duration.ofSeconds(2),
          1);

  private void reach(long reached) {
    position.set(reached);
    waits.onDurable(new Durable(0, reached, reached, 0, new int[0], new String[0]));
  }

  private static boolean isBehind(Throwable error) {
    return error instanceof Problem problem && problem.code() == ProblemCode.BEHIND;
  }

  @Test
  void aPositionThatIsReachedIsNotWaitedFor() {
    StepVerifier.create(waits.reached(10)).verifyComplete();
  }

  @Test
  void whoWaitsGoesOnOnceThePositionIsReached() {
    StepVerifier.create(waits.reached(12))
        .expectSubscription()
        .then(() -> reach(11))
        .expectNoEvent(Duration.ofMillis(20))
        .then(() -> reach(12))
        .verifyComplete();
  }

  @Test
  void whoWaitsTooLongIsToldThatThisServerIsBehind() {
    StepVerifier.withVirtualTime(() -> waits.reached(12))
        .expectSubscription()
        .expectNoEvent(Duration.ofMillis(1_999))
        .thenAwait(Duration.ofMillis(1))
        .verifyErrorMatches(PositionWaitsTest::isBehind);
  }

  @Test
  void moreThanMayWaitAreToldSoAtOnce() {
    var first = waits.reached(11).subscribe();
    StepVerifier.create(waits.reached(11)).verifyErrorMatches(PositionWaitsTest::isBehind);
    first.dispose();
    StepVerifier.create(waits.reached(11)).then(() -> reach(11)).verifyComplete();
    assertThat(first.isDisposed()).isTrue();
  }
}
