package dev.holdfast.ledger.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers from the durable state. Thread-safe; a call may wait while one block is applied (well
 * under a millisecond). Whoever got a reply finds its effects here.
 */
public interface Reads {

  /** The last durable position these answers hold. */
  long position();

  /** The ordinal of a SKU, or {@link Command#NONE} if there is none with this id. */
  int sku(String id);

  /** The ordinal of a location, or {@link Command#NONE}. */
  int location(String id);

  /** The ordinal of a channel, or {@link Command#NONE}. */
  int channel(String id);

  /** How many SKUs there are; their ordinals are 0 to this - 1, in the order of their creation. */
  int skuCount();

  int locationCount();

  int channelCount();

  SkuSettings skuSettings(int sku);

  LocationSettings locationSettings(int location);

  ChannelSettings channelSettings(int channel);

  StockView stock(int sku);

  /** What the channel may sell of the SKU, by the code that decides reservations. */
  Availability availability(int channel, int sku);

  /**
   * Availability at one location only, for a channel that may sell from it; else nothing to sell.
   */
  Availability availabilityAt(int channel, int sku, int location);

  /** The reservation, expired if its deadline has passed; null if the ledger does not hold it. */
  @Nullable ReservationView reservation(long id);

  /**
   * Reservations the ledger holds, newest first.
   *
   * @param before only ids below this; {@link Long#MAX_VALUE} for the newest
   * @param scanMax how many reservations to look at, at most
   */
  ReservationPage reservations(ReservationFilter filter, long before, int limit, int scanMax);

  /** Which reservations; {@link Command#NONE} or null matches all. */
  record ReservationFilter(
      int channel,
      int sku,
      int location,
      @Nullable ReservationState state,
      @Nullable String customer,
      @Nullable String reference) {}

  /**
   * Some of them.
   *
   * @param next the {@code before} that continues, or -1 at the end
   */
  record ReservationPage(List<ReservationView> items, long next) {}

  record SkuSettings(String id, long lowStockThreshold, String details) {}

  record LocationSettings(String id, LocationType type, String details) {}

  /**
   * What a channel was set to.
   *
   * @param allowedLocations empty for all
   * @param changedAt position of the last change of these settings
   */
  record ChannelSettings(
      String id,
      long ttlMillis,
      QuantityDisplay display,
      List<Integer> allowedLocations,
      String details,
      long changedAt) {}

  /** Counts and marks for operators. */
  record LedgerFigures(
      int shard,
      long position,
      long epoch,
      long stateHash,
      long openReservations,
      long ringFree,
      double lastAppendMillis) {}
}
