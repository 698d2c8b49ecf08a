package dev.holdfast.inventory.internal.engine;

import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ResultCode;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers callers whom the ledger has kept waiting for too long. All wait equally long and are
 * answered nearly in order, so a queue looked at from its head does what a timer for each would.
 * Thread-safe.
 *
 * <p>Bounded by the ledger, which parks only so many; beside those it holds what was answered since
 * the last sweep.
 */
final class ReplyTimeouts {
  private static final long SWEEP_MILLIS = 50;
  private static final Reply UNKNOWN =
      new Reply(ResultCode.OUTCOME_UNKNOWN, 0, false, Reply.Plain.INSTANCE);

  private final long waitNanosMax;
  private final LongSupplier nanos;
  private final Queue<ParkedReply> parked = new ConcurrentLinkedQueue<>();
  private @Nullable ScheduledExecutorService sweeper;

  ReplyTimeouts(Duration waitMax, LongSupplier nanos) {
    this.waitNanosMax = waitMax.toNanos();
    this.nanos = nanos;
  }

  /** Begins to sweep by itself. */
  synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("holdfast-reply-timeouts").factory());
    var _ =
        started.scheduleWithFixedDelay(
            this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    sweeper = started;
  }

  /** Ends that; the ledger has answered everyone. */
  synchronized void stop() {
    if (sweeper != null) {
      sweeper.shutdownNow();
    }
  }

  long now() {
    return nanos.getAsLong();
  }

  /** Sees to it that this caller is answered in time. */
  void watch(ParkedReply reply) {
    parked.add(reply);
  }

  /** Lets go of whoever is answered and answers whoever has waited too long. One at a time. */
  void sweep() {
    long now = now();
    for (ParkedReply first = parked.peek(); first != null; first = parked.peek()) {
      if (!first.isAnswered() && now - first.sinceNanos() < waitNanosMax) {
        return;
      }
      first.onReply(UNKNOWN);
      parked.remove();
    }
  }

  /** How many wait. Takes time that grows with them. */
  long waiting() {
    return parked.stream().filter(reply -> !reply.isAnswered()).count();
  }

  /** How many it holds, for tests. */
  int size() {
    return parked.size();
  }
}
