package dev.holdfast.ledger.recovery;

import dev.holdfast.ledger.snapshot.DamagedSnapshot;
import dev.holdfast.ledger.snapshot.Snapshot;
import dev.holdfast.ledger.snapshot.SnapshotReader;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import dev.holdfast.ledger.snapshot.StateCopy;
import dev.holdfast.ledger.state.ChangeListener;
import dev.holdfast.ledger.state.LedgerState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Loads the newest snapshot that is good; of one that is not, the log says why. Thread-safe. */
public final class SnapshotLoader {

  private static final System.Logger LOG = System.getLogger(SnapshotLoader.class.getName());

  private final int shard;
  private final SnapshotStore store;
  private final List<DamagedSnapshot> leftOut = new CopyOnWriteArrayList<>();

  public SnapshotLoader(int shard, SnapshotStore store) {
    this.shard = shard;
    this.store = store;
  }

  /**
   * Makes states what the newest good snapshot of a position or one before it holds; if there is
   * none, empty. All become the same; each is loaded by a thread of its own, the chunks being read
   * once. Blocks, with the store.
   */
  public void loadUpTo(long position, LedgerState... states) {
    for (Snapshot snapshot : store.list().toCompletableFuture().join()) {
      if (snapshot.position() <= position && isLoaded(snapshot, states)) {
        return;
      }
    }
    emptyAll(states);
  }

  /**
   * Makes a state what the oldest good snapshot of a position or one after it holds; if there is
   * none, empty. Blocks, with the store.
   */
  public void loadFrom(long position, LedgerState state) {
    for (Snapshot snapshot : store.list().toCompletableFuture().join().reversed()) {
      if (snapshot.position() >= position && isLoaded(snapshot, state)) {
        return;
      }
    }
    emptyAll(state);
  }

  /** The same failure, which now tells in addition of the snapshots that were left out so far. */
  public <T extends Throwable> T withLeftOut(T failure) {
    leftOut.forEach(failure::addSuppressed);
    return failure;
  }

  private boolean isLoaded(Snapshot snapshot, LedgerState... states) {
    try {
      read(snapshot, states);
      return true;
    } catch (DamagedSnapshot damaged) {
      leaveOut(snapshot, damaged);
      emptyAll(states);
      return false;
    }
  }

  private void leaveOut(Snapshot snapshot, DamagedSnapshot damaged) {
    String message =
        "the snapshot of position %d of shard %d is left out, an earlier one and more blocks are read: %s"
            .formatted(snapshot.position(), shard, damaged.getMessage());
    LOG.log(System.Logger.Level.WARNING, message);
    leftOut.add(
        new DamagedSnapshot(
            "the snapshot of position %d: %s"
                .formatted(snapshot.position(), damaged.getMessage())));
    store.onDamaged(snapshot);
  }

  private void read(Snapshot snapshot, LedgerState... states) {
    var chunks = new SharedChunks(store, snapshot, states.length);
    List<CompletableFuture<Void>> others = new ArrayList<>();
    for (int i = 1; i < states.length; i++) {
      others.add(start(snapshot, chunks, i, states[i]));
    }
    read(snapshot, chunks, 0, states[0]);
    others.forEach(CompletableFuture::join);
    switch (chunks.cause()) {
      case null -> {}
      case RuntimeException broken -> throw broken;
      case Throwable broken -> throw new IllegalStateException(broken);
    }
  }

  private CompletableFuture<Void> start(
      Snapshot snapshot, SharedChunks chunks, int reader, LedgerState state) {
    return CompletableFuture.runAsync(
        () -> read(snapshot, chunks, reader, state),
        Thread.ofPlatform().name("ledger-%d-load-%d".formatted(shard, reader))::start);
  }

  private static void read(Snapshot snapshot, SharedChunks chunks, int reader, LedgerState state) {
    try {
      SnapshotReader.read(snapshot, chunk -> chunks.chunk(reader, chunk), state);
    } catch (RuntimeException | Error broken) {
      chunks.giveUp(broken);
    }
  }

  private void emptyAll(LedgerState... states) {
    for (LedgerState state : states) {
      if (state.position() != 0) {
        StateCopy.copy(shard, new LedgerState(ChangeListener.NONE), state);
      }
    }
  }
}
