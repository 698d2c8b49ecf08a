package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.StockLevel;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.record.StockFactWriter;
import dev.holdfast.ledger.state.Consequences;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.SkuTable;
import dev.holdfast.ledger.state.StockTable;

/**
 * What follows from facts of every kind: units that became free fill the lines that wait for them,
 * and a SKU that is low, out or back is told so.
 */
final class FollowUps {

  private final Consequences consequences;
  private final StockTable stock;
  private final SkuTable skus;
  private final StockFactWriter facts;

  FollowUps(LedgerState state, FactWriter facts) {
    this.consequences = state.consequences();
    this.stock = state.stock();
    this.skus = state.skus();
    this.facts = facts.stock();
  }

  void write() {
    for (int i = 0; i < consequences.freed(); i++) {
      if (isFirst(i)) {
        fill(consequences.freedItem(i), gainedAt(i));
      }
    }
    for (int i = 0; i < consequences.levels(); i++) {
      if (isFirstLevel(i)) {
        tellLevel(consequences.sku(i));
      }
    }
  }

  private void fill(int item, long gained) {
    long units = Math.min(gained, Math.min(stock.free(item), stock.backordered(item)));
    if (units > 0) {
      facts.backorderFilled(stock.sku(item), stock.location(item), units);
    }
  }

  private void tellLevel(int sku) {
    StockLevel told = skus.level(sku);
    StockLevel present = skus.presentLevel(sku);
    if (told != present) {
      facts.levelChanged(sku, told, present, skus.available(sku));
    }
  }

  private boolean isFirst(int index) {
    for (int i = 0; i < index; i++) {
      if (consequences.freedItem(i) == consequences.freedItem(index)) {
        return false;
      }
    }
    return true;
  }

  private long gainedAt(int index) {
    long gained = 0;
    for (int i = index; i < consequences.freed(); i++) {
      if (consequences.freedItem(i) == consequences.freedItem(index)) {
        gained += consequences.freedUnits(i);
      }
    }
    return gained;
  }

  private boolean isFirstLevel(int index) {
    for (int i = 0; i < index; i++) {
      if (consequences.sku(i) == consequences.sku(index)) {
        return false;
      }
    }
    return true;
  }
}
