package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.table.Hashing;
import dev.holdfast.ledger.table.RowIndex;
import dev.holdfast.ledger.table.RowOrder;
import dev.holdfast.ledger.table.Rows;

/** The request ids that are remembered, and where in the journal each answer stands. */
public final class RequestTable {

  private static final int HIGH = 0;
  private static final int LOW = 1;
  private static final int CONTENT = 2;
  private static final int ANSWERED_AT = 3;
  private static final int TIME = 4;

  /** While it may be forgotten, its place in the order; else the next request of a reservation. */
  private static final int LINKS = 5;

  private static final int NO_ROW = -1;

  private final Rows rows = new Rows(6);
  private final RowIndex rowByHigh = new RowIndex(1024);
  private final RowOrder forgettableSuccesses = new RowOrder(rows, ANSWERED_AT, LOW, LINKS);
  private final RowOrder refusals = new RowOrder(rows, ANSWERED_AT, LOW, LINKS);
  private long hash;

  /** The row of a request, whatever its content was, or -1. */
  public int find(RequestId request) {
    long high = request.high();
    for (int slot = rowByHigh.find(high); slot >= 0; slot = rowByHigh.findNext(high, slot)) {
      int row = rowByHigh.rowAt(slot);
      if (rows.get(row, LOW) == request.low()) {
        return row;
      }
    }
    return NO_ROW;
  }

  public long content(int request) {
    return rows.get(request, CONTENT);
  }

  /** Position of the fact that holds the answer. */
  public long answeredAt(int request) {
    return rows.get(request, ANSWERED_AT);
  }

  int create(long high, long low, long content, long position, long timeMillis) {
    int row = rows.allocate();
    rows.set(row, HIGH, high);
    rows.set(row, LOW, low);
    rows.set(row, CONTENT, content);
    rows.set(row, ANSWERED_AT, position);
    rows.set(row, TIME, timeMillis);
    rowByHigh.put(high, row);
    hash += rowHash(row);
    return row;
  }

  /** From now on a success may be forgotten: it is about no open reservation. */
  void allowForgettingSuccess(int request) {
    forgettableSuccesses.add(request);
  }

  void allowForgettingRefusal(int request) {
    refusals.add(request);
  }

  /** Of one that may not be forgotten: the next request about the same reservation, or -1. */
  int next(int request) {
    return (int) rows.get(request, LINKS);
  }

  void setNext(int request, int next) {
    rows.set(request, LINKS, next);
  }

  /** Forgets the oldest success that may be, if those are past one of both bounds. */
  void forgetSuccess(long countMax, long beforeMillis) {
    forgetOldest(forgettableSuccesses, countMax, beforeMillis);
  }

  /** Forgets the oldest refusal, if they are past one of both bounds. */
  void forgetRefusal(long countMax, long beforeMillis) {
    forgetOldest(refusals, countMax, beforeMillis);
  }

  long hash() {
    return hash;
  }

  private void forgetOldest(RowOrder ordered, long countMax, long beforeMillis) {
    if (ordered.isEmpty()) {
      return;
    }
    int row = ordered.first();
    if (ordered.size() <= countMax && rows.get(row, TIME) >= beforeMillis) {
      return;
    }
    ordered.remove(row);
    hash -= rowHash(row);
    rowByHigh.remove(rows.get(row, HIGH), row);
    rows.free(row);
  }

  private long rowHash(int row) {
    return Hashing.of(
        rows.get(row, HIGH),
        rows.get(row, LOW),
        rows.get(row, CONTENT),
        rows.get(row, ANSWERED_AT));
  }
}
