package dev.holdfast.ledger.api;

import java.util.List;

/**
 * One request to change the ledger. The ledger checks what depends on its state; ranges that do not
 * (a quantity of at least 1, the length of a text) are the caller's to keep, and asserted here.
 */
public sealed interface Command {

  /** The most units that one line or movement may name. */
  int QUANTITY_MAX = 1_000_000_000;

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
   * @param details descriptive settings, opaque to the ledger
   */
  record DefineSku(RequestId request, Text id, long lowStockThreshold, Text details)
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
   * @param quantity RECEIVE: 1 or more; ADJUST: any but 0; COUNT: 0 or more
   * @param expectedOnHand COUNT: what the counter believed was there, or -1 for no comparison
   * @param actor who asked
   */
  record Move(
      RequestId request,
      int sku,
      int location,
      MovementType type,
      long quantity,
      long expectedOnHand,
      Text reason,
      Text reference,
      Text actor)
      implements Command {}

  /**
   * Holds stock for a channel: all lines or none.
   *
   * @param ttlMillis how long, or 0 for the channel's own
   * @param ttlCapped whether the channel's own ttl is also the longest allowed
   * @param rankedLocations where from, best first; empty for the channel's allowed locations by id
   */
  record Reserve(
      RequestId request,
      int channel,
      long ttlMillis,
      boolean ttlCapped,
      List<Line> lines,
      List<Integer> rankedLocations,
      Text customer,
      Text reference)
      implements Command {}

  /**
   * One line to reserve.
   *
   * @param location the only location it may come from, or {@link #NONE}
   */
  record Line(int sku, int quantity, int location) {}

  /**
   * A verb on a reservation.
   *
   * @param channel the channel that asks and sees only its own, or {@link #NONE} for the back
   *     office
   */
  record Change(RequestId request, long reservation, int channel, Verb verb) implements Command {}

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
      implements Command {}
}
