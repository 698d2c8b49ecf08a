package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.ReservationTable;
import dev.holdfast.ledger.state.StockTable;

/**
 * Whether what a command comes to depends on units that are held: if some of those are due, it is
 * to come out as if they had been given back before.
 */
final class Leaning {

  private Leaning() {}

  /**
   * Of what changes the figures of one stock item, and shows them. Shares depend on the order in
   * which units come and go.
   *
   * @param item -1 for one that is not there yet
   */
  static boolean onHeldAt(LedgerState state, int sku, int item) {
    return isDealt(state, sku) || (item >= 0 && state.stock().held(item) > 0);
  }

  /** Of a verb on a reservation. */
  static boolean onHeld(LedgerState state, int reservation, Command.Verb verb) {
    return isWaiting(state, reservation)
        || (!state.reservations().state(reservation).isTerminal()
            && changesAvailable(state, reservation, verb)
            && isAnyDealtOrWaitedFor(state, reservation));
  }

  /** Whether a reservation is open and waits for units, which others may give back. */
  static boolean isWaiting(LedgerState state, int reservation) {
    ReservationTable reservations = state.reservations();
    if (reservations.state(reservation).isTerminal()) {
      return false;
    }
    for (int part = reservations.firstPart(reservation);
        part >= 0;
        part = reservations.nextPart(part)) {
      if (reservations.partBackordered(part) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a SKU is held somewhere where not all that is given back would be available. */
  static boolean isAnyWanting(LedgerState state, int sku) {
    StockTable stock = state.stock();
    for (int item = state.skus().firstStock(sku); item >= 0; item = stock.next(item)) {
      if (stock.held(item) > 0 && stock.isWanting(item)) {
        return true;
      }
    }
    return false;
  }

  private static boolean changesAvailable(LedgerState state, int reservation, Command.Verb verb) {
    return switch (verb) {
      case CONFIRM -> false;
      case RELEASE, CANCEL -> true;
      case FULFIL -> state.reservations().isRecorded(reservation);
    };
  }

  /** Whether what it gives back goes to shares, or to lines that wait and may be due themselves. */
  private static boolean isAnyDealtOrWaitedFor(LedgerState state, int reservation) {
    StockTable stock = state.stock();
    ReservationTable reservations = state.reservations();
    for (int part = reservations.firstPart(reservation);
        part >= 0;
        part = reservations.nextPart(part)) {
      int item = reservations.partStock(part);
      if (isDealt(state, stock.sku(item)) || stock.backordered(item) > 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDealt(LedgerState state, int sku) {
    return state.allocations().of(sku).policy() == AllocationPolicy.PROPORTIONAL;
  }
}
