package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.StockTable;

/** What a channel may sell of a SKU. */
public final class Sellable {

  private Sellable() {}

  /**
   * The sum over the locations open to a channel of max(0, available there).
   *
   * @param onlyLocation counts this location alone, or {@link Command#NONE} for all
   */
  public static long units(LedgerState state, int channel, int sku, int onlyLocation) {
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
}
