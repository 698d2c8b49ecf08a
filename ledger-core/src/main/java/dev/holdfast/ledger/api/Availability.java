package dev.holdfast.ledger.api;

/**
 * What one channel may sell of one SKU, before its quantity display is applied.
 *
 * @param position of the last change that could have altered it
 * @param asOfMillis epoch milliseconds of that change
 */
public record Availability(int sku, long sellable, Status status, long position, long asOfMillis) {

  /** In words. */
  public enum Status {
    IN_STOCK,
    LOW_STOCK,
    OUT_OF_STOCK,
    /** Nothing to sell, but the SKU may still be promised. */
    BACKORDER
  }
}
