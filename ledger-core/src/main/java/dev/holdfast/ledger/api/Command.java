package dev.holdfast.ledger.api;

import java.util.List;

/**
 * One request to change the ledger. The ledger checks what depends on its state; ranges that do not
 * (a quantity of at least 1, the length of a text) are the caller's to keep, and asserted here.
 */
public sealed interface Command {

  /** The most units that one line or movement may name; a COUNT names what may be on hand. */
  int QUANTITY_MAX = 1_000_000_000;

  /** The most lines in one reservation. */
  int LINES_MAX = 256;

  /** The most locations in a caller's ranked list. */
  int RANKED_MAX = 16;

  /** The most budgets one reservation draws on. */
  int DRAWS_MAX = 16;

  /** The most channels in one allocation. */
  int ALLOTMENTS_MAX = 256;

  /** The longest time a reservation may be held, from its creation, in milliseconds. */
  long TTL_MILLIS_MAX = 86_400_000L;

  /** Stands for "none" wherever an ordinal may be left out. */
  int NONE = -1;

  /** The request this command answers, or {@link RequestId#NONE}. */
  RequestId request();

  /**
   * Creates a location or replaces its settings.
   *
   * @param details descriptive settings, opaque to the ledger
   */
  record DefineLocation(RequestId request, Text id, LocationType type, Text details)
      implements Command {}

  /**
   * Creates a SKU or replaces its settings.
   *
   * @param lowStockThreshold units at or below which the SKU is low in stock, 0 for never
   * @param backorderLimit units that may be promised beyond what can be sold, 0 for none
   * @param details descriptive settings, opaque to the ledger
   */
  record DefineSku(
      RequestId request, Text id, long lowStockThreshold, long backorderLimit, Text details)
      implements Command {}

  /**
   * Creates a channel or replaces its settings.
   *
   * @param ttlMillis how long a reservation of this channel is held by default and at most
   * @param allowedLocations the locations it may sell from; empty for all
   * @param details descriptive settings, opaque to the ledger
   */
  record DefineChannel(
      RequestId request,
      Text id,
      long ttlMillis,
      QuantityDisplay display,
      List<Integer> allowedLocations,
      Text details)
      implements Command {}

  /** Sets how much of the past the ledger remembers. */
  record SetBounds(Bounds bounds) implements Command {
    @Override
    public RequestId request() {
      return RequestId.NONE;
    }
  }

  /**
   * A movement of stock.
   *
   * @param type any but FULFIL
   * @param quantity 1 or more; ADJUST: any but 0; COUNT: 0 to {@link ResultCode#ON_HAND_MAX}; LOST:
   *     0 for all that is open
   * @param from DAMAGE, QUARANTINE, RESTORE: the condition the units were in; else AVAILABLE
   * @param to DAMAGE, QUARANTINE, RESTORE, RETURN: the condition they are in then; else AVAILABLE
   * @param toLocation TRANSFER: where to; else {@link #NONE}
   * @param expected RECEIVE, LOST: the id of the EXPECT or TRANSFER, else 0
   * @param expectedAtMillis EXPECT, TRANSFER: when, epoch milliseconds, 0 for not known
   * @param expectedOnHand COUNT: what the counter believed was there, or -1 for no comparison
   * @param force does it even if units that are promised would no longer be there
   * @param actor who asked
   */
  record Move(
      RequestId request,
      int sku,
      int location,
      MovementType type,
      long quantity,
      Condition from,
      Condition to,
      int toLocation,
      long expected,
      long expectedAtMillis,
      long expectedOnHand,
      boolean force,
      Text reason,
      Text reference,
      Text actor)
      implements Command {

    public Move {
      assert type != MovementType.FULFIL;
      assert type != MovementType.LOST || expected != 0;
      assert type != MovementType.TRANSFER || (toLocation != NONE && toLocation != location);
      assert isQuantity(type, quantity) : quantity;
    }

    private static boolean isQuantity(MovementType type, long quantity) {
      return switch (type) {
        case ADJUST -> quantity != 0;
        case COUNT, LOST -> quantity >= 0;
        default -> quantity >= 1;
      };
    }
  }

  /** Sets how many units of a SKU at a location are kept back; 0 for none. */
  record SetSafetyStock(RequestId request, int sku, int location, long target) implements Command {

    public SetSafetyStock {
      assert target >= 0 : target;
    }
  }

  /**
   * Sets who may sell how much of a SKU.
   *
   * @param sku or {@link #NONE} for the policy of every SKU that has none of its own
   * @param allotments PRIORITY: in order, amounts are protected units; PROPORTIONAL: amounts are
   *     weights, their sum at most 1,000,000; SHARED: none. No channel twice
   */
  record SetAllocation(
      RequestId request, int sku, AllocationPolicy policy, List<Allotment> allotments)
      implements Command {

    public SetAllocation {
      assert allotments.size() <= ALLOTMENTS_MAX : allotments.size();
    }
  }

