package dev.holdfast.ledger.snapshot;

import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.table.Image;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Writes the image of a state in chunks: each ends with the CRC-32C of what is in it, of the
 * snapshot's position and of its own number, so that no chunk passes for another. Owned by the
 * thread that owns the state, which stands still meanwhile.
 */
public final class SnapshotWriter implements Image {

  /** The most bytes of a chunk. */
  public static final int CHUNK_BYTES_MAX = 1 << 20;

  static final int CHECKSUM_BYTES = Integer.BYTES;

  private final Sink sink;
  private final ByteBuffer chunk =
      ByteBuffer.allocate(CHUNK_BYTES_MAX).order(ByteOrder.LITTLE_ENDIAN);
  private long position;
  private int chunks;
  private long bytes;

  private SnapshotWriter(Sink sink) {
    this.sink = sink;
    chunk.limit(CHUNK_BYTES_MAX - CHECKSUM_BYTES);
  }

  /** Takes the chunks, one after the other. */
  public interface Sink {

    /**
     * Takes a chunk, whose bytes are lent until this returns.
     *
     * @throws InterruptedException if the snapshot is to be given up
     */
    void take(long position, int chunk, ByteBuffer bytes) throws InterruptedException;
  }

  /**
   * Writes a state.
   *
   * @return what is to be completed once the sink has stored all chunks
   */
  public static Snapshot write(int shard, LedgerState state, Sink sink)
      throws InterruptedException {
    var writer = new SnapshotWriter(sink);
    writer.position = state.position();
    try {
      state.carry(writer);
    } catch (Interrupted interrupted) {
      throw interrupted.cause;
    }
    writer.flush();
    return new Snapshot(
        shard,
        state.position(),
        state.timeMillis(),
        state.hash(),
        LedgerState.LAYOUT,
        writer.chunks,
        writer.bytes);
  }

  static int checksum(long position, int number, ByteBuffer content) {
    var crc = new CRC32C();
    crc.update(
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(position)
            .putInt(number)
            .flip());
    crc.update(content);
    return (int) crc.getValue();
  }

  @Override
  public boolean isLoading() {
    return false;
  }

  @Override
  public int carry(int value) {
    room(Integer.BYTES).putInt(value);
    return value;
  }

  @Override
  public long carry(long value) {
    room(Long.BYTES).putLong(value);
    return value;
  }

  @Override
  public void carry(long[] values, int length) {
    for (int done = 0; done < length; ) {
      int some = Math.min(length - done, room(Long.BYTES).remaining() / Long.BYTES);
      chunk.asLongBuffer().put(values, done, some);
      chunk.position(chunk.position() + some * Long.BYTES);
      done += some;
    }
  }

  @Override
  public void carry(int[] values, int length) {
    for (int done = 0; done < length; ) {
      int some = Math.min(length - done, room(Integer.BYTES).remaining() / Integer.BYTES);
      chunk.asIntBuffer().put(values, done, some);
      chunk.position(chunk.position() + some * Integer.BYTES);
      done += some;
    }
  }

  @Override
  public void carry(byte[] values, int length) {
    for (int done = 0; done < length; ) {
      int some = Math.min(length - done, room(1).remaining());
      chunk.put(values, done, some);
      done += some;
    }
  }

  /** The chunk, with room for a value of so many bytes. */
  private ByteBuffer room(int valueBytes) {
    if (chunk.remaining() < valueBytes) {
      try {
        flush();
      } catch (InterruptedException interrupted) {
        throw new Interrupted(interrupted);
      }
    }
    return chunk;
  }

  private void flush() throws InterruptedException {
    chunk.limit(CHUNK_BYTES_MAX).putInt(checksum(position, chunks, chunk.duplicate().flip()));
    bytes += chunk.flip().remaining();
    sink.take(position, chunks++, chunk);
    chunk.clear().limit(CHUNK_BYTES_MAX - CHECKSUM_BYTES);
  }

  /** Comes through what knows nothing of interrupts. */
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final InterruptedException cause;

    Interrupted(InterruptedException cause) {
      super(cause);
      this.cause = cause;
    }
  }
}
