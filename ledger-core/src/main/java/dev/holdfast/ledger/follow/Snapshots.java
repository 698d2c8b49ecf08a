package dev.holdfast.ledger.follow;

import dev.holdfast.ledger.recovery.SnapshotLoader;
import dev.holdfast.ledger.snapshot.Snapshot;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import dev.holdfast.ledger.snapshot.SnapshotWriter;
import dev.holdfast.ledger.state.LedgerState;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Reads and writes the snapshots of the state that a follower keeps. Owned by its thread. */
final class Snapshots {

  private static final System.Logger LOG = System.getLogger(Snapshots.class.getName());

  private final int shard;
  private final SnapshotStore store;
  private final SnapshotConfig config;
  private long lastPosition;
  private long lastTimeMillis;

  Snapshots(int shard, SnapshotStore store, SnapshotConfig config) {
    this.shard = shard;
    this.store = store;
    this.config = config;
  }

  /** Makes a new state what the newest good snapshot of a position or one before it holds. */
  void load(long position, LedgerState state) throws InterruptedException, ExecutionException {
    new SnapshotLoader(shard, store).loadUpTo(position, state);
    List<Snapshot> stored = Follower.await(store.list());
    lastPosition = stored.isEmpty() ? 0 : stored.getFirst().position();
    lastTimeMillis = stored.isEmpty() ? state.timeMillis() : stored.getFirst().timeMillis();
  }

  /** Makes a new state what the oldest good snapshot of a position or one after it holds. */
  void loadFrom(long position, LedgerState state) {
    new SnapshotLoader(shard, store).loadFrom(position, state);
  }

  /** Writes one if it is due. */
  void writeIfDue(LedgerState state) throws InterruptedException {
    if (lastTimeMillis == 0) {
      lastTimeMillis = state.timeMillis();
    }
    if (state.position() - lastPosition >= config.everyFacts()
        || (state.position() > lastPosition
            && state.timeMillis() - lastTimeMillis >= config.everyMillis())) {
      write(state);
    }
  }

  /**
   * Writes one, unless there is one of this position. If the store fails, the log says so, and the
   * next is written when that is due.
   *
   * @throws dev.holdfast.ledger.table.InvariantBroken if the state does not add up
   */
  void write(LedgerState state) throws InterruptedException {
    if (state.position() <= lastPosition) {
      return;
    }
    state.audit();
    lastPosition = state.position();
    lastTimeMillis = state.timeMillis();
    try {
      Snapshot snapshot = SnapshotWriter.write(shard, state, this::store);
      Follower.await(store.complete(snapshot));
    } catch (ExecutionException | StoreFailed failed) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the snapshot of position %d of shard %d could not be stored"
              .formatted(state.position(), shard),
          failed);
    }
  }

  private void store(long position, int chunk, ByteBuffer bytes) throws InterruptedException {
    try {
      Follower.await(store.write(position, chunk, bytes));
    } catch (ExecutionException failed) {
      throw new StoreFailed(failed);
    }
  }

  private static final class StoreFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreFailed(Throwable cause) {
      super(cause);
    }
  }
}
