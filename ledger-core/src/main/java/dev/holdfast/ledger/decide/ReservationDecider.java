package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.ReservationTable;

/** Moves a reservation from state to state. */
final class ReservationDecider {

  private final LedgerState state;
  private final ReservationTable reservations;
  private final FactWriter facts;
  private final Decision decision;

  ReservationDecider(LedgerState state, FactWriter facts, Decision decision) {
    this.state = state;
    this.reservations = state.reservations();
    this.facts = facts;
    this.decision = decision;
  }

  void decide(Command.Change change, long nowMillis) {
    int reservation = find(change.reservation(), change.channel());
    if (reservation < 0) {
      return;
    }
    long id = change.reservation();
    ReservationState was = expireIfDue(reservation, nowMillis);
    ReservationState target = target(change.verb());
    if (was == target) {
      decision.reservation(ResultCode.OK, id);
    } else if (was != source(change.verb())) {
      decision.reservation(refusal(change.verb(), was), id);
    } else {
      decision.reservation(ResultCode.OK, id);
      switch (change.verb()) {
        case CONFIRM -> facts.reservationConfirmed(id);
        case RELEASE -> facts.reservationReleased(id);
        case CANCEL -> facts.reservationCancelled(id);
        case FULFIL -> facts.reservationFulfilled(id);
      }
    }
  }

  void decide(Command.Extend extend, long nowMillis) {
    int reservation = find(extend.reservation(), extend.channel());
    if (reservation < 0) {
      return;
    }
    long id = extend.reservation();
    long ttlMax = state.channels().ttlMillis(reservations.channel(reservation));
    if (expireIfDue(reservation, nowMillis) != ReservationState.HELD) {
      decision.reservation(ResultCode.RESERVATION_STATE, id);
    } else if (extend.ttlCapped() && extend.ttlMillis() > ttlMax) {
      decision.refuse(ResultCode.TTL_TOO_LONG, ttlMax);
    } else {
      decision.reservation(ResultCode.OK, id);
      long latest = reservations.createdAtMillis(reservation) + Command.TTL_MILLIS_MAX;
      long deadline = Math.min(nowMillis + extend.ttlMillis(), latest);
      if (deadline > reservations.deadlineMillis(reservation)) {
        facts.reservationExtended(id, deadline);
      }
    }
  }

  void expireFirst() {
    facts.reservationExpired(reservations.id(reservations.nextToExpire()));
  }

  /** Finds it for a channel, which sees only its own; -1 and refused if there is none. */
  private int find(long id, int channel) {
    int reservation = reservations.find(id);
    if (reservation < 0
        || (channel != Command.NONE && channel != reservations.channel(reservation))) {
      decision.refuse(ResultCode.RESERVATION_NOT_FOUND);
      return -1;
    }
    return reservation;
  }

  /** Writes the expiry of one that is due but was not swept yet. Returns its state then. */
  private ReservationState expireIfDue(int reservation, long nowMillis) {
    ReservationState now = reservations.stateAt(reservation, nowMillis);
    if (now != reservations.state(reservation)) {
      facts.reservationExpired(reservations.id(reservation));
    }
    return now;
  }

  private static ReservationState source(Command.Verb verb) {
    return switch (verb) {
      case CONFIRM, RELEASE -> ReservationState.HELD;
      case CANCEL, FULFIL -> ReservationState.CONFIRMED;
    };
  }

  private static ReservationState target(Command.Verb verb) {
    return switch (verb) {
      case CONFIRM -> ReservationState.CONFIRMED;
      case RELEASE -> ReservationState.RELEASED;
      case CANCEL -> ReservationState.CANCELLED;
      case FULFIL -> ReservationState.FULFILLED;
    };
  }

  private static ResultCode refusal(Command.Verb verb, ReservationState was) {
    return verb == Command.Verb.CONFIRM && was == ReservationState.EXPIRED
        ? ResultCode.RESERVATION_EXPIRED
        : ResultCode.RESERVATION_STATE;
  }
}
