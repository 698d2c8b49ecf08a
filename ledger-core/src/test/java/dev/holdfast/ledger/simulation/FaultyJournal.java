package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does to appends what a database and a network do: fails before the write, writes and loses the
 * answer, writes and answers twice, of which the second is heard, hangs, and delivers an append
 * after it was given up. Thread-safe.
 */
final class FaultyJournal implements Journal {

  /** What becomes of an append that is held back until it is let go. */
  enum Held {
    /** It never reaches the journal. */
    LOST,
    /** It is stored; the answer comes late. */
    STORED,
    /** It reaches the journal only as it is let go. */
    LATE
  }

  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("faulty-journal").factory());
  private final MemoryJournal journal = MemoryJournal.of(0);
  private final Random random;
  private final double faultShare;
  private final List<Block> late = new ArrayList<>();
  private final Queue<Block> stored = new ArrayDeque<>();
  private @Nullable Held holdNext;
  private @Nullable Hold hold;
  private int faults;

  private record Hold(Held how, Block block, CompletableFuture<Appended> end) {}

  FaultyJournal(long seed, double faultShare) {
    random = new Random(seed);
    this.faultShare = faultShare;
  }

  synchronized int faults() {
    return faults;
  }

  /** Every block stored so far. */
  List<Block> blocks() {
    return journal.blocks();
  }

  /** The next stored block that was not taken yet. */
  synchronized @Nullable Block takeStored() {
    return stored.poll();
  }

  /** The next append goes nowhere until it is let go. */
  synchronized void holdNext(Held how) {
    holdNext = how;
  }

  synchronized boolean isHolding() {
    return hold != null;
  }

  /**
   * The append that was held back, if any, ends now.
   *
   * @throws AssertionError if it was stored although another has taken over since
   */
  synchronized void letGo() {
    holdNext = null;
    if (hold == null) {
      return;
    }
    Appended end =
        switch (hold.how) {
          case LOST -> Appended.UNKNOWN;
          case STORED -> Appended.DURABLE;
          case LATE -> deliverLate(hold.block);
        };
    hold.end.completeAsync(() -> end, later);
    hold = null;
  }

  @Override
  public synchronized CompletionStage<@Nullable Head> claim(long expectedEpoch) {
    return journal.claim(expectedEpoch);
  }

  @Override
  public synchronized CompletionStage<Appended> append(Block block) {
    late.forEach(this::deliverLate);
    late.clear();
    if (holdNext != null) {
      return holdBack(block, holdNext);
    }
    if (random.nextDouble() >= faultShare) {
      return CompletableFuture.completedStage(store(block));
    }
    faults++;
    return switch (random.nextInt(6)) {
      case 0 -> CompletableFuture.completedStage(Appended.UNKNOWN);
      case 1 -> {
        store(block);
        yield CompletableFuture.failedStage(new IllegalStateException("connection lost"));
      }
      case 2 -> {
        store(block);
        yield CompletableFuture.completedStage(store(block));
      }
      case 3 -> {
        late.add(block.withOwnPayload());
        yield CompletableFuture.completedStage(Appended.UNKNOWN);
      }
      case 4 -> {
        late.add(block.withOwnPayload());
        yield hang();
      }
      default -> {
        store(block);
        yield hang();
      }
    };
  }

  private CompletionStage<Appended> holdBack(Block block, Held how) {
    holdNext = null;
    if (how == Held.STORED) {
      store(block);
    }
    hold = new Hold(how, block.withOwnPayload(), new CompletableFuture<>());
    return hold.end;
  }

  private CompletionStage<Appended> hang() {
    var end = new CompletableFuture<Appended>();
    var _ = later.schedule(() -> end.complete(Appended.UNKNOWN), 1, TimeUnit.MILLISECONDS);
    return end;
  }

  private Appended store(Block block) {
    Appended appended = journal.append(block).toCompletableFuture().join();
    if (appended == Appended.DURABLE) {
      stored.add(block.withOwnPayload());
    }
    return appended;
  }

  /** The epoch was raised since: it must find its way barred. */
  private Appended deliverLate(Block block) {
    Appended appended = journal.append(block).toCompletableFuture().join();
    if (appended == Appended.DURABLE) {
      throw new AssertionError("a fenced append was stored: " + block);
    }
    return appended;
  }

  @Override
  public CompletionStage<Void> replay(long afterPosition, Consumer<Block> handler) {
    return journal.replay(afterPosition, handler);
  }

  @Override
  public CompletionStage<Block> read(long position) {
    return journal.read(position);
  }

  @Override
  public void close() {
    later.shutdown();
  }
}
