package dev.holdfast.ledger.state;

import dev.holdfast.ledger.table.Hashing;
import dev.holdfast.ledger.table.Image;
import dev.holdfast.ledger.table.RowIndex;
import dev.holdfast.ledger.table.Rows;

/** The parts of reservations that wait for units at a stock item, oldest first. */
final class Backlog {

  private static final int RESERVATION_PART = 0;
  private static final int PREVIOUS_NEXT = 1;
  private static final int HASH = 2;
  private static final int NO_ROW = -1;

  private final StockTable stock;
  private final ReservationTable reservations;
  private final Rows rows = new Rows(3);
  private final RowIndex rowByPart = new RowIndex(64);
  private long hash;

  Backlog(StockTable stock, ReservationTable reservations) {
    this.stock = stock;
    this.reservations = reservations;
  }

  /** The entry that has waited longest at a stock item, or -1. */
  int first(int item) {
    return stock.firstWaiting(item);
  }

  /** A row of {@link ReservationTable}. */
  int reservation(int entry) {
    return rows.high(entry, RESERVATION_PART);
  }

  int part(int entry) {
    return rows.low(entry, RESERVATION_PART);
  }

  /**
   * Adds a part behind the others at its stock item.
   *
   * @param position of the fact that adds it: what the order goes by
   */
  void add(int item, int reservation, int part, long position) {
    int entry = rows.allocate();
    int last = stock.lastWaiting(item);
    rows.set(entry, RESERVATION_PART, Rows.pack(reservation, part));
    rows.set(entry, PREVIOUS_NEXT, Rows.pack(last, NO_ROW));
    if (last == NO_ROW) {
      stock.setFirstWaiting(item, entry);
    } else {
      rows.setLow(last, PREVIOUS_NEXT, entry);
    }
    stock.setLastWaiting(item, entry);
    rowByPart.put(part, entry);
    long line = Rows.pack(item, reservations.partLine(part));
    long partHash = Hashing.then(Hashing.then(reservations.id(reservation), line), position);
    rows.set(entry, HASH, partHash);
    hash += partHash;
  }

  void remove(int item, int part) {
    int entry = rowByPart.row(part);
    int previous = rows.high(entry, PREVIOUS_NEXT);
    int next = rows.low(entry, PREVIOUS_NEXT);
    if (previous == NO_ROW) {
      stock.setFirstWaiting(item, next);
    } else {
      rows.setLow(previous, PREVIOUS_NEXT, next);
    }
    if (next == NO_ROW) {
      stock.setLastWaiting(item, previous);
    } else {
      rows.setHigh(next, PREVIOUS_NEXT, previous);
    }
    rowByPart.remove(part, entry);
    hash -= rows.get(entry, HASH);
    rows.free(entry);
  }

  long hash() {
    return hash;
  }

  void carry(Image image) {
    rows.carry(image);
    rowByPart.carry(image);
    hash = image.carry(hash);
  }
}
