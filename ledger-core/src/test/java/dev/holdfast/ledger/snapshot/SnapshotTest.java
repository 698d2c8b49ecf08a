package dev.holdfast.ledger.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.ledger.Worlds;
import dev.holdfast.ledger.state.ChangeListener;
import dev.holdfast.ledger.state.LedgerState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

final class SnapshotTest {

  /** Of the image of {@link Worlds#busy}, whose layout is {@link LedgerState#LAYOUT}. */
  private static final long IMAGE_OF_LAYOUT_1 = 1_990_137_158L;

  private final List<ByteBuffer> chunks = new ArrayList<>();
  private final LedgerState written = Worlds.busy();
  private final Snapshot snapshot = write(written, chunks);

  private static Snapshot write(LedgerState state, List<ByteBuffer> chunks) {
    try {
      return SnapshotWriter.write(
          0,
          state,
          (position, chunk, bytes) ->
              chunks.add(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip()));
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private static LedgerState empty() {
    return new LedgerState(ChangeListener.NONE);
  }

  @Test
  void loadsWhatWasWritten() {
    LedgerState loaded = empty();

    SnapshotReader.read(snapshot, chunks::get, loaded);

    assertThat(loaded.position()).isEqualTo(written.position());
    assertThat(loaded.timeMillis()).isEqualTo(written.timeMillis());
    assertThat(loaded.hash()).isEqualTo(written.hash());
    assertThat(loaded.bounds()).isEqualTo(written.bounds());
    loaded.audit();
    var again = new ArrayList<ByteBuffer>();
    write(loaded, again);
    assertThat(again).isEqualTo(chunks);
  }

  @Test
  void loadsOverWhatWasThere() {
    LedgerState state = Worlds.busy();

    SnapshotReader.read(write(empty(), chunks), number -> chunks.get(snapshot.chunks()), state);

    assertThat(state.position()).isZero();
    assertThat(state.hash()).isEqualTo(empty().hash());
    assertThat(state.skus().count()).isZero();
  }

  @Test
  void findsAnyBitThatIsAnother() {
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      ByteBuffer bytes = chunks.get(chunk);
      for (int at = 0; at < bytes.limit(); at += 1 + bytes.limit() / 97) {
        flip(bytes, at);
        assertThatThrownBy(() -> SnapshotReader.read(snapshot, chunks::get, empty()))
            .isInstanceOf(DamagedSnapshot.class)
            .hasMessageContaining("checksum");
        flip(bytes, at);
      }
    }
  }

  private static void flip(ByteBuffer bytes, int at) {
    bytes.put(at, (byte) (bytes.get(at) ^ 0x10));
  }

  @Test
  void takesNoChunkForAnother() {
    var swapped = new ArrayList<>(chunks);
    swapped.add(0, swapped.removeLast());

    assertThat(chunks).hasSizeGreaterThan(1);
    assertThatThrownBy(() -> SnapshotReader.read(snapshot, swapped::get, empty()))
        .isInstanceOf(DamagedSnapshot.class);
    assertThatThrownBy(() -> SnapshotReader.read(at(snapshot.position() + 1), chunks::get, empty()))
        .isInstanceOf(DamagedSnapshot.class);
  }

  private Snapshot at(long position) {
    return new Snapshot(
        snapshot.shard(),
        position,
        snapshot.timeMillis(),
        snapshot.stateHash(),
        snapshot.layout(),
        snapshot.chunks(),
        snapshot.bytes());
  }

  @Test
  void refusesAnotherLayout() {
    var other =
        new Snapshot(
            0,
            snapshot.position(),
            snapshot.timeMillis(),
            snapshot.stateHash(),
            LedgerState.LAYOUT + 1,
            snapshot.chunks(),
            snapshot.bytes());

    assertThatThrownBy(() -> SnapshotReader.read(other, chunks::get, empty()))
        .isInstanceOf(DamagedSnapshot.class)
        .hasMessageContaining("layout");
  }

  @Test
  void whoeverChangesTheLayoutRaisesItsNumber() {
    var crc = new CRC32C();
    chunks.forEach(chunk -> crc.update(chunk.duplicate()));

    assertThat(LedgerState.LAYOUT).isEqualTo(1);
    assertThat(crc.getValue())
        .describedAs("the image has changed: raise LedgerState.LAYOUT, and this with it")
        .isEqualTo(IMAGE_OF_LAYOUT_1);
  }
}
