package dev.holdfast.ledger.recovery;

import dev.holdfast.ledger.snapshot.DamagedSnapshot;
import dev.holdfast.ledger.snapshot.Snapshot;
import dev.holdfast.ledger.snapshot.SnapshotReader;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import dev.holdfast.ledger.snapshot.SnapshotWriter;
import dev.holdfast.ledger.state.ChangeListener;
import dev.holdfast.ledger.state.LedgerState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;

/** Loads the newest snapshot that is good; of one that is not, the log says why. Thread-safe. */
public final class SnapshotLoader {

  private static final System.Logger LOG = System.getLogger(SnapshotLoader.class.getName());

  private final int shard;
  private final SnapshotStore store;

  public SnapshotLoader(int shard, SnapshotStore store) {
    this.shard = shard;
    this.store = store;
  }

  /**
   * Makes a state what the newest good snapshot of a position or one before it holds; if there is
   * none, empty. Blocks, with the store.
   */
  public void loadUpTo(long position, LedgerState state) {
    for (Snapshot snapshot : store.list().toCompletableFuture().join()) {
      if (snapshot.position() <= position && isLoaded(snapshot, state)) {
        return;
      }
    }
    if (state.position() != 0) {
      empty(state);
    }
  }

  private boolean isLoaded(Snapshot snapshot, LedgerState state) {
    try {
      SnapshotReader.read(snapshot, chunk -> read(snapshot, chunk), state);
      return true;
    } catch (DamagedSnapshot damaged) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the snapshot of position %d of shard %d is left out, an earlier one and more blocks are read: %s"
              .formatted(snapshot.position(), shard, damaged.getMessage()));
      empty(state);
      return false;
    }
  }

  private ByteBuffer read(Snapshot snapshot, int chunk) {
    try {
      return store.read(snapshot, chunk).toCompletableFuture().join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof NoSuchElementException missing) {
        throw new DamagedSnapshot("chunk " + chunk + " is missing", missing);
      }
      throw failed;
    }
  }

  private void empty(LedgerState state) {
    List<ByteBuffer> chunks = new ArrayList<>();
    try {
      Snapshot nothing =
          SnapshotWriter.write(
              shard,
              new LedgerState(ChangeListener.NONE),
              (position, chunk, bytes) ->
                  chunks.add(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip()));
      SnapshotReader.read(nothing, chunks::get, state);
    } catch (InterruptedException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
