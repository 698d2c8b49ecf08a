package dev.holdfast.ledger.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.ledger.journal.Journal.Head;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class ConfinementTest {

  private static final Executor NEW_THREAD = task -> Thread.ofPlatform().daemon().start(task);

  private final Confinement confinement = new Confinement();

  @Test
  void belongsToTheFirstThatAsks() {
    assertThat(confinement.admits()).isTrue();
    assertThat(confinement.admits()).isTrue();
    assertThat(elsewhere(confinement::admits)).isFalse();
  }

  @Test
  void passesToAnotherThreadWhenItIsHandedOver() {
    assertThat(confinement.admits()).isTrue();
    assertThat(confinement.handOver()).isTrue();
    assertThat(onOneThatLives(confinement::admits)).isTrue();
    assertThat(confinement.admits()).isFalse();
  }

  @Test
  void isHandedOverByNobodyElse() {
    assertThat(confinement.admits()).isTrue();
    assertThat(elsewhere(confinement::handOver)).isFalse();
    assertThat(confinement.admits()).isTrue();
  }

  @Test
  void passesOnWhenItsThreadHasEnded() throws InterruptedException {
    Thread first = Thread.ofPlatform().start(confinement::admits);
    first.join();
    assertThat(confinement.admits()).isTrue();
  }

  @Test
  void catchesAnotherThreadThatTakesTheOwnersEnds() {
    var appender =
        new Appender(
            MemoryJournal.of(0), new Head("test", 0, 1, 0, 0), System::currentTimeMillis, () -> {});
    appender.takeEnded();

    assertThatThrownBy(() -> elsewhere(appender::takeEnded))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(Thread.currentThread().getName());
  }

  @Test
  void catchesAnOwnerThatTouchesABlockItHasHandedOver() {
    var block = new OpenBlock(8, 1);
    block.park(reply -> {}, 1);
    block.handOver();
    onOneThatLives(() -> block.handler(0));

    assertThatThrownBy(() -> block.park(reply -> {}, 1)).isInstanceOf(AssertionError.class);
  }

  private static <T> T elsewhere(Supplier<T> asks) {
    return CompletableFuture.supplyAsync(asks, NEW_THREAD).join();
  }

  /** As {@link #elsewhere}, on a thread that goes on for good. */
  private static <T> T onOneThatLives(Supplier<T> asks) {
    var answer = new CompletableFuture<T>();
    NEW_THREAD.execute(
        () -> {
          answer.complete(asks.get());
          waitForEver();
        });
    return answer.join();
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
