package dev.holdfast.inventory;

/**
 * A movement of stock that has been recorded.
 *
 * @param id as clients see it
 * @param stock the stock item it moved, right after it
 */
public record Movement(String id, long position, StockFigures stock) {

  /** How on hand changes. */
  public enum Type {
    /** By a delivery. */
    RECEIVE,
    /** By so much, up or down, for a reason. */
    ADJUST,
    /** To what was counted. */
    COUNT
  }
}
