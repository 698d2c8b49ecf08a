package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.table.Hashing;
import dev.holdfast.ledger.table.Image;
import dev.holdfast.ledger.table.Rows;

/**
 * What few reservations have: a sale, a ranked list of locations, a split policy of their own,
 * budgets that they draw on. Number -1 stands for none of it.
 */
public final class ConditionTable {

  private static final int SALE_SPLIT = 0;
  private static final int RANKED_DRAWS = 1;
  private static final int VALUE_NEXT = 0;
  private static final int UNITS = 1;
  private static final int NO_ROW = -1;

  private final Rows rows = new Rows(2);
  private final Rows entries = new Rows(2);

  /** The sale it names, or -1. */
  public int sale(int conditions) {
    return conditions == NO_ROW ? NO_ROW : rows.high(conditions, SALE_SPLIT);
  }

  public Split split(int conditions) {
    return conditions == NO_ROW ? Split.ANY : Split.of(rows.low(conditions, SALE_SPLIT));
  }

  /** The first entry of the ranked list, or -1; {@link #value} is its location. */
  public int firstRanked(int conditions) {
    return conditions == NO_ROW ? NO_ROW : rows.high(conditions, RANKED_DRAWS);
  }

  /** The first entry of what it draws on budgets, or -1; {@link #value} is its budget. */
  public int firstDraw(int conditions) {
    return conditions == NO_ROW ? NO_ROW : rows.low(conditions, RANKED_DRAWS);
  }

  /** The entry after an entry, or -1. */
  public int next(int entry) {
    return entries.low(entry, VALUE_NEXT);
  }

  public int value(int entry) {
    return entries.high(entry, VALUE_NEXT);
  }

  /** What is drawn. */
  public long units(int entry) {
    return entries.get(entry, UNITS);
  }

  int create(int sale, Split split) {
    int conditions = rows.allocate();
    rows.set(conditions, SALE_SPLIT, Rows.pack(sale, split.code()));
    rows.set(conditions, RANKED_DRAWS, Rows.pack(NO_ROW, NO_ROW));
    return conditions;
  }

  /** Adds to the ranked list behind an entry, or the first for -1; returns the entry. */
  int rank(int conditions, int previous, int location) {
    int entry = entry(previous, location, 0);
    if (previous == NO_ROW) {
      rows.setHigh(conditions, RANKED_DRAWS, entry);
    }
    return entry;
  }

  /** Adds a draw behind an entry, or the first for -1; returns the entry. */
  int draw(int conditions, int previous, int budget, long units) {
    int entry = entry(previous, budget, units);
    if (previous == NO_ROW) {
      rows.setLow(conditions, RANKED_DRAWS, entry);
    }
    return entry;
  }

  void free(int conditions) {
    if (conditions != NO_ROW) {
      freeEntries(firstRanked(conditions));
      freeEntries(firstDraw(conditions));
      rows.free(conditions);
    }
  }

  long hash(int conditions) {
    if (conditions == NO_ROW) {
      return 0;
    }
    long rowHash = Hashing.then(sale(conditions), rows.low(conditions, SALE_SPLIT));
    for (int entry = firstRanked(conditions); entry != NO_ROW; entry = next(entry)) {
      rowHash = Hashing.then(rowHash, value(entry));
    }
    for (int entry = firstDraw(conditions); entry != NO_ROW; entry = next(entry)) {
      rowHash = Hashing.then(Hashing.then(rowHash, value(entry)), units(entry));
    }
    return rowHash;
  }

  private int entry(int previous, int value, long units) {
    int entry = entries.allocate();
    entries.set(entry, VALUE_NEXT, Rows.pack(value, NO_ROW));
    entries.set(entry, UNITS, units);
    if (previous != NO_ROW) {
      entries.setLow(previous, VALUE_NEXT, entry);
    }
    return entry;
  }

  private void freeEntries(int first) {
    for (int entry = first; entry != NO_ROW; ) {
      int next = next(entry);
      entries.free(entry);
      entry = next;
    }
  }

  void carry(Image image) {
    rows.carry(image);
    entries.carry(image);
  }
}
