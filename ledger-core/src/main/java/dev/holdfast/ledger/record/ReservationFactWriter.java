package dev.holdfast.ledger.record;

import dev.holdfast.ledger.record.sbe.ReservationCancelledEncoder;
import dev.holdfast.ledger.record.sbe.ReservationConfirmedEncoder;
import dev.holdfast.ledger.record.sbe.ReservationExpiredEncoder;
import dev.holdfast.ledger.record.sbe.ReservationExtendedEncoder;
import dev.holdfast.ledger.record.sbe.ReservationFulfilledEncoder;
import dev.holdfast.ledger.record.sbe.ReservationReacquiredEncoder;
import dev.holdfast.ledger.record.sbe.ReservationReleasedEncoder;
import dev.holdfast.ledger.record.sbe.StockReservedEncoder;

/** Encodes facts about reservations. Not thread-safe. */
public final class ReservationFactWriter {

  private final FactBuffer facts;
  private final StockReservedEncoder reserved = new StockReservedEncoder();
  private final ReservationConfirmedEncoder confirmed = new ReservationConfirmedEncoder();
  private final ReservationExtendedEncoder extended = new ReservationExtendedEncoder();
  private final ReservationReleasedEncoder released = new ReservationReleasedEncoder();
  private final ReservationCancelledEncoder cancelled = new ReservationCancelledEncoder();
  private final ReservationFulfilledEncoder fulfilled = new ReservationFulfilledEncoder();
  private final ReservationExpiredEncoder expired = new ReservationExpiredEncoder();
  private final ReservationReacquiredEncoder reacquired = new ReservationReacquiredEncoder();

  ReservationFactWriter(FactBuffer facts) {
    this.facts = facts;
  }

  /** A reservation of what was wanted, from where the parts say. */
  public void reserved(long reservation, long deadlineMillis, Wanted wanted, Parts parts) {
    reserved
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .reservation(reservation)
        .deadline(deadlineMillis)
        .channel(wanted.channel())
        .sale(wanted.sale())
        .split((short) wanted.split().code())
        .recorded((short) (wanted.isRecorded() ? 1 : 0));
    var group = reserved.partsCount(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      group
          .next()
          .sku(parts.sku(i))
          .location(parts.location(i))
          .quantity(parts.quantity(i))
          .backordered(parts.backordered(i))
          .line(parts.line(i))
          .atNamed((short) (parts.isFixed(i) ? 1 : 0));
    }
    var ranked = reserved.rankedCount(wanted.rankedSize());
    for (int i = 0; i < wanted.rankedSize(); i++) {
      ranked.next().location(wanted.ranked(i));
    }
    var draws = reserved.drawsCount(wanted.drawsSize());
    for (int i = 0; i < wanted.drawsSize(); i++) {
      draws.next().budget(wanted.drawBudget(i)).units(wanted.drawUnits(i));
    }
    reserved
        .putCustomer(wanted.customerBytes(), wanted.customerOffset(), wanted.customerLength())
        .putReference(wanted.reference().utf8(), 0, wanted.reference().length());
    facts.end(reserved.encodedLength());
  }

  public void confirmed(long reservation) {
    confirmed
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .reservation(reservation);
    facts.end(confirmed.encodedLength());
  }

  public void extended(long reservation, long deadlineMillis) {
    extended
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .reservation(reservation)
        .deadline(deadlineMillis);
    facts.end(extended.encodedLength());
  }

  /** Gives back some, or everything that is left if there are no takings. */
  public void released(long reservation, Takings takings) {
    released
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .reservation(reservation);
    var group = released.takingsCount(takings.size());
    for (int i = 0; i < takings.size(); i++) {
      group.next().part(takings.part(i)).units(takings.units(i));
    }
    facts.end(released.encodedLength());
  }

  /** Gives back some, or everything that is left if there are no takings. */
  public void cancelled(long reservation, Takings takings) {
    cancelled
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .reservation(reservation);
    var group = cancelled.takingsCount(takings.size());
    for (int i = 0; i < takings.size(); i++) {
      group.next().part(takings.part(i)).units(takings.units(i));
    }
    facts.end(cancelled.encodedLength());
  }

  /** Ships some, or everything that is left if there are no takings. */
  public void fulfilled(long reservation, Takings takings) {
    fulfilled
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .reservation(reservation);
    var group = fulfilled.takingsCount(takings.size());
    for (int i = 0; i < takings.size(); i++) {
      group.next().part(takings.part(i)).units(takings.units(i));
    }
    facts.end(fulfilled.encodedLength());
  }

  public void expired(long reservation) {
    expired
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .reservation(reservation);
    facts.end(expired.encodedLength());
  }

  /** An expired one took everything again and is confirmed. */
  public void reacquired(long reservation, Parts parts) {
    reacquired
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .reservation(reservation);
    var group = reacquired.partsCount(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      group
          .next()
          .sku(parts.sku(i))
          .location(parts.location(i))
          .quantity(parts.quantity(i))
          .backordered(parts.backordered(i))
          .line(parts.line(i))
          .atNamed((short) (parts.isFixed(i) ? 1 : 0));
    }
    facts.end(reacquired.encodedLength());
  }
}
