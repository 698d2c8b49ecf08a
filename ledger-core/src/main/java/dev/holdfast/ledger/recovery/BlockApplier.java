package dev.holdfast.ledger.recovery;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.record.FactReader;
import dev.holdfast.ledger.state.LedgerState;
import java.nio.ByteOrder;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Applies stored blocks to a state, one after the other, checking each: whole with {@link #apply},
 * or fact by fact between {@link #open} and {@link #close}. Not thread-safe.
 */
public final class BlockApplier {

  private final int shard;
  private final LedgerState state;
  private final UnsafeBuffer facts = new UnsafeBuffer();
  private @Nullable Block opened;
  private int at;

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
    open(block);
    applyRest();
    close();
  }

  /**
   * Goes to the block that follows the state's position, and applies nothing of it yet.
   *
   * @throws DamagedJournal if it does not follow or is not intact
   */
  public void open(Block block) {
    if (block.shard() != shard || block.firstPosition() != state.position() + 1) {
      throw DamagedJournal.gap(shard, state.position(), name(block));
    }
    if (!block.isIntact()) {
      throw new DamagedJournal("block " + name(block) + " does not have its checksum");
    }
    facts.wrap(block.payload(), block.payload().position(), block.payload().remaining());
    opened = block;
    at = 0;
  }

  /** Whether the block has facts that are not applied. */
  public boolean hasNext() {
    return at < facts.capacity();
  }

  /** Where the block's facts are. */
  public UnsafeBuffer facts() {
    return facts;
  }

  /** Where in {@link #facts} the message of the next fact begins; there is one. */
  public int nextFact() {
    return at + FactReader.FRAME_BYTES;
  }

  /**
   * Applies the next fact.
   *
   * @throws DamagedJournal if it cannot be applied
   */
  public void applyNext() {
    long end = (long) nextFact() + facts.getInt(at, ByteOrder.LITTLE_ENDIAN);
    boolean isFrame = end > at && end <= facts.capacity();
    applyTo(isFrame ? (int) end : facts.capacity());
  }

  /** Applies what is left of the block, as {@link #applyNext} does. */
  public void applyRest() {
    applyTo(facts.capacity());
  }

  private void applyTo(int end) {
    try {
      state.apply(facts, at, end);
    } catch (RuntimeException broken) {
      throw new DamagedJournal("block " + name(opened()) + " cannot be applied", broken);
    }
    at = end;
  }

  /**
   * Ends with the block, all of which is applied.
   *
   * @throws DamagedJournal if it has led to another state than it did when it was written
   */
  public void close() {
    Block block = opened();
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

  private Block opened() {
    return Objects.requireNonNull(opened, "no block was opened");
  }

  private static String name(Block block) {
    return "%d-%d of shard %d"
        .formatted(block.firstPosition(), block.lastPosition(), block.shard());
  }
}
