package dev.holdfast.ledger.journal;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where one shard's blocks are stored. One writer at a time, fenced by a row it must move.
 *
 * <p>{@link #append} and {@link #claim} are called by the ring's owner, never two at once; the
 * stages may complete on any thread.
 */
public interface Journal extends AutoCloseable {

  /** Claims whatever the epoch is. */
  long ANY_EPOCH = -1;

  /**
   * Raises the epoch, which waits for a running append and fences every earlier owner, then tells
   * the tail. Tries until the database answers; only a close ends it otherwise.
   *
   * @param expectedEpoch claims only if this is still the epoch, or {@link #ANY_EPOCH}
   * @return the head after the claim; null if another owner has raised the epoch since
   */
  CompletionStage<@Nullable Head> claim(long expectedEpoch);

  /**
   * Stores a block if the epoch is still the block's and the last position is the one before its
   * first. An exceptional end is the same as {@link Appended#UNKNOWN}. It ends within a bounded
   * time, whatever the database does.
   */
  CompletionStage<Appended> append(Block block);

  /**
   * Hands every block after a position to the handler, in order, on one thread at a time.
   *
   * @param handler may throw, which ends the replay with that error
   */
  CompletionStage<Void> replay(long afterPosition, Consumer<Block> handler);

  /**
   * The block that holds a position; {@link java.util.NoSuchElementException} if there is none, or
   * none any more.
   */
  CompletionStage<Block> read(long position);

  @Override
  void close();

  /**
   * The journal's end.
   *
   * @param journalId made with the journal, never changed
   * @param epoch of the present owner
   * @param lastPosition of the last stored fact, 0 for none
   * @param lastTimeMillis its time, 0 for none
   */
  record Head(String journalId, int shard, long epoch, long lastPosition, long lastTimeMillis) {}

  /** How an append ended. */
  enum Appended {
    /** Stored, by this append. */
    DURABLE,
    /** Not stored by this append: another owner, or stored already. */
    REFUSED,
    /** Whether it is stored is not known. */
    UNKNOWN
  }
}
