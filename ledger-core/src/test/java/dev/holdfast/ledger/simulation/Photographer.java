package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.recovery.BlockApplier;
import dev.holdfast.ledger.recovery.SnapshotLoader;
import dev.holdfast.ledger.snapshot.MemorySnapshots;
import dev.holdfast.ledger.snapshot.Snapshot;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import dev.holdfast.ledger.snapshot.SnapshotWriter;
import dev.holdfast.ledger.state.ChangeListener;
import dev.holdfast.ledger.state.LedgerState;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * Follows the journal with a state of its own and takes snapshots of it, some of which it spoils;
 * at times it goes on from one of its own.
 */
final class Photographer {

  private static final int KEEPS = 3;

  private final Dice dice;
  private final FaultyJournal journal;
  private final MemorySnapshots album = new MemorySnapshots(KEEPS);
  private LedgerState state = new LedgerState(ChangeListener.NONE);

  Photographer(Dice dice, FaultyJournal journal) {
    this.dice = dice;
    this.journal = journal;
  }

  SnapshotStore album() {
    return album;
  }

  /** Catches up, adds everything up, and takes a snapshot. */
  void look() {
    if (dice.percent(30)) {
      state = new LedgerState(ChangeListener.NONE);
      new SnapshotLoader(0, album).loadUpTo(Long.MAX_VALUE, state);
    }
    var applier = new BlockApplier(0, state);
    for (Block block : journal.blocks()) {
      if (block.firstPosition() > state.position()) {
        applier.apply(block);
      }
    }
    state.audit();
    takeSnapshot();
    if (dice.percent(25)) {
      spoil(album.list().toCompletableFuture().join());
    }
  }

  private void takeSnapshot() {
    try {
      Snapshot snapshot = SnapshotWriter.write(0, state, album::write);
      album.complete(dice.percent(5) ? ofAnotherLayout(snapshot) : snapshot);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private static Snapshot ofAnotherLayout(Snapshot it) {
    return new Snapshot(
        it.shard(),
        it.position(),
        it.timeMillis(),
        it.stateHash(),
        it.layout() + 1,
        it.chunks(),
        it.bytes());
  }

  /** A bit of one chunk is another. */
  private void spoil(List<Snapshot> snapshots) {
    Snapshot one = dice.of(snapshots);
    ByteBuffer chunk =
        Objects.requireNonNull(album.chunk(one.position(), dice.below(one.chunks())));
    int at = dice.below(chunk.limit());
    chunk.put(at, (byte) (chunk.get(at) ^ 1 << dice.below(8)));
  }
}
