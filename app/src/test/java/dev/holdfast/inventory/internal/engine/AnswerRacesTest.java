package dev.holdfast.inventory.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.inventory.LedgerListener.Durable;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ResultCode;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two threads want to have the same caller go on. See docs/threads.md. */
class AnswerRacesTest {
  private static final long MILLIS = Long.getLong("stress.millis", 300);
  private static final int CALLERS = 200;
  private static final Reply DONE = new Reply(ResultCode.OK, 1, false, Reply.Plain.INSTANCE);

  private final long end = System.nanoTime() + MILLIS * 1_000_000;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private void together(Runnable one, Runnable other) throws Exception {
    var start = new CyclicBarrier(2);
    var ends = new ArrayList<Future<?>>();
    for (Runnable each : List.of(one, other)) {
      ends.add(
          threads.submit(
              () -> {
                start.await();
                each.run();
                return true;
              }));
    }
    for (Future<?> each : ends) {
      each.get();
    }
  }

  /** The sweeper answers from the first, the ledger from the last: they meet somewhere between. */
  @Test
  void aCallerIsAnsweredOnceByTheLedgerOrByTheTimeout() throws Exception {
    do {
      var nanos = new AtomicLong();
      var timeouts = new ReplyTimeouts(Duration.ofNanos(1), nanos::get);
      var answers = new ArrayList<AtomicInteger>();
      var parked = new ArrayList<ParkedReply>();
      for (int i = 0; i < CALLERS; i++) {
        var count = new AtomicInteger();
        answers.add(count);
        var caller = new ParkedReply(_ -> count.incrementAndGet(), timeouts.now());
        parked.add(caller);
        timeouts.watch(caller);
      }
      nanos.set(1);
      together(timeouts::sweep, () -> parked.reversed().forEach(caller -> caller.onReply(DONE)));
      assertThat(answers).allMatch(count -> count.get() == 1);
      assertThat(timeouts.size()).isZero();
    } while (System.nanoTime() < end);
  }

  @Test
  void whoComesToWaitWhenThePositionIsReachedGoesOn() throws Exception {
    var position = new AtomicLong();
    var waits =
        new PositionWaits(
            position::get,
            new EventLoops(() -> ImmediateEventExecutor.INSTANCE),
            Duration.ofSeconds(5),
            1);
    do {
      long next = position.get() + 1;
      var gone = new AtomicInteger();
      var waiting = new ArrayList<Future<?>>();
      together(
          () ->
              waiting.add(waits.reached(next).doOnSuccess(_ -> gone.incrementAndGet()).toFuture()),
          () -> {
            position.set(next);
            waits.onDurable(new Durable(0, next, next, 0, new int[0], new String[0]));
          });
      waiting.getFirst().get(10, TimeUnit.SECONDS);
      assertThat(gone).hasValue(1);
    } while (System.nanoTime() < end);
  }
}
