package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.Condition;
import dev.holdfast.ledger.api.StockFigures;

/** One SKU at one location. */
final class Item {

  final int sku;
  final int location;
  long onHand;
  long held;
  long committed;
  long backordered;
  long damaged;
  long qualityControl;
  long safetyTarget;
  long incoming;

  Item(int sku, int location) {
    this.sku = sku;
    this.location = location;
  }

  /** Physically there and promised to nobody. */
  long free() {
    return onHand - (held + committed - backordered) - damaged - qualityControl;
  }

  long unclaimed() {
    return onHand - held - committed - damaged - qualityControl;
  }

  long safetyStock() {
    return Math.max(0, Math.min(safetyTarget, unclaimed()));
  }

  long available() {
    return unclaimed() - safetyStock();
  }

  long in(Condition condition) {
    return switch (condition) {
      case AVAILABLE -> Long.MAX_VALUE;
      case DAMAGED -> damaged;
      case QUALITY_CONTROL -> qualityControl;
    };
  }

  void add(Condition condition, long units) {
    switch (condition) {
      case AVAILABLE -> {}
      case DAMAGED -> damaged += units;
      case QUALITY_CONTROL -> qualityControl += units;
    }
  }

  StockFigures figures() {
    return new StockFigures(
        location,
        onHand,
        available(),
        held,
        committed,
        safetyStock(),
        damaged,
        qualityControl,
        incoming,
        backordered);
  }
}
