package dev.holdfast.inventory.internal.engine;

import dev.holdfast.inventory.LedgerListener;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Requests that wait for the durable state to reach a position, a bounded number of them. */
@Component
public final class PositionWaits implements LedgerListener {
  private final LongSupplier position;
  private final EventLoops loops;
  private final Duration waitMax;
  private final int waitersMax;
  private final AtomicLong order = new AtomicLong();
  private final AtomicInteger count = new AtomicInteger();
  private final ConcurrentSkipListSet<Waiter> waiters =
      new ConcurrentSkipListSet<>(
          Comparator.comparingLong(Waiter::position).thenComparingLong(Waiter::order));

  @Autowired
  PositionWaits(LedgerGateway ledger, EventLoops loops, WaitSettings settings) {
    this(
        () -> ledger.reads().position(),
        loops,
        settings.minPositionTimeout(),
        settings.minPositionWaiters());
  }

  PositionWaits(LongSupplier position, EventLoops loops, Duration waitMax, int waitersMax) {
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

  /** Ends when readings hold the position, or with the problem BEHIND. */
  public Mono<Void> reached(long wanted) {
    if (position.getAsLong() >= wanted) {
      return Mono.empty();
    }
    return Mono.<Void>create(sink -> await(wanted, sink))
        .timeout(waitMax, Mono.error(() -> behind(wanted)));
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

  @Override
  public void onDurable(Durable durable) {
    if (waiters.isEmpty()) {
      return;
    }
    for (Waiter waiter : waiters) {
      if (waiter.position() > durable.lastPosition()) {
        return;
      }
      waiter.go();
    }
  }

  private static Problem behind(long wanted) {
    return Problem.of(
            ProblemCode.BEHIND,
            "The state of position " + wanted + " has not reached this server; try again shortly.")
        .withHeader(HttpHeaders.RETRY_AFTER, "1");
  }
}
