package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does to appends what a database and a network do: fails before the write, writes and loses the
 * answer, writes and answers that it was refused, and delivers an append after it was given up.
 */
final class FaultyJournal implements Journal {

  private final MemoryJournal journal = MemoryJournal.of(0);
  private final Random random;
  private final double faultShare;
  private final List<Block> late = new ArrayList<>();
  private int faults;

  FaultyJournal(long seed, double faultShare) {
    random = new Random(seed);
    this.faultShare = faultShare;
  }

  synchronized int faults() {
    return faults;
  }

  @Override
  public synchronized CompletionStage<@Nullable Head> claim(long expectedEpoch) {
    return journal.claim(expectedEpoch);
  }

  @Override
  public synchronized CompletionStage<Appended> append(Block block) {
    deliverLate();
    if (random.nextDouble() >= faultShare) {
      return journal.append(block);
    }
    faults++;
    return switch (random.nextInt(4)) {
      case 0 -> CompletableFuture.completedStage(Appended.UNKNOWN);
      case 1 -> {
        var _ = journal.append(block);
        yield CompletableFuture.failedStage(new IllegalStateException("connection lost"));
      }
      case 2 -> {
        var _ = journal.append(block);
        yield CompletableFuture.completedStage(Appended.REFUSED);
      }
      default -> {
        late.add(block.withOwnPayload());
        yield CompletableFuture.completedStage(Appended.UNKNOWN);
      }
    };
  }

  /** The epoch was raised since: these must find their way barred. */
  private void deliverLate() {
    for (Block block : late) {
      Appended appended = journal.append(block).toCompletableFuture().join();
      if (appended == Appended.DURABLE) {
        throw new AssertionError("a fenced append was stored: " + block);
      }
    }
    late.clear();
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
  public void close() {}
}
