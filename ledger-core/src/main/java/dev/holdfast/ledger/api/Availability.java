package dev.holdfast.ledger.api;

/**
 * What one channel may sell of one SKU, before its quantity display is applied.
 *
 * @param position of the SKU's last change; a channel's settings, which may alter it too, have a
 *     position of their own ({@link Reads.ChannelSettings#changedAt})
 * @param asOfMillis epoch milliseconds of the SKU's last change
 */
public record Availability(int sku, long sellable, Status status, long position, long asOfMillis) {

  public enum Status {
    IN_STOCK,
    LOW_STOCK,
    OUT_OF_STOCK,
    /** Nothing to sell, but the SKU may still be promised. */
    BACKORDER
  }
}
