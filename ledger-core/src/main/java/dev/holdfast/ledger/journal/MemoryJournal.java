package dev.holdfast.ledger.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A journal that lives as long as its object, for tests and benchmarks. Keeps the contract to the
 * letter, fencing included; every stage is complete when it is returned. Thread-safe.
 */
public final class MemoryJournal implements Journal, BlockSource {

  private static final int PAGE_BLOCKS = 64;

  private final int shard;
  private final boolean keeps;
  private final List<Block> blocks = new ArrayList<>();
  private long epoch;
  private long lastPosition;
  private long lastTimeMillis;

  private MemoryJournal(int shard, boolean keeps) {
    this.shard = shard;
    this.keeps = keeps;
  }

  /** An empty journal. */
  public static MemoryJournal of(int shard) {
    return new MemoryJournal(shard, true);
  }

  /** A journal that counts blocks but keeps none, so that a benchmark can run for long. */
  public static MemoryJournal forgetful(int shard) {
    return new MemoryJournal(shard, false);
  }

  @Override
  public synchronized CompletionStage<@Nullable Head> claim(long expectedEpoch) {
    if (expectedEpoch != ANY_EPOCH && expectedEpoch != epoch) {
      return CompletableFuture.completedStage(null);
    }
    epoch++;
    return CompletableFuture.completedStage(
        new Head("memory", shard, epoch, lastPosition, lastTimeMillis));
  }

  @Override
  public synchronized CompletionStage<Appended> append(Block block) {
    if (block.epoch() != epoch || block.firstPosition() != lastPosition + 1) {
      return CompletableFuture.completedStage(Appended.REFUSED);
    }
    if (keeps) {
      blocks.add(block.withOwnPayload());
    }
    lastPosition = block.lastPosition();
    lastTimeMillis = block.lastTimeMillis();
    return CompletableFuture.completedStage(Appended.DURABLE);
  }

  @Override
  public CompletionStage<Void> replay(long afterPosition, Consumer<Block> handler) {
    try {
      blocks().stream().filter(block -> block.lastPosition() > afterPosition).forEach(handler);
      return CompletableFuture.completedStage(null);
    } catch (RuntimeException broken) {
      return CompletableFuture.failedStage(broken);
    }
  }

  @Override
  public CompletionStage<Block> read(long position) {
    for (Block block : blocks()) {
      if (block.lastPosition() >= position && block.firstPosition() <= position) {
        return CompletableFuture.completedStage(block);
      }
    }
    return CompletableFuture.failedStage(
        new NoSuchElementException("no block holds position " + position));
  }

  @Override
  public CompletionStage<List<Block>> after(long position) {
    return CompletableFuture.completedStage(
        blocks().stream()
            .filter(block -> block.lastPosition() > position)
            .limit(PAGE_BLOCKS)
            .toList());
  }

  @Override
  public synchronized CompletionStage<Long> firstPosition() {
    return CompletableFuture.completedStage(
        blocks.isEmpty() ? 0 : blocks.getFirst().firstPosition());
  }

  /** Lets go of the blocks up to a position, as a journal with a retention does. */
  public synchronized void forgetUpTo(long position) {
    blocks.removeIf(block -> block.lastPosition() <= position);
  }

  /** Every block stored so far. */
  public synchronized List<Block> blocks() {
    return List.copyOf(blocks);
  }

  @Override
  public void close() {}
}
