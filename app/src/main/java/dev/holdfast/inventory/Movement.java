package dev.holdfast.inventory;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A movement of stock that has been recorded.
 *
 * @param id as clients see it
 * @param stock the stock item it moved, right after it; of a TRANSFER, the one it left
 */
public record Movement(String id, long position, StockFigures stock) {

  /** How stock moves. */
  public enum Type {
    /** Announced: incoming, and not on hand. */
    EXPECT,
    /** By a delivery, of what was expected or not. */
    RECEIVE,
    /** By so much, up or down, for a reason. */
    ADJUST,
    /** To what was counted. */
    COUNT,
    /** Out of one location at once, incoming at another. */
    TRANSFER,
    /** What is still expected will not come. */
    LOST,
    DAMAGE,
    QUARANTINE,
    RESTORE,
    /** Back from a customer. */
    RETURN,
    /** Out of the house: made by shipping, never by hand. */
    FULFIL
  }

  /** In which condition units on hand are. */
  public enum Condition {
    AVAILABLE("available"),
    DAMAGED("damaged"),
    QUALITY_CONTROL("qualityControl");

    private final String word;

    Condition(String word) {
      this.word = word;
    }

    /** The word for it, which is that of the figure that counts such units. */
    @JsonValue
    @Override
    public String toString() {
      return word;
    }
  }
}
