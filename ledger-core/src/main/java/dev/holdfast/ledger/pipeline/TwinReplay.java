package dev.holdfast.ledger.pipeline;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.recovery.BlockApplier;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Applies blocks to both states of a replica at once: to the owner's by a thread of its own, to the
 * one for reads by whoever hands them over, and neither is more than a few blocks ahead. For one
 * thread at a time.
 */
final class TwinReplay {

  private static final int BLOCKS_BETWEEN = 256;
  private static final long LOOK_MILLIS = 100;

  private final BlockApplier owners;
  private final Consumer<Block> reads;
  private final BlockingQueue<Block> blocks = new ArrayBlockingQueue<>(BLOCKS_BETWEEN);
  private final Thread thread;
  private volatile boolean isComplete;
  private volatile @Nullable Throwable broken;

  /**
   * Starts the thread.
   *
   * @param owners of the owner's state
   * @param reads applies a block to the other
   */
  TwinReplay(int shard, BlockApplier owners, Consumer<Block> reads) {
    this.owners = owners;
    this.reads = reads;
    thread = Thread.ofPlatform().name("ledger-%d-replay".formatted(shard)).start(this::run);
  }

  /**
   * Applies the block that follows.
   *
   * @throws dev.holdfast.ledger.recovery.DamagedJournal as {@link BlockApplier#apply} does, at this
   *     call or a later one
   */
  void apply(Block block) {
    try {
      while (!blocks.offer(block, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        throwIfBroken();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    reads.accept(block);
  }

  /** Ends the thread: both states hold all blocks, if none of the calls before has thrown. */
  void end() {
    isComplete = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    throwIfBroken();
  }

  private void throwIfBroken() {
    switch (broken) {
      case null -> {}
      case RuntimeException failed -> throw failed;
      case Throwable failed -> throw new IllegalStateException(failed);
    }
  }

  private void run() {
    try {
      while (true) {
        boolean isLast = isComplete;
        Block block = blocks.poll(isLast ? 0 : 1, TimeUnit.MILLISECONDS);
        if (block != null) {
          owners.apply(block);
        } else if (isLast) {
          return;
        }
      }
    } catch (Throwable failed) {
      broken = failed;
    }
  }
}
