package dev.holdfast.ledger.state;

import static dev.holdfast.ledger.api.ReservationState.CANCELLED;
import static dev.holdfast.ledger.api.ReservationState.CONFIRMED;
import static dev.holdfast.ledger.api.ReservationState.EXPIRED;
import static dev.holdfast.ledger.api.ReservationState.FULFILLED;
import static dev.holdfast.ledger.api.ReservationState.HELD;
import static dev.holdfast.ledger.api.ReservationState.RELEASED;

import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.table.InvariantBroken;

/**
 * Changes reservations, and with them the stock they draw from, the counters of their sales and
 * budgets, and what their channel holds. Not thread-safe.
 */
final class ReservationBook {

  private static final int NO_ROW = -1;

  private final ReservationTable reservations;
  private final StockTable stock;
  private final StockBook book;
  private final Backlog backlog;
  private final UseTable uses;
  private final AllocationTable allocations;
  private final Claims claims;
  private final Memory memory;
  private long position;
  private long timeMillis;

  ReservationBook(
      ReservationTable reservations,
      StockTable stock,
      StockBook book,
      Backlog backlog,
      UseTable uses,
      AllocationTable allocations,
      Claims claims,
      Memory memory) {
    this.reservations = reservations;
    this.stock = stock;
    this.book = book;
    this.backlog = backlog;
    this.uses = uses;
    this.allocations = allocations;
    this.claims = claims;
    this.memory = memory;
  }

  /** Starts a fact. */
  void begin(long at, long atMillis) {
    position = at;
    timeMillis = atMillis;
  }

  /** The row of a reservation, which there must be. */
  int find(long id) {
    int reservation = reservations.find(id);
    if (reservation == NO_ROW) {
      throw new InvariantBroken("no reservation " + id);
    }
    return reservation;
  }

  /** Adds a part behind another one and takes its units; returns it. */
  int take(
      int reservation,
      int previous,
      int line,
      boolean fixed,
      int sku,
      int location,
      int units,
      int backordered) {
    int item = book.item(sku, location);
    int part = reservations.addPart(reservation, previous, line, fixed, item, units, backordered);
    int channel = reservations.channel(reservation);
    book.reserve(item, units, backordered, reservations.isRecorded(reservation));
    uses.addHolding(uses.findOrCreate(sku, channel), units);
    if (allocations.isProportional(sku)) {
      book.dealt(sku, allocations.moveShare(sku, channel, backordered - units));
    }
    if (backordered > 0) {
      backlog.add(item, reservation, part, position);
    }
    return part;
  }

  /** Counts what it took, once all its parts and its description are there. */
  void claim(int reservation) {
    for (int part = first(reservation); part != NO_ROW; part = next(part)) {
      claims.count(reservation, part, reservations.partQuantity(part));
    }
    claims.open(reservation);
  }

  void confirm(int reservation) {
    reservations.setState(reservation, HELD, CONFIRMED, position, timeMillis);
    commit(reservation);
  }

  /** Everything it holds is committed. */
  void commit(int reservation) {
    for (int part = first(reservation); part != NO_ROW; part = next(part)) {
      if (reservations.partQuantity(part) > 0) {
        book.commit(reservations.partStock(part), reservations.partQuantity(part));
      }
    }
  }

  void extend(int reservation, long deadline) {
    if (reservations.state(reservation) != HELD) {
      throw new InvariantBroken("reservation " + reservations.id(reservation) + " is not held");
    }
    reservations.setDeadline(reservation, deadline);
    reservations.setChangedAt(reservation, position);
  }

  /** Everything goes back; its quantities stay as they were. */
  void release(int reservation) {
    giveBackAll(reservation, HELD, RELEASED);
  }

  void expire(int reservation) {
    giveBackAll(reservation, HELD, EXPIRED);
  }

  /** What was not shipped goes back. */
  void cancel(int reservation) {
    if (!isAnythingShipped(reservation)) {
      giveBackAll(reservation, CONFIRMED, CANCELLED);
      return;
    }
    for (int part = first(reservation); part != NO_ROW; part = next(part)) {
      giveBack(reservation, part, open(part), true);
    }
    end(reservation, CONFIRMED, FULFILLED);
  }

