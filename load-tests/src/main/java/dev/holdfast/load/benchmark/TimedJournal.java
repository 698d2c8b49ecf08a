package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A journal that knows how long its appends took. The other one stays the caller's to close. */
final class TimedJournal implements Journal {

  private final Journal journal;
  private final LongAdder appendNanos = new LongAdder();

  TimedJournal(Journal journal) {
    this.journal = journal;
  }

  /** How long appends have been under way since it was asked last. */
  long takeAppendNanos() {
    return appendNanos.sumThenReset();
  }

  @Override
  public CompletionStage<@Nullable Head> claim(long expectedEpoch) {
    return journal.claim(expectedEpoch);
  }

  @Override
  public CompletionStage<Appended> append(Block block) {
    long begun = System.nanoTime();
    return journal
        .append(block)
        .whenComplete((end, error) -> appendNanos.add(System.nanoTime() - begun));
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
