package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.Command;
import java.util.HashMap;
import java.util.Map;

/** A flash sale: its settings, and what has been reserved by naming it. */
final class Sale {

  final String id;
  Command.DefineSale settings;
  boolean closed;
  final Map<Integer, Long> usedBySku = new HashMap<>();
  final Map<String, Map<Integer, Long>> usedByCustomer = new HashMap<>();

  Sale(String id, Command.DefineSale settings) {
    this.id = id;
    this.settings = settings;
  }

  /** The units it may sell of a SKU, or -1 if it does not sell it. */
  long quota(int sku) {
    for (Command.Quota quota : settings.quotas()) {
      if (quota.sku() == sku) {
        return quota.units();
      }
    }
    return -1;
  }

  long used(int sku) {
    return usedBySku.getOrDefault(sku, 0L);
  }

  long used(int sku, String customer) {
    return usedByCustomer.getOrDefault(customer, Map.of()).getOrDefault(sku, 0L);
  }

  void use(int sku, String customer, long units) {
    usedBySku.merge(sku, units, Long::sum);
    if (!customer.isEmpty()) {
      usedByCustomer.computeIfAbsent(customer, any -> new HashMap<>()).merge(sku, units, Long::sum);
    }
  }
}
