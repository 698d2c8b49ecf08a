package dev.holdfast.ledger.table;

/**
 * Chains of rows in ascending order of two of their columns, linked through a third: its high half
 * is the row before, -1 for the first; its low half the row behind, of the last the first. Whoever
 * knows the last row of a chain has all of it.
 */
final class RowChain {

  private static final int NO_ROW = -1;

  private final Rows rows;
  private final int key;
  private final int tie;
  private final int links;

  /**
   * @param key the column that rows are ordered by
   * @param tie the column that orders rows of the same key
   * @param links the column that is the chain's while a row is in it
   */
  RowChain(Rows rows, int key, int tie, int links) {
    this.rows = rows;
    this.key = key;
    this.tie = tie;
    this.links = links;
  }

  long key(int row) {
    return rows.get(row, key);
  }

  int first(int last) {
    return rows.low(last, links);
  }

  int next(int row) {
    return rows.low(row, links);
  }

  /**
   * Adds a row; costs a step for each row that it precedes.
   *
   * @param last the last row of the chain, -1 for none
   * @return the last row then
   */
  int add(int last, int row) {
    if (last == NO_ROW) {
      rows.set(row, links, Rows.pack(NO_ROW, row));
      return row;
    }
    int previous = last;
    while (previous != NO_ROW && precedes(row, previous)) {
      previous = rows.high(previous, links);
    }
    int before = previous == NO_ROW ? last : previous;
    int next = rows.low(before, links);
    rows.set(row, links, Rows.pack(previous, next));
    rows.setLow(before, links, row);
    if (previous == last) {
      return row;
    }
    rows.setHigh(next, links, row);
    return last;
  }

  /**
   * Removes a row, which is there.
   *
   * @return the last row then, -1 for none
   */
  int remove(int last, int row) {
    int previous = rows.high(row, links);
    int next = rows.low(row, links);
    if (next == row) {
      return NO_ROW;
    }
    rows.setLow(previous == NO_ROW ? last : previous, links, next);
    if (row == last) {
      return previous;
    }
    rows.setHigh(next, links, previous);
    return last;
  }

  boolean precedes(int row, int other) {
    long rowKey = rows.get(row, key);
    long otherKey = rows.get(other, key);
    return rowKey < otherKey || (rowKey == otherKey && rows.get(row, tie) < rows.get(other, tie));
  }
}
