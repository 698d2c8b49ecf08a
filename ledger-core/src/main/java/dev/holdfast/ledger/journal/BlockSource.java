package dev.holdfast.ledger.journal;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where whoever follows a journal without owning it reads what is stored. Thread-safe. */
public interface BlockSource {

  /**
   * The blocks that follow a position, in order: as many as fit a bounded page, none at the end.
   * Tries until the database answers; only a close ends it otherwise.
   *
   * @param position the last position of a block, or 0
   */
  CompletionStage<List<Block>> after(long position);

  /**
   * The first position of the oldest block there is, 0 if there is none. Tries as {@link #after}
   * does.
   */
  CompletionStage<Long> firstPosition();
}
