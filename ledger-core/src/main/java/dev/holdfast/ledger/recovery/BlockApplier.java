package dev.holdfast.ledger.recovery;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.state.LedgerState;
import org.agrona.concurrent.UnsafeBuffer;

/** Applies stored blocks to a state, one after the other, checking each. Not thread-safe. */
public final class BlockApplier {

  private final int shard;
  private final LedgerState state;
  private final UnsafeBuffer facts = new UnsafeBuffer();

  public BlockApplier(int shard, LedgerState state) {
    this.shard = shard;
    this.state = state;
  }

  /**
   * Applies the block that follows the state's position.
   *
   * @throws DamagedJournal if it does not follow, is not intact, or leads to another state than it
   *     did when it was written
   */
  public void apply(Block block) {
    if (block.shard() != shard || block.firstPosition() != state.position() + 1) {
      throw new DamagedJournal(
          "block %s does not follow position %d of shard %d"
              .formatted(name(block), state.position(), shard));
    }
    if (!block.isIntact()) {
      throw new DamagedJournal("block " + name(block) + " does not have its checksum");
    }
    try {
      facts.wrap(block.payload(), block.payload().position(), block.payload().remaining());
      state.apply(facts, 0, facts.capacity());
    } catch (RuntimeException broken) {
      throw new DamagedJournal("block " + name(block) + " cannot be applied", broken);
    }
    if (state.position() != block.lastPosition() || state.timeMillis() != block.lastTimeMillis()) {
      throw new DamagedJournal(
          "block "
              + name(block)
              + " ends at position "
              + state.position()
              + " and time "
              + state.timeMillis());
    }
    if (state.hash() != block.stateHash()) {
      throw new DamagedJournal("block " + name(block) + " leads to another state than it did");
    }
  }

  private static String name(Block block) {
    return "%d-%d of shard %d"
        .formatted(block.firstPosition(), block.lastPosition(), block.shard());
  }
}
