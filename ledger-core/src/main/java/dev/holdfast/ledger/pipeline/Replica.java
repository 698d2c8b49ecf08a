package dev.holdfast.ledger.pipeline;

import dev.holdfast.ledger.api.DurableListener;
import dev.holdfast.ledger.api.DurableListener.Published;
import dev.holdfast.ledger.api.LedgerClock;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.recovery.BlockApplier;
import dev.holdfast.ledger.recovery.SnapshotLoader;
import dev.holdfast.ledger.state.ChangeListener;
import dev.holdfast.ledger.state.LedgerState;

/**
 * Both states of a ledger that is not open: what the owner will decide by, and what is read. They
 * are brought up to the journal block by block, so that opening takes no longer than the blocks
 * that are still missing then.
 *
 * <p>{@link #reads} is for any thread, the rest for one at a time.
 */
public final class Replica {

  final LedgerState state = new LedgerState(ChangeListener.NONE);
  final DurableState durable;
  private final int shard;
  private final BlockApplier applier;

  /** An empty one. */
  public Replica(int shard, LedgerClock clock) {
    this.shard = shard;
    durable = new DurableState(shard, clock);
    applier = new BlockApplier(shard, state);
  }

  /** Makes it what the newest good snapshot holds. Before anyone reads. */
  public void load(SnapshotLoader snapshots) {
    durable.load(its -> snapshots.loadUpTo(Long.MAX_VALUE, state, its));
  }

  /**
   * Applies what follows in a journal. Blocks until then. Where that is much, it is applied to one
   * state, which is then copied; else to both at once.
   *
   * @param lastPosition where the journal ends
   * @throws RuntimeException if the journal is damaged; its message or cause says where
   */
  void catchUp(Journal journal, long lastPosition, DurableListener listener) {
    if (lastPosition - position() > durable.rows()) {
      journal
          .replay(position(), block -> listener.onDurable(durable.replay(block)))
          .toCompletableFuture()
          .join();
      durable.copyTo(state);
    } else {
      applyToBoth(journal, listener);
    }
  }

  private void applyToBoth(Journal journal, DurableListener listener) {
    var replay = new TwinReplay(shard, applier, block -> listener.onDurable(durable.replay(block)));
    try {
      journal.replay(position(), replay::apply).toCompletableFuture().join();
    } finally {
      replay.end();
    }
  }

  /** Of the last fact in it, 0 for none. */
  public long position() {
    return durable.position();
  }

  /**
   * Applies the block that follows.
   *
   * @throws dev.holdfast.ledger.recovery.DamagedJournal as {@link BlockApplier#apply} does
   */
  public Published apply(Block block) {
    applier.apply(block);
    return durable.replay(block);
  }

  /** Counts and marks, as far as there are any before it is open. */
  public Reads.LedgerFigures figures() {
    DurableState.Mark mark = durable.mark();
    return new Reads.LedgerFigures(
        shard, mark.position(), 0, mark.stateHash(), mark.openReservations(), 0, 0);
  }

  /** What is durable, as far as it holds it. */
  public Reads reads() {
    return durable;
  }
}
