package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.record.sbe.ReservationCancelledDecoder;
import dev.holdfast.ledger.record.sbe.ReservationFulfilledDecoder;
import dev.holdfast.ledger.record.sbe.ReservationReacquiredDecoder;
import dev.holdfast.ledger.record.sbe.ReservationReleasedDecoder;
import dev.holdfast.ledger.record.sbe.StockReservedDecoder;

/** What facts about reservations do. */
final class ReservationFacts {

  private static final int NO_ROW = -1;

  private final LedgerState state;
  private final ReservationTable reservations;
  private final ReservationBook book;

  /** How far a walk over a reservation's parts has come. */
  private int part;

  private int partIndex;

  ReservationFacts(LedgerState state, ReservationBook book) {
    this.state = state;
    this.reservations = state.reservations;
    this.book = book;
  }

  void onStockReserved(long at, StockReservedDecoder fact) {
    int reservation =
        reservations.create(
            fact.reservation(),
            fact.channel(),
            fact.recorded() == 1,
            fact.deadline(),
            state.timeMillis);
    int sale = fact.sale();
    Split split = Split.of(fact.split());
    int last = NO_ROW;
    for (var drawn = fact.parts(); drawn.hasNext(); ) {
      drawn.next();
      last =
          book.take(
              reservation,
              last,
              drawn.line(),
              drawn.atNamed() == 1,
              drawn.sku(),
              drawn.location(),
              drawn.quantity(),
              drawn.backordered());
    }
    int conditions = conditions(sale, split, fact);
    int customer = state.texts.allocate(fact.customerLength());
    fact.getCustomer(
        state.texts.page(customer), state.texts.offset(customer), state.texts.length(customer));
    int reference = state.texts.allocate(fact.referenceLength());
    fact.getReference(
        state.texts.page(reference), state.texts.offset(reference), state.texts.length(reference));
    reservations.describe(reservation, conditions, customer, reference, at);
    book.claim(reservation);
  }

  private int conditions(int sale, Split split, StockReservedDecoder fact) {
    var ranked = fact.ranked();
    int conditions = sale == NO_ROW && split == Split.ANY ? NO_ROW : create(NO_ROW, sale, split);
    int last = NO_ROW;
    while (ranked.hasNext()) {
      conditions = create(conditions, sale, split);
      last = state.conditions.rank(conditions, last, ranked.next().location());
    }
    var draws = fact.draws();
    last = NO_ROW;
    while (draws.hasNext()) {
      draws.next();
      conditions = create(conditions, sale, split);
      last = state.conditions.draw(conditions, last, draws.budget(), draws.units());
    }
    return conditions;
  }

  private int create(int known, int sale, Split split) {
    return known == NO_ROW ? state.conditions.create(sale, split) : known;
  }

  void onReservationReacquired(ReservationReacquiredDecoder fact) {
    int reservation = book.find(fact.reservation());
    book.reopen(reservation);
    int last = NO_ROW;
    for (var drawn = fact.parts(); drawn.hasNext(); ) {
      drawn.next();
      last =
          book.take(
              reservation,
              last,
              drawn.line(),
              drawn.atNamed() == 1,
              drawn.sku(),
              drawn.location(),
              drawn.quantity(),
              drawn.backordered());
    }
    book.claim(reservation);
    book.commit(reservation);
  }

  void onReservationReleased(ReservationReleasedDecoder fact) {
    int reservation = book.find(fact.reservation());
    var takings = fact.takings();
    if (!takings.hasNext()) {
      book.release(reservation);
    }
    startAt(reservation);
    while (takings.hasNext()) {
      int taken = partAt(takings.next().part());
      book.giveBack(reservation, taken, takings.units(), false);
    }
  }

  void onReservationCancelled(ReservationCancelledDecoder fact) {
    int reservation = book.find(fact.reservation());
    var takings = fact.takings();
    if (!takings.hasNext()) {
      book.cancel(reservation);
    }
    startAt(reservation);
    while (takings.hasNext()) {
      int taken = partAt(takings.next().part());
      book.giveBack(reservation, taken, takings.units(), true);
    }
  }

  void onReservationFulfilled(ReservationFulfilledDecoder fact) {
    int reservation = book.find(fact.reservation());
    var takings = fact.takings();
    if (!takings.hasNext()) {
      book.fulfil(reservation);
    }
    startAt(reservation);
    while (takings.hasNext()) {
      int taken = partAt(takings.next().part());
      book.ship(reservation, taken, takings.units());
    }
  }

  void confirm(long id) {
    book.confirm(book.find(id));
  }

  void extend(long id, long deadline) {
    book.extend(book.find(id), deadline);
  }

  void expire(long id) {
    book.expire(book.find(id));
  }

  private void startAt(int reservation) {
    part = reservations.firstPart(reservation);
    partIndex = 0;
  }

  /** The part at an index; takings name them in ascending order. */
  private int partAt(int index) {
    for (; partIndex < index; partIndex++) {
      part = reservations.nextPart(part);
    }
    return part;
  }
}
