package dev.holdfast.ledger.snapshot;

import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.table.Image;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntFunction;

/** Reads what {@link SnapshotWriter} wrote, trusting no chunk it has not checked. */
public final class SnapshotReader implements Image {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Snapshot snapshot;
  private final IntFunction<ByteBuffer> chunks;
  private ByteBuffer chunk = NOTHING;
  private int next;

  private SnapshotReader(Snapshot snapshot, IntFunction<ByteBuffer> chunks) {
    this.snapshot = snapshot;
    this.chunks = chunks;
  }

  /**
   * Makes a state what it was when it was written.
   *
   * @param chunks gives the chunk of a number; what it throws comes through
   * @throws DamagedSnapshot if it is not what was written; the state is then good for nothing but
   *     to be loaded again
   */
  public static void read(Snapshot snapshot, IntFunction<ByteBuffer> chunks, LedgerState state) {
    if (snapshot.layout() != LedgerState.LAYOUT) {
      throw new DamagedSnapshot(
          "it is of layout %d, and this build reads layout %d"
              .formatted(snapshot.layout(), LedgerState.LAYOUT));
    }
    if (fill(snapshot, chunks, state) != snapshot.chunks()) {
      throw new DamagedSnapshot("it has more chunks than lead to its state");
    }
  }

  /** Returns how many chunks it took. */
  static int fill(Snapshot snapshot, IntFunction<ByteBuffer> chunks, LedgerState state) {
    var reader = new SnapshotReader(snapshot, chunks);
    try {
      state.carry(reader);
    } catch (IndexOutOfBoundsException | NegativeArraySizeException broken) {
      throw new DamagedSnapshot("it does not hold what its layout says", broken);
    }
    if (reader.chunk.hasRemaining()
        || state.position() != snapshot.position()
        || state.hash() != snapshot.stateHash()) {
      throw new DamagedSnapshot("it leads to another state than was written");
    }
    return reader.next;
  }

  @Override
  public boolean isLoading() {
    return true;
  }

  @Override
  public int carry(int value) {
    return filled(Integer.BYTES).getInt();
  }

  @Override
  public long carry(long value) {
    return filled(Long.BYTES).getLong();
  }

  @Override
  public void carry(long[] values, int length) {
    for (int done = 0; done < length; ) {
      int some = Math.min(length - done, filled(Long.BYTES).remaining() / Long.BYTES);
      chunk.asLongBuffer().get(values, done, some);
      chunk.position(chunk.position() + some * Long.BYTES);
      done += some;
    }
  }

  @Override
  public void carry(int[] values, int length) {
    for (int done = 0; done < length; ) {
      int some = Math.min(length - done, filled(Integer.BYTES).remaining() / Integer.BYTES);
      chunk.asIntBuffer().get(values, done, some);
      chunk.position(chunk.position() + some * Integer.BYTES);
      done += some;
    }
  }

  @Override
  public void carry(byte[] values, int length) {
    for (int done = 0; done < length; ) {
      int some = Math.min(length - done, filled(1).remaining());
      chunk.get(values, done, some);
      done += some;
    }
  }

  /** The chunk, with a value of so many bytes in it: no value is in two chunks. */
  private ByteBuffer filled(int valueBytes) {
    if (chunk.remaining() < valueBytes) {
      if (next == snapshot.chunks()) {
        throw new DamagedSnapshot("it ends too early");
      }
      chunk = checked(chunks.apply(next), next);
      next++;
    }
    return chunk;
  }

  private ByteBuffer checked(ByteBuffer read, int number) {
    ByteBuffer bytes = read.slice().order(ByteOrder.LITTLE_ENDIAN);
    int end = bytes.limit() - SnapshotWriter.CHECKSUM_BYTES;
    if (end < 0
        || bytes.getInt(end)
            != SnapshotWriter.checksum(snapshot.position(), number, bytes.duplicate().limit(end))) {
      throw new DamagedSnapshot("chunk " + number + " does not have its checksum");
    }
    return bytes.limit(end);
  }
}
