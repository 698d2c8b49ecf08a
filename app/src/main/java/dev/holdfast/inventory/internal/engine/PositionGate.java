package dev.holdfast.inventory.internal.engine;

import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Where a bounded number of requests wait for something to reach a position. Thread-safe. */
public final class PositionGate {
  private final String what;
  private final LongSupplier position;
  private final EventLoops loops;
  private final Duration waitMax;
  private final int waitersMax;
  private final AtomicLong order = new AtomicLong();
  private final AtomicInteger count = new AtomicInteger();
  private final ConcurrentSkipListSet<Waiter> waiters =
      new ConcurrentSkipListSet<>(
          Comparator.comparingLong(Waiter::position).thenComparingLong(Waiter::order));

  /**
   * A gate with nobody at it.
   *
   * @param what is waited for, to begin a sentence: "The state"
   * @param position that it has reached
   */
  public PositionGate(
      String what, LongSupplier position, EventLoops loops, Duration waitMax, int waitersMax) {
    this.what = what;
    this.position = position;
    this.loops = loops;
    this.waitMax = waitMax;
    this.waitersMax = waitersMax;
  }

  /** Someone who waits; the order makes them different. */
  private record Waiter(long position, long order, MonoSink<Void> sink, Executor caller) {
    void go() {
      caller.execute(sink::success);
    }
  }

  /** Ends when the position is reached, or with the problem BEHIND. */
  public Mono<Void> reached(long wanted) {
    if (position.getAsLong() >= wanted) {
      return Mono.empty();
    }
    return Mono.<Void>create(sink -> await(wanted, sink))
        .timeout(waitMax, Mono.error(() -> behind(wanted)));
  }

  /** Lets those go on who wait for no more than a position that has been reached. */
  public void open(long reached) {
    if (waiters.isEmpty()) {
      return;
    }
    for (Waiter waiter : waiters) {
      if (waiter.position() > reached) {
        return;
      }
      waiter.go();
    }
  }

  /** The problem of whoever waits for this position in vain. */
  public Problem behind(long wanted) {
    return Problem.of(
            ProblemCode.BEHIND,
            what + " of position " + wanted + " has not reached this server; try again shortly.")
        .withHeader(HttpHeaders.RETRY_AFTER, "1");
  }

  private void await(long wanted, MonoSink<Void> sink) {
    if (count.incrementAndGet() > waitersMax) {
      count.decrementAndGet();
      sink.error(behind(wanted));
      return;
    }
    var waiter = new Waiter(wanted, order.getAndIncrement(), sink, loops.current());
    waiters.add(waiter);
    sink.onDispose(() -> leave(waiter));
    if (position.getAsLong() >= wanted) {
      waiter.go();
    }
  }

  private void leave(Waiter waiter) {
    count.decrementAndGet();
    waiters.remove(waiter);
  }
}
