package dev.holdfast.ledger.simulation.oracle;

import java.util.HashMap;
import java.util.Map;

/** A number of units that must not be overdrawn. */
final class Budget {

  final String id;
  long limit;
  long perCustomer;
  long used;
  final Map<String, Long> usedByCustomer = new HashMap<>();

  Budget(String id) {
    this.id = id;
  }

  long used(String customer) {
    return usedByCustomer.getOrDefault(customer, 0L);
  }

  void use(String customer, long units) {
    used += units;
    if (!customer.isEmpty()) {
      usedByCustomer.merge(customer, units, Long::sum);
    }
  }
}
