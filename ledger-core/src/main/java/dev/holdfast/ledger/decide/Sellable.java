package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.state.Allocation;
import dev.holdfast.ledger.state.AllocationTable;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.StockTable;

/** What a channel may sell of a SKU: the same for whoever decides and whoever looks. */
public final class Sellable {

  private Sellable() {}

  /** What the channel may sell by the policy in force. */
  public static long units(LedgerState state, int channel, int sku) {
    Allocation allocation = state.allocations().of(sku);
    long share =
        allocation.policy() == AllocationPolicy.PROPORTIONAL
            ? state.allocations().share(sku, channel)
            : 0;
    return units(state, allocation, share, false, channel, sku);
  }

  /**
   * What the channel could sell if a policy were set now.
   *
   * @param share PROPORTIONAL: what it would be dealt
   */
  public static long unitsIf(
      LedgerState state, Allocation allocation, long share, int channel, int sku) {
    return units(state, allocation, share, true, channel, sku);
  }

  /**
   * The sum over the locations open to a channel of max(0, available there).
   *
   * @param onlyLocation counts this location alone, or {@link Command#NONE} for all
   */
  public static long reach(LedgerState state, int channel, int sku, int onlyLocation) {
    if (onlyLocation == Command.NONE && state.channels().allowsAll(channel)) {
      return state.skus().available(sku);
    }
    StockTable stock = state.stock();
    long units = 0;
    for (int item = state.skus().firstStock(sku); item >= 0; item = stock.next(item)) {
      int location = stock.location(item);
      boolean counts = onlyLocation == Command.NONE || onlyLocation == location;
      if (counts && state.channels().allows(channel, location)) {
        units += Math.max(0, stock.available(item));
      }
    }
    return units;
  }

  private static long units(
      LedgerState state, Allocation allocation, long share, boolean anew, int channel, int sku) {
    long reach = reach(state, channel, sku, Command.NONE);
    return switch (allocation.policy()) {
      case SHARED -> reach;
      case PRIORITY ->
          Math.max(0, Math.min(reach, unprotected(state, allocation, anew, channel, sku)));
      case PROPORTIONAL -> Math.max(0, Math.min(reach, share));
    };
  }

  /** What the channels before one leave it. */
  private static long unprotected(
      LedgerState state, Allocation allocation, boolean anew, int channel, int sku) {
    AllocationTable allocations = state.allocations();
    long units = state.skus().available(sku);
    for (int i = 0; i < allocation.size() && allocation.channel(i) != channel; i++) {
      int before = allocation.channel(i);
      long used = anew ? allocations.holding(sku, before) : allocations.used(sku, before);
      units -= Math.max(0, allocation.amount(i) - used);
    }
    return units;
  }
}
