package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.StockLevel;
import dev.holdfast.ledger.simulation.oracle.Allocation.Policy;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One thing that is sold. */
final class Sku {

  final int ordinal;
  final String id;
  long lowStockThreshold;
  long backorderLimit;
  StockLevel level = StockLevel.OUT_OF_STOCK;
  final Map<Integer, Item> items = new TreeMap<>();

  /** The policy of its own, if it has one. */
  @Nullable Policy policy;

  /** PRIORITY: what each channel held and had committed when the policy was set, and since. */
  final Map<Integer, Long> used = new HashMap<>();

  /** PROPORTIONAL: what each channel may still sell. */
  final Map<Integer, Long> shares = new HashMap<>();

  /**
   * PROPORTIONAL: what each channel is owed of the next unit, in units of one by the sum of
   * weights.
   */
  final Map<Integer, Long> credits = new HashMap<>();

  Sku(int ordinal, String id) {
    this.ordinal = ordinal;
    this.id = id;
  }

  Item at(int location) {
    return items.computeIfAbsent(location, any -> new Item(ordinal, location));
  }

  long available() {
    long available = 0;
    for (Item item : items.values()) {
      available += Math.max(0, item.available());
    }
    return available;
  }

  long backordered() {
    long backordered = 0;
    for (Item item : items.values()) {
      backordered += item.backordered;
    }
    return backordered;
  }

  /** What may still be promised beyond what is there. */
  long backorderLeft() {
    return Math.max(0, backorderLimit - backordered());
  }
}
