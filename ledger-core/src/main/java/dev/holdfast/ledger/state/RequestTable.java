package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.table.Hashing;
import dev.holdfast.ledger.table.Image;
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

  /** Its place in the order in which it may be forgotten, while it may. */
  private static final int LINKS = 5;

  /** The requests before and behind it of the same reservation; before the first, that itself. */
  private static final int CHAIN = 6;

  private static final int NO_ROW = -1;

  private final Rows rows = new Rows(7);
  private final RowIndex rowByHigh = new RowIndex(1024);
  private final RowOrder forgettableSuccesses = RowOrder.unordered(rows, ANSWERED_AT, LOW, LINKS);
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
    rows.set(row, CHAIN, Rows.pack(NO_ROW, NO_ROW));
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

  /** From now on it may not: its reservation is open again. */
  void forbidForgetting(int request) {
    forgettableSuccesses.remove(request);
  }

  /** Of one that may not be forgotten: the next request about the same reservation, or -1. */
  int next(int request) {
    return rows.low(request, CHAIN);
  }

  /** The request before it in its chain; of the first, its reservation as {@code -2 - row}. */
  int previous(int request) {
    return rows.high(request, CHAIN);
  }

  /** Puts it between two others of its chain; -1 and -1 for none. */
  void setChain(int request, int previous, int next) {
    rows.set(request, CHAIN, Rows.pack(previous, next));
  }

  /** The oldest success that may be forgotten, if those are past one of both bounds; else -1. */
  int successPastBound(long countMax, long beforeMillis) {
    return pastBound(forgettableSuccesses, countMax, beforeMillis);
  }

  /** Forgets a success that {@link #successPastBound} told. */
  void forgetSuccess(int request) {
    forget(forgettableSuccesses, request);
  }

  /** Forgets the oldest refusal, if they are past one of both bounds. */
  void forgetRefusal(long countMax, long beforeMillis) {
    int request = pastBound(refusals, countMax, beforeMillis);
    if (request != NO_ROW) {
      forget(refusals, request);
    }
  }

  /** Loads where a request of which this is the first half is found. */
  long touchPlace(long high) {
    return rowByHigh.touch(high);
  }

  long touchItsPlace(int request) {
    return rowByHigh.touch(rows.get(request, HIGH));
  }

  long touch(int request) {
    return rows.touch(request);
  }

  /** Loads what a request would be put behind if it might be forgotten. */
  long touchNeighbour(int request) {
    return rows.touch(forgettableSuccesses.near(answeredAt(request)));
  }

  /** Some of the oldest successes that would be forgotten if there were so many more. */
  int oldestSuccesses(int[] into, int more, long countMax) {
    return forgettableSuccesses.size() + more > countMax
        ? forgettableSuccesses.firsts(into, more)
        : 0;
  }

  long hash() {
    return hash;
  }

  private int pastBound(RowOrder ordered, long countMax, long beforeMillis) {
    if (ordered.isEmpty()) {
      return NO_ROW;
    }
    int row = ordered.first();
    boolean past = ordered.size() > countMax || rows.get(row, TIME) < beforeMillis;
    return past ? row : NO_ROW;
  }

  private void forget(RowOrder ordered, int row) {
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

  void carry(Image image) {
    rows.carry(image);
    rowByHigh.carry(image);
    forgettableSuccesses.carry(image);
    refusals.carry(image);
    hash = image.carry(hash);
  }
}
