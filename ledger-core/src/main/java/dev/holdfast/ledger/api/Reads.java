package dev.holdfast.ledger.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers from the durable state. Thread-safe; a call waits while a block is applied: under a
 * millisecond, but for one that sets the default allocation, which costs O(SKUs). Whoever got a
 * reply finds its effects here.
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

  /** The ordinal of a sale, or {@link Command#NONE}. */
  int sale(String id);

  int saleCount();

  /** The ordinal of a budget, or {@link Command#NONE}. */
  int budget(String id);

  int budgetCount();

  SkuSettings skuSettings(int sku);

  LocationSettings locationSettings(int location);

  ChannelSettings channelSettings(int channel);

  SaleView saleView(int sale);

  BudgetView budgetView(int budget);

  StockView stock(int sku);

  /** The target that was set, which is more than the figure where stock gives way. */
  long safetyTarget(int sku, int location);

  /** What is expected under a movement's id, or null if nothing of it is open. */
  @Nullable ExpectedView expected(long movement);

  /** The policy in force for a SKU, and what each channel may sell by it. */
  AllocationView allocation(int sku);

  /** The policy of the SKUs that have none of their own. */
  AllocationView defaultAllocation();

  /**
   * What each channel could sell of a SKU if this policy were set now.
   *
   * @param sku ordinal
   */
  AllocationView preview(int sku, AllocationPolicy policy, List<Command.Allotment> allotments);

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

  record SkuSettings(
      String id, long lowStockThreshold, long backorderLimit, long backordered, String details) {}

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

  /**
   * A sale as it stands.
   *
   * @param exclusiveFromMillis {@link Long#MAX_VALUE} for never
   * @param perCustomer 0 for any number of units
   * @param ttlMillis 0 for the channel's
   * @param channels empty for all
   * @param openReservations that name it
   */
  record SaleView(
      String id,
      long startsAtMillis,
      long endsAtMillis,
      long exclusiveFromMillis,
      long perCustomer,
      long ttlMillis,
      List<SaleQuota> quotas,
      List<Integer> channels,
      boolean closed,
      long openReservations,
      String details) {}

  /** Units of a SKU in a sale: how many may be sold, and how many are reserved or sold. */
  record SaleQuota(int sku, long quota, long used) {}

  /**
   * A budget as it stands.
   *
   * @param perCustomer 0 for any number of units
   * @param used units that reservations have drawn
   */
  record BudgetView(String id, long limit, long perCustomer, long used, String details) {}

  /**
   * Units that are expected.
   *
   * @param open how many have not come yet
   * @param expectedAtMillis epoch milliseconds, 0 for not known
   */
  record ExpectedView(
      long movement, MovementType type, int sku, int location, long open, long expectedAtMillis) {}

  /**
   * An allocation policy and what comes of it.
   *
   * @param own whether the SKU has a policy of its own
   * @param channels every channel, in order of rank, then by id; none in a default
   * @param allotments as they were set
   */
  record AllocationView(
      AllocationPolicy policy,
      boolean own,
      List<Command.Allotment> allotments,
      List<ChannelPart> channels) {}

  /**
   * What a policy gives a channel of a SKU.
   *
   * @param used PRIORITY: units of its protected ones that it has used up
   * @param share PROPORTIONAL: its share, which may be negative
   * @param sellable what it may sell
   */
  record ChannelPart(int channel, long used, long share, long sellable) {}

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
