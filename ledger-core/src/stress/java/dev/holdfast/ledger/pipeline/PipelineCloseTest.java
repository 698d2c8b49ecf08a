package dev.holdfast.ledger.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.LocationType;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReplyHandler;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whatever a pipeline takes it answers, once; whatever comes too late it does not take. */
final class PipelineCloseTest {

  private static final int SUBMITTERS = 3;
  private static final int HEAD_START = 100;
  private static final PipelineConfig CONFIG =
      new PipelineConfig(0, 64, 256 * 1024, 64, 3, 1_000, 8, 10_000);
  private static final Command WITHOUT_FACTS =
      new Command.Extend(RequestId.NONE, 1, Command.NONE, 1, false);

  /** Counts its replies. */
  private static final class Caller implements ReplyHandler {
    private final AtomicInteger replies = new AtomicInteger();

    @Override
    public void onReply(Reply reply) {
      replies.incrementAndGet();
    }
  }

  @Test
  void takesNothingThatComesAfterItHasClosed() {
    Pipeline pipeline = start();
    pipeline.close();

    assertThat(pipeline.offer(WITHOUT_FACTS, new Caller())).isFalse();
  }

  @Test
  void answersOnceWhateverItTakesWhileItCloses() throws Exception {
    long end = StressTime.end();
    try (ExecutorService threads = Executors.newFixedThreadPool(SUBMITTERS)) {
      do {
        assertThat(closeAmongSubmits(threads)).allMatch(caller -> caller.replies.get() == 1);
      } while (System.nanoTime() < end);
    }
  }

  /** Whoever was taken by a pipeline that closed meanwhile. */
  private static List<Caller> closeAmongSubmits(ExecutorService threads) throws Exception {
    Pipeline pipeline = start();
    var started = new CountDownLatch(SUBMITTERS * HEAD_START);
    var closed = new CountDownLatch(1);
    var submitting = new ArrayList<Future<List<Caller>>>();
    for (int i = 0; i < SUBMITTERS; i++) {
      submitting.add(threads.submit(submitter(pipeline, started, closed)));
    }
    started.await();
    pipeline.close();
    closed.countDown();
    var taken = new ArrayList<Caller>();
    for (Future<List<Caller>> each : submitting) {
      taken.addAll(each.get());
    }
    return taken;
  }

  /** Goes on as if it had seen a running pipeline each time, until that has closed and is full. */
  private static Callable<List<Caller>> submitter(
      Pipeline pipeline, CountDownLatch started, CountDownLatch closed) {
    return () -> {
      var taken = new ArrayList<Caller>();
      boolean hasClosed;
      boolean isTaken;
      do {
        hasClosed = closed.getCount() == 0;
        var caller = new Caller();
        int number = taken.size();
        isTaken = pipeline.offer(number % 2 == 0 ? withFacts(number) : WITHOUT_FACTS, caller);
        if (isTaken) {
          taken.add(caller);
          started.countDown();
        }
      } while (isTaken || !hasClosed);
      return taken;
    };
  }

  private static Command withFacts(int number) {
    return new Command.DefineLocation(
        RequestId.NONE, Text.of("north"), LocationType.WAREHOUSE, Text.of("" + number));
  }

  private static Pipeline start() {
    return Pipeline.start(
        CONFIG,
        MemoryJournal.of(0),
        System::currentTimeMillis,
        published -> {},
        new Replica(0, System::currentTimeMillis));
  }
}