  /**
   * A channel's part in an allocation.
   *
   * @param amount protected units or weight, 0 or more
   */
  record Allotment(int channel, long amount) {

    public Allotment {
      assert amount >= 0 : amount;
    }
  }

  /** Deals what is available of a SKU anew, by the weights of its proportional policy. */
  record Rebalance(RequestId request, int sku) implements Command {}

  /**
   * Creates a sale or replaces its settings; counters stay.
   *
   * @param exclusiveFromMillis from when to the end its SKUs are reserved only by naming the sale;
   *     {@link Long#MAX_VALUE} for never
   * @param perCustomer units of each SKU that a customer may have, 0 for any
   * @param ttlMillis default and longest time to hold, 0 for the channel's
   * @param channels that may sell it; empty for all
   */
  record DefineSale(
      RequestId request,
      Text id,
      long startsAtMillis,
      long endsAtMillis,
      long exclusiveFromMillis,
      long perCustomer,
      long ttlMillis,
      List<Quota> quotas,
      List<Integer> channels,
      Text details)
      implements Command {}

  /** How many units of a SKU a sale may sell. */
  record Quota(int sku, long units) {

    public Quota {
      assert units >= 0 : units;
    }
  }

  /** Ends a sale for good; answers again when it has ended already. */
  record CloseSale(RequestId request, int sale) implements Command {}

  /**
   * Creates a budget or replaces its settings; what was drawn stays.
   *
   * @param limit units that may be drawn in all
   * @param perCustomer units that a customer may draw, 0 for any
   */
  record DefineBudget(RequestId request, Text id, long limit, long perCustomer, Text details)
      implements Command {}

  /**
   * Holds stock for a channel: all lines or none, unless part is allowed.
   *
   * @param ttlMillis how long, or 0 for the sale's or channel's own
   * @param ttlCapped whether the sale's or channel's own ttl is also the longest allowed
   * @param rankedLocations where from, best first; empty for the channel's allowed locations by id
   * @param allowPartial cuts each line, in order, to what can be had
   * @param recorded it has happened already: what is missing is forced
   * @param sale or {@link #NONE}
   * @param draws what it draws on budgets, each at most once
   * @param customer empty for none
   */
  record Reserve(
      RequestId request,
      int channel,
      long ttlMillis,
      boolean ttlCapped,
      List<Line> lines,
      List<Integer> rankedLocations,
      Split split,
      boolean allowPartial,
      ReservedAs as,
      boolean recorded,
      int sale,
      List<Draw> draws,
      Text customer,
      Text reference)
      implements Command {

    public Reserve {
      assert !lines.isEmpty() && lines.size() <= LINES_MAX : lines.size();
      assert rankedLocations.size() <= RANKED_MAX : rankedLocations.size();
      assert draws.size() <= DRAWS_MAX : draws.size();
      assert ttlMillis >= 0 : ttlMillis;
    }
  }

  /**
   * One line to reserve.
   *
   * @param location the only location it may come from, or {@link #NONE}
   */
  record Line(int sku, int quantity, int location) {

    public Line {
      assert quantity >= 1 : quantity;
    }
  }

  /** Units that a reservation draws on a budget. */
  record Draw(int budget, long units) {

    public Draw {
      assert units >= 1 : units;
    }
  }

  /**
   * A verb on a reservation.
   *
   * @param channel the channel that asks and sees only its own, or {@link #NONE} for the back
   *     office
   * @param lines RELEASE, CANCEL, FULFIL: what of which lines, each line at most once; empty for
   *     all that is left
   * @param reacquire CONFIRM: takes everything again if it has expired; of no effect on other verbs
   */
  record Change(
      RequestId request,
      long reservation,
      int channel,
      Verb verb,
      List<LineUnits> lines,
      boolean reacquire)
      implements Command {}

  /** Units of one line of a reservation; lines count from 1. */
  record LineUnits(int line, int units) {

    public LineUnits {
      assert line >= 1 : line;
      assert units >= 1 : units;
    }
  }

  /** What {@link Change} does. */
  enum Verb {
    CONFIRM,
    RELEASE,
    CANCEL,
    FULFIL
  }

  /**
   * Sets the deadline of a held reservation to the later of itself and now + ttl, never past {@link
   * #TTL_MILLIS_MAX} after creation.
   */
  record Extend(RequestId request, long reservation, int channel, long ttlMillis, boolean ttlCapped)
      implements Command {

    public Extend {
      assert ttlMillis >= 1 : ttlMillis;
    }
  }
}
