package dev.holdfast.ledger.follow;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What is kept beside the journal of what its facts did to stock. Called by the follower's thread
 * alone, which waits for the stages; one that ends with a {@link
 * java.util.concurrent.CancellationException} ends the follower.
 */
public interface StockProjection {

  /**
   * Begins, with nothing gathered: at first, and again whenever {@link #store} says so.
   *
   * @return the position up to which everything is stored; tries until it knows
   */
  CompletionStage<Long> begin();

  /**
   * Begins anew, from what every item had at a position: what came before is no longer in the
   * journal. Replaces all that is stored, if everything up to where {@link #begin} said still is;
   * tries until it has.
   *
   * @param timeMillis of the fact at that position
   * @return false if what is stored is no longer what it began with: it is to begin anew
   */
  CompletionStage<Boolean> beginAt(long position, long timeMillis, List<StockItem> items);

  /** A fact has touched a stock item. Facts come in order; of one fact, each item once. */
  void onChange(StockFact fact, StockChange change);

  /** Whether so much is gathered that it is to be stored before more is told. */
  boolean isFull();

  /**
   * Stores what was told, and that everything up to a position was. Tries until it is stored. With
   * the position it stored last, and so with nothing to store, it only looks whether that is still
   * so.
   *
   * @param timeMillis of the fact at that position
   * @return false if what is stored is no longer what it began with: it is to begin anew
   */
  CompletionStage<Boolean> store(long position, long timeMillis);
}
