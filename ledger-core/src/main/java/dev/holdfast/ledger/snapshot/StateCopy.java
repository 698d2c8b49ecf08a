package dev.holdfast.ledger.snapshot;

import dev.holdfast.ledger.state.LedgerState;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Makes one state what another is, by its image, of which a few chunks are in memory at a time:
 * where many facts were applied to one, that is quicker than to apply them to the other too.
 */
public final class StateCopy {

  private static final int CHUNKS_BETWEEN = 8;

  private final BlockingQueue<ByteBuffer> chunks = new ArrayBlockingQueue<>(CHUNKS_BETWEEN);

  private StateCopy() {}

  /**
   * Copies everything. The caller owns both states; one is read by a thread of its own until this
   * returns.
   *
   * @throws IllegalStateException if the caller was interrupted; the copy is then good for nothing
   */
  public static void copy(int shard, LedgerState from, LedgerState to) {
    var copy = new StateCopy();
    Thread writer =
        Thread.ofPlatform()
            .name("ledger-%d-copy".formatted(shard))
            .start(() -> copy.write(shard, from));
    try {
      var image =
          new Snapshot(
              shard,
              from.position(),
              from.timeMillis(),
              from.hash(),
              LedgerState.LAYOUT,
              Integer.MAX_VALUE,
              Long.MAX_VALUE);
      SnapshotReader.fill(image, chunk -> copy.next(), to);
    } finally {
      writer.interrupt();
      join(writer);
    }
  }

  private static void join(Thread writer) {
    try {
      writer.join();
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  private static IllegalStateException interrupted(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(interrupted);
  }

  private void write(int shard, LedgerState from) {
    try {
      SnapshotWriter.write(
          shard,
          from,
          (position, chunk, bytes) ->
              chunks.put(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip()));
    } catch (InterruptedException over) {
      // The reader has all it needs, or has failed.
    } catch (RuntimeException | Error broken) {
      boolean _ = chunks.offer(ByteBuffer.allocate(0));
      throw broken;
    }
  }

  private ByteBuffer next() {
    try {
      return chunks.take();
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }
}
