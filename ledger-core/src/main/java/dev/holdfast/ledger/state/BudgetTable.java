package dev.holdfast.ledger.state;

import dev.holdfast.ledger.record.Wanted;
import dev.holdfast.ledger.table.CounterTable;
import dev.holdfast.ledger.table.Hashing;
import dev.holdfast.ledger.table.Image;
import dev.holdfast.ledger.table.Rows;
import dev.holdfast.ledger.table.Texts;

/** The budgets, by ordinal: how much may be drawn, and how much has been. */
public final class BudgetTable extends KeyedTable {

  private static final int LIMIT = 0;
  private static final int PER_CUSTOMER = 1;
  private static final int COUNTER = 2;
  private static final int TABLE_COLUMN = 8;

  private final CounterTable counters;
  private final Rows rows = new Rows(3);
  private long hash;

  BudgetTable(Texts texts, CounterTable counters) {
    super(texts);
    this.counters = counters;
  }

  public long limit(int budget) {
    return rows.get(budget, LIMIT);
  }

  /** Units one customer may draw, 0 for any. */
  public long perCustomer(int budget) {
    return rows.get(budget, PER_CUSTOMER);
  }

  public long used(int budget) {
    return counters.used(counter(budget));
  }

  /** What the customer of a reservation has drawn. */
  public long usedByCustomer(int budget, Wanted wanted) {
    return counters.usedBy(
        counter(budget), wanted.customerBytes(), wanted.customerOffset(), wanted.customerLength());
  }

  void define(int budget, int keyText, int detailsText, long limit, long perCustomer) {
    if (budget == count()) {
      rows.allocate();
      rows.set(budget, COUNTER, counters.create(-1L - budget));
    }
    registry.define(budget, keyText, detailsText);
    set(budget, LIMIT, limit);
    set(budget, PER_CUSTOMER, perCustomer);
  }

  int counter(int budget) {
    return (int) rows.get(budget, COUNTER);
  }

  long hash() {
    return registry.hash() + hash;
  }

  private void set(int budget, int column, long value) {
    long weight = Hashing.weight(Hashing.SALES, budget, column + TABLE_COLUMN);
    hash += (value - rows.get(budget, column)) * weight;
    rows.set(budget, column, value);
  }

  void carry(Image image) {
    registry.carry(image);
    rows.carry(image);
    hash = image.carry(hash);
  }
}
