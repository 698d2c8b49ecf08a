package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.table.InvariantBroken;

/**
 * Adds up what facts keep as sums, from what they are sums of: one pass over a whole state, which
 * costs O(everything) and allocates a few numbers for each stock item. Facts check the rows that
 * they touch; this finds what no single fact can see.
 */
final class Audit {

  private static final int NO_ROW = -1;

  private final LedgerState state;
  private final long[] held;
  private final long[] committed;
  private final long[] backordered;
  private final long[] incoming;
  private final long[] holding;

  private Audit(LedgerState state) {
    this.state = state;
    int items = state.stock.count();
    held = new long[items];
    committed = new long[items];
    backordered = new long[items];
    incoming = new long[items];
    holding = new long[state.uses.count()];
  }

  /**
   * Checks a state.
   *
   * @throws InvariantBroken which names the first sum that is not one
   */
  static void check(LedgerState state) {
    var audit = new Audit(state);
    audit.addReservations();
    audit.addExpected();
    audit.compareItems();
    audit.compareSkus();
  }

  private void addReservations() {
    ReservationTable reservations = state.reservations;
    int open = 0;
    for (int row = 0; row < reservations.rowsEnd(); row++) {
      if (reservations.isRow(row) && !reservations.state(row).isTerminal()) {
        open++;
        addParts(row, reservations.state(row) == ReservationState.HELD ? held : committed);
      }
    }
    compare("open reservations", 0, open, reservations.openCount());
  }

  private void addParts(int reservation, long[] sums) {
    ReservationTable reservations = state.reservations;
    for (int part = reservations.firstPart(reservation);
        part != NO_ROW;
        part = reservations.nextPart(part)) {
      int item = reservations.partStock(part);
      long units = (long) reservations.partQuantity(part) - reservations.partFulfilled(part);
      sums[item] += units;
      backordered[item] += reservations.partBackordered(part);
      if (units != 0) {
        int sku = state.stock.sku(item);
        holding[state.uses.find(sku, reservations.channel(reservation))] += units;
      }
    }
  }

  private void addExpected() {
    ExpectedTable expected = state.expected;
    for (int row = 0; row < expected.rowsEnd(); row++) {
      if (expected.isRow(row)) {
        incoming[expected.stock(row)] += expected.open(row);
      }
    }
  }

  private void compareItems() {
    StockTable stock = state.stock;
    for (int item = 0; item < held.length; item++) {
      compare("held at stock item", item, held[item], stock.held(item));
      compare("committed at stock item", item, committed[item], stock.committed(item));
      compare("backordered at stock item", item, backordered[item], stock.backordered(item));
      compare("incoming at stock item", item, incoming[item], stock.incoming(item));
    }
  }

  private void compareSkus() {
    for (int sku = 0; sku < state.skus.count(); sku++) {
      long available = 0;
      long waiting = 0;
      for (int item = state.skus.firstStock(sku); item != NO_ROW; item = state.stock.next(item)) {
        available += Math.max(0, state.stock.available(item));
        waiting += state.stock.backordered(item);
      }
      compare("available of SKU", sku, available, state.skus.available(sku));
      compare("backordered of SKU", sku, waiting, state.skus.backordered(sku));
      compareUses(sku);
    }
  }

  private void compareUses(int sku) {
    long shares = 0;
    for (int use = state.skus.firstUse(sku); use != NO_ROW; use = state.uses.next(use)) {
      compare("held for a channel of SKU", sku, holding[use], state.uses.holding(use));
      shares += state.uses.share(use);
    }
    if (isDealt(state.allocations.of(sku))) {
      compare("shares of SKU", sku, state.skus.available(sku), shares);
    }
  }

  /** Whether a policy deals what is available: it has a weight. */
  private static boolean isDealt(Allocation allocation) {
    long weights = 0;
    for (int i = 0; i < allocation.size(); i++) {
      weights += allocation.amount(i);
    }
    return allocation.policy() == AllocationPolicy.PROPORTIONAL && weights > 0;
  }

  private static void compare(String what, int ordinal, long sum, long kept) {
    if (sum != kept) {
      throw new InvariantBroken(
          "%s %d: %d by its parts, %d by its row".formatted(what, ordinal, sum, kept));
    }
  }
}
