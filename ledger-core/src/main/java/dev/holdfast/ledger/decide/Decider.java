package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.state.LedgerState;

/**
 * Decides any command: reads the state, writes facts, fills the decision. Not thread-safe: owned by
 * the ring's owner.
 */
public final class Decider {

  private final SettingsDecider settings;
  private final MovementDecider movements;
  private final ReserveDecider reserving;
  private final ReservationDecider reservations;
  private final Decision decision = new Decision();

  /**
   * @param shard where new reservations live
   * @param openReservationsMax how many may hold stock at once
   */
  public Decider(LedgerState state, FactWriter facts, int shard, int openReservationsMax) {
    settings = new SettingsDecider(state, facts, decision);
    movements = new MovementDecider(state, facts, decision);
    reserving = new ReserveDecider(state, facts, decision, shard, openReservationsMax);
    reservations = new ReservationDecider(state, facts, decision);
  }

  /**
   * Decides one command.
   *
   * @param nowMillis epoch milliseconds, never before the last fact's time
   * @return the result, overwritten by the next
   */
  public Decision decide(Command command, long nowMillis) {
    decision.clear();
    switch (command) {
      case Command.Reserve reserve -> reserving.decide(reserve, nowMillis);
      case Command.Change change -> reservations.decide(change, nowMillis);
      case Command.Extend extend -> reservations.decide(extend, nowMillis);
      case Command.Move move -> movements.decide(move);
      case Command.DefineSku define -> settings.decide(define);
      case Command.DefineLocation define -> settings.decide(define);
      case Command.DefineChannel define -> settings.decide(define);
      case Command.SetBounds set -> settings.decide(set);
    }
    return decision;
  }

  /** Refuses a request id that was used before with another content. */
  public Decision refuseReused() {
    decision.clear();
    decision.refuse(ResultCode.REQUEST_ID_REUSED);
    return decision;
  }

  /** Writes the expiry of the held reservation that is due first; there is one. */
  public void expireFirst() {
    reservations.expireFirst();
  }
}
