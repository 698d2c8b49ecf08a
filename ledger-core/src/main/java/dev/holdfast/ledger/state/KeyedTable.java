package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.table.Registry;
import dev.holdfast.ledger.table.Texts;

/** What things known by ids have in common: an ordinal for each id, and details. */
abstract sealed class KeyedTable
    permits SkuTable, LocationTable, ChannelTable, SaleTable, BudgetTable {

  final Registry registry;

  KeyedTable(Texts texts) {
    registry = new Registry(texts);
  }

  /** How many there are; their ordinals are 0 to this - 1. */
  public final int count() {
    return registry.count();
  }

  /** The ordinal of an id, or -1. */
  public final int find(String id) {
    return registry.find(id);
  }

  /** The ordinal of an id, or -1. */
  public final int find(Text id) {
    return registry.find(id);
  }

  public final String id(int ordinal) {
    return registry.key(ordinal);
  }

  public final String details(int ordinal) {
    return registry.details(ordinal);
  }

  /** Orders two by id. */
  public final int compareIds(int ordinal, int other) {
    return registry.compareKeys(ordinal, other);
  }
}
