package dev.holdfast.ledger.follow;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Condition;
import dev.holdfast.ledger.api.MovementType;
import org.jspecify.annotations.Nullable;

/**
 * A fact that touched stock.
 *
 * @param reservation 0 for none
 * @param channel whose the reservation is, or {@link Command#NONE}
 * @param reference of the movement or the reservation, empty for none
 * @param movement what MOVED
 */
public record StockFact(
    long position,
    long timeMillis,
    Kind kind,
    long reservation,
    int channel,
    String reference,
    @Nullable Movement movement) {

  public enum Kind {
    MOVED,
    SAFETY_STOCK_SET,
    BACKORDER_FILLED,
    HELD,
    CONFIRMED,
    RELEASED,
    CANCELLED,
    FULFILLED,
    EXPIRED,
    REACQUIRED
  }

  /**
   * A movement, as it was recorded. Its id is the fact's position.
   *
   * @param quantity as asked for; of LOST, what was open
   * @param toLocation TRANSFER: where to; else {@link Command#NONE}
   * @param expected the id of the EXPECT or TRANSFER it closes, else 0
   * @param expectedAtMillis epoch milliseconds, 0 for not known
   */
  public record Movement(
      MovementType type,
      int sku,
      int location,
      long quantity,
      Condition from,
      Condition to,
      boolean forced,
      int toLocation,
      long expected,
      long expectedAtMillis,
      String reason,
      String actor) {}
}
