package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.LedgerConfig;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReplyHandler;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.journal.MemoryJournal;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole ledger over a journal that forgets: producers, the ring, blocks, the read state and
 * replies. The score is reservations answered per second; each expires soon after, which is a
 * second fact. Every producer sends a burst and waits for its last reply.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms3g", "-Xmx3g"})
public class PipelineBenchmark {

  private static final int BURST = 1_024;
  private static final long TTL_MILLIS = 200;
  private static final long FULL_NANOS = 10_000;
  private static final long REPLY_SECONDS_MAX = 10;

  /** How many different SKUs are sold. */
  @Param({"1000"})
  public int skus;

  private final Ledger ledger =
      Ledger.open(
          LedgerConfig.DEFAULT,
          MemoryJournal.forgetful(LedgerConfig.DEFAULT.shard()),
          SnapshotStore.NONE,
          new MonotonicClock(),
          published -> {});
  private volatile @Nullable Reply refused;
  private final List<Command> burst = new ArrayList<>(BURST);

  @Setup(Level.Trial)
  public void stock() throws Exception {
    var shop = new Shop(skus, TTL_MILLIS);
    for (Command command : shop.opening()) {
      ask(command);
    }
    for (int i = 0; i < BURST; i++) {
      burst.add(shop.reserve(RequestId.NONE, shop.cart(1)));
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    ledger.close();
  }

  @Benchmark
  @Threads(1)
  @OperationsPerInvocation(BURST)
  public Reply oneProducer() throws Exception {
    return play();
  }

  @Benchmark
  @Threads(4)
  @OperationsPerInvocation(BURST)
  public Reply fourProducers() throws Exception {
    return play();
  }

  /** Replies come in the order of submission: the last one tells that all are there. */
  private Reply play() throws Exception {
    for (int i = 1; i < BURST; i++) {
      submit(burst.get(i), this::check);
    }
    Reply last = ask(burst.getFirst());
    if (refused != null) {
      throw new IllegalStateException("a reservation was refused: " + refused);
    }
    return last;
  }

  private Reply ask(Command command) throws Exception {
    var reply = new CompletableFuture<Reply>();
    submit(command, reply::complete);
    Reply answer = reply.get(REPLY_SECONDS_MAX, TimeUnit.SECONDS);
    check(answer);
    return answer;
  }

  private void submit(Command command, ReplyHandler handler) {
    while (!ledger.submit(command, handler)) {
      LockSupport.parkNanos(FULL_NANOS);
    }
  }

  private void check(Reply reply) {
    if (!reply.isOk()) {
      refused = reply;
    }
  }
}
