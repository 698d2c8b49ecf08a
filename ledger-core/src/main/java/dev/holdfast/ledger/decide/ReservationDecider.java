package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.record.ReservationFactWriter;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.ReservationTable;

/** Moves a reservation from state to state. */
final class ReservationDecider {

  private final LedgerState state;
  private final ReservationTable reservations;
  private final ReservationFactWriter facts;
  private final Decision decision;
  private final Terms terms;
  private final LineTakings takings;
  private final Reacquiring reacquiring;

  ReservationDecider(
      LedgerState state, FactWriter facts, Decision decision, Terms terms, Drawing drawing) {
    this.state = state;
    this.reservations = state.reservations();
    this.facts = facts.reservations();
    this.decision = decision;
    this.terms = terms;
    this.takings = new LineTakings(state, decision);
    this.reacquiring = new Reacquiring(state, facts, decision, terms, drawing);
  }

  /**
   * Writes the expiry of a reservation that a command meets, if it is due and was not swept yet.
   */
  void expireIfDue(long id, long nowMillis) {
    int reservation = reservations.find(id);
    if (reservation >= 0
        && reservations.state(reservation) != reservations.stateAt(reservation, nowMillis)) {
      facts.expired(id);
    }
  }

  void decide(Command.Change change, long nowMillis) {
    int reservation = find(change.reservation(), change.channel());
    if (reservation < 0) {
      return;
    }
    if (decision.isAnythingDue() && Leaning.onHeld(state, reservation, change.verb())) {
      decision.leanOnHeld();
    }
    long id = change.reservation();
    ReservationState was = reservations.state(reservation);
    if (was == target(change.verb())) {
      decision.reservation(ResultCode.OK, id);
    } else if (was == ReservationState.EXPIRED
        && change.verb() == Command.Verb.CONFIRM
        && change.reacquire()) {
      reacquiring.decide(reservation, nowMillis);
    } else if (was != source(change.verb())) {
      decision.reservation(refusal(change.verb(), was), id);
    } else if (takings.take(reservation, change)) {
      decision.reservation(ResultCode.OK, id);
      write(change.verb(), id);
    }
  }

  private void write(Command.Verb verb, long id) {
    switch (verb) {
      case CONFIRM -> facts.confirmed(id);
      case RELEASE -> facts.released(id, takings.list());
      case CANCEL -> facts.cancelled(id, takings.list());
      case FULFIL -> facts.fulfilled(id, takings.list());
    }
  }

  void decide(Command.Extend extend, long nowMillis) {
    int reservation = find(extend.reservation(), extend.channel());
    if (reservation < 0) {
      return;
    }
    if (decision.isAnythingDue() && Leaning.isWaiting(state, reservation)) {
      decision.leanOnHeld();
    }
    long id = extend.reservation();
    int sale = state.conditions().sale(reservations.conditions(reservation));
    long ttlMax = terms.ttlMillis(sale, reservations.channel(reservation));
    if (reservations.state(reservation) != ReservationState.HELD) {
      decision.reservation(ResultCode.RESERVATION_STATE, id);
    } else if (extend.ttlCapped() && extend.ttlMillis() > ttlMax) {
      decision.refuse(ResultCode.TTL_TOO_LONG, 0, 0, ttlMax);
    } else {
      decision.reservation(ResultCode.OK, id);
      long latest = reservations.createdAtMillis(reservation) + Command.TTL_MILLIS_MAX;
      long deadline = Math.min(nowMillis + extend.ttlMillis(), latest);
      if (deadline > reservations.deadlineMillis(reservation)) {
        facts.extended(id, deadline);
      }
    }
  }

  void expireFirst() {
    facts.expired(reservations.id(reservations.nextToExpire()));
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
