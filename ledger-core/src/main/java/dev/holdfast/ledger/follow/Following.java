package dev.holdfast.ledger.follow;

import dev.holdfast.ledger.journal.Block;
import java.util.concurrent.ExecutionException;

/** What a {@link Follower} keeps up to a journal. Called by the follower's thread alone. */
public interface Following {

  /** Begins: at first, and again whenever it has said so. */
  void begin() throws InterruptedException, ExecutionException;

  /** The last position of the last block that was applied, 0 for none. */
  long position();

  /**
   * Applies the block that follows.
   *
   * @return false if it is to begin anew
   * @throws dev.holdfast.ledger.recovery.DamagedJournal if the block is not what was written
   */
  boolean apply(Block block) throws InterruptedException, ExecutionException;

  /**
   * A page of blocks is applied, or there was none.
   *
   * @param isDue whether there was anything, or nothing for so long that it is time to look around
   * @return false if it is to begin anew
   */
  default boolean onPage(boolean isDue) throws InterruptedException, ExecutionException {
    return true;
  }

  /** Whether the next page is to be read at once. */
  default boolean isCatchingUp() {
    return false;
  }

  /** The last block there will be is applied. */
  default void finish() throws InterruptedException, ExecutionException {}
}
