package dev.holdfast.inventory.internal.sale;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SKUs that may be sold for a while, so many of each.
 *
 * @param startsAt from when they are sold
 * @param endsAt before when
 * @param exclusive whether its SKUs are reserved only by naming it
 * @param exclusiveFrom from when that holds, up to the end; null if it never does
 * @param perCustomer units of each SKU that a customer may have; null for any
 * @param ttlSeconds default and longest time to hold; null for the channel's
 * @param channels that may sell it; empty for all
 * @param closed whether it has been ended for good
 * @param openReservations that name it and hold stock
 */
record Sale(
    String id,
    Instant startsAt,
    Instant endsAt,
    boolean exclusive,
    @Nullable Instant exclusiveFrom,
    List<Quota> skus,
    @Nullable Long perCustomer,
    @Nullable Integer ttlSeconds,
    List<String> channels,
    boolean closed,
    long openReservations) {

  /**
   * How many units of a SKU it may sell.
   *
   * @param used how many are reserved or sold
   */
  record Quota(String sku, long quota, long used) {}
}