  /** Some units of a part go back, those that are waited for first. */
  void giveBack(int reservation, int part, int units, boolean committed) {
    int backordered = Math.min(units, reservations.partBackordered(part));
    giveBackUnits(reservation, part, units, backordered, committed);
    reservations.setPart(
        reservation,
        part,
        reservations.partQuantity(part) - units,
        reservations.partFulfilled(part),
        reservations.partBackordered(part) - backordered);
    reservations.setChangedAt(reservation, position);
  }

  /** Everything left is shipped. */
  void fulfil(int reservation) {
    for (int part = first(reservation); part != NO_ROW; part = next(part)) {
      ship(reservation, part, open(part));
    }
    end(reservation, CONFIRMED, FULFILLED);
  }

  /** Some units of a part are shipped. */
  void ship(int reservation, int part, int units) {
    if (units == 0) {
      return;
    }
    int item = reservations.partStock(part);
    long onHand =
        reservations.isRecorded(reservation) ? Math.min(units, stock.onHand(item)) : units;
    book.ship(item, units, onHand);
    int use = uses.find(stock.sku(item), reservations.channel(reservation));
    uses.addHolding(use, -units);
    uses.addShipped(stock.sku(item), use, units);
    reservations.setPart(
        reservation,
        part,
        reservations.partQuantity(part),
        reservations.partFulfilled(part) + units,
        reservations.partBackordered(part));
    reservations.setChangedAt(reservation, position);
  }

  /**
   * An expired one takes again: its old parts are gone, new ones follow, to be claimed and
   * committed.
   */
  void reopen(int reservation) {
    reservations.setState(reservation, EXPIRED, CONFIRMED, position, timeMillis);
    memory.onReopened(reservation);
    reservations.freeParts(reservation);
  }

  /** Units that came to a stock item go to the parts that have waited longest for them. */
  void fill(int item, long units) {
    book.fill(item, units);
    for (long left = units; left > 0; ) {
      int entry = backlog.first(item);
      if (entry == NO_ROW) {
        throw new InvariantBroken("nobody waits for " + left + " units at stock item " + item);
      }
      int part = backlog.part(entry);
      int reservation = backlog.reservation(entry);
      int filled = (int) Math.min(left, reservations.partBackordered(part));
      int waiting = reservations.partBackordered(part) - filled;
      int quantity = reservations.partQuantity(part);
      int fulfilled = reservations.partFulfilled(part);
      reservations.setPart(reservation, part, quantity, fulfilled, waiting);
      reservations.setChangedAt(reservation, position);
      if (waiting == 0) {
        backlog.remove(item, part);
      }
      left -= filled;
    }
  }

  private void giveBackAll(int reservation, ReservationState from, ReservationState to) {
    for (int part = first(reservation); part != NO_ROW; part = next(part)) {
      int units = reservations.partQuantity(part);
      int backordered = reservations.partBackordered(part);
      giveBackUnits(reservation, part, units, backordered, from == CONFIRMED);
    }
    end(reservation, from, to);
  }

  private void giveBackUnits(
      int reservation, int part, int units, int backordered, boolean committed) {
    if (units == 0) {
      return;
    }
    int item = reservations.partStock(part);
    int sku = stock.sku(item);
    int channel = reservations.channel(reservation);
    book.giveBack(item, committed ? 0 : units, committed ? units : 0, backordered);
    uses.addHolding(uses.find(sku, channel), -units);
    if (allocations.isProportional(sku)) {
      book.dealt(sku, allocations.moveShare(sku, channel, units - backordered));
    }
    if (backordered > 0 && backordered == reservations.partBackordered(part)) {
      backlog.remove(item, part);
    }
    claims.count(reservation, part, -units);
  }

  private void end(int reservation, ReservationState from, ReservationState to) {
    reservations.setState(reservation, from, to, position, timeMillis);
    claims.close(reservation, to != FULFILLED);
    memory.onTerminal(reservation, timeMillis);
  }

  private boolean isAnythingShipped(int reservation) {
    boolean shipped = false;
    for (int part = first(reservation); part != NO_ROW; part = next(part)) {
      shipped |= reservations.partFulfilled(part) > 0;
    }
    return shipped;
  }

  private int open(int part) {
    return reservations.partQuantity(part) - reservations.partFulfilled(part);
  }

  private int first(int reservation) {
    return reservations.firstPart(reservation);
  }

  private int next(int part) {
    return reservations.nextPart(part);
  }
}
