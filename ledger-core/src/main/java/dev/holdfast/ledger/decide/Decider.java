package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.ReservationTable;

/**
 * Decides any command: reads the state, writes facts, fills the decision. Not thread-safe: owned by
 * the ring's owner.
 */
public final class Decider {

  private final ReservationTable held;
  private final SettingsDecider settings;
  private final SaleDecider sales;
  private final StockDecider stock;
  private final MovementDecider movements;
  private final ReserveDecider reserving;
  private final ReservationDecider reservations;
  private final FollowUps followUps;
  private final Decision decision = new Decision();

  /**
   * @param shard where new reservations live
   * @param openReservationsMax how many may hold stock at once
   */
  public Decider(LedgerState state, FactWriter facts, int shard, int openReservationsMax) {
    held = state.reservations();
    settings = new SettingsDecider(state, facts, decision);
    sales = new SaleDecider(state, facts, decision);
    stock = new StockDecider(state, facts, decision);
    movements = new MovementDecider(state, facts, decision);
    var drawing = new Drawing(state);
    var terms = new Terms(state, decision, drawing, openReservationsMax);
    reserving = new ReserveDecider(state, facts, decision, terms, drawing, shard);
    reservations = new ReservationDecider(state, facts, decision, terms, drawing);
    followUps = new FollowUps(state, facts);
  }

  /**
   * Writes the expiry of the reservation that a command is about, if it is due and was not swept
   * yet. To be applied before the command is decided.
   */
  public void expireMet(Command command, long nowMillis) {
    switch (command) {
      case Command.Change change -> reservations.expireIfDue(change.reservation(), nowMillis);
      case Command.Extend extend -> reservations.expireIfDue(extend.reservation(), nowMillis);
      default -> {}
    }
  }

  /**
   * Decides one command.
   *
   * @param nowMillis epoch milliseconds, never before the last fact's time
   * @return the result, overwritten by the next
   */
  public Decision decide(Command command, long nowMillis) {
    decision.clear(held.nextDeadlineMillis() <= nowMillis);
    switch (command) {
      case Command.Reserve reserve -> reserving.decide(reserve, nowMillis);
      case Command.Change change -> reservations.decide(change, nowMillis);
      case Command.Extend extend -> reservations.decide(extend, nowMillis);
      case Command.Move move -> movements.decide(move);
      case Command.SetSafetyStock set -> stock.decide(set);
      case Command.SetAllocation set -> stock.decide(set);
      case Command.Rebalance rebalance -> stock.decide(rebalance);
      case Command.DefineSku define -> settings.decide(define);
      case Command.DefineLocation define -> settings.decide(define);
      case Command.DefineChannel define -> settings.decide(define);
      case Command.SetBounds set -> settings.decide(set);
      case Command.DefineSale define -> sales.decide(define);
      case Command.CloseSale close -> sales.decide(close);
      case Command.DefineBudget define -> sales.decide(define);
    }
    return decision;
  }

  /**
   * Writes what the facts applied last call for: waiting lines filled, levels told. To be applied
   * too; nothing follows from them.
   */
  public void followUp() {
    followUps.write();
  }

  /** Refuses a request id that was used before with another content. */
  public Decision refuseReused() {
    decision.clear(false);
    decision.refuse(ResultCode.REQUEST_ID_REUSED);
    return decision;
  }

  /** Writes the expiry of the held reservation that is due first; there is one. */
  public void expireFirst() {
    reservations.expireFirst();
  }
}
