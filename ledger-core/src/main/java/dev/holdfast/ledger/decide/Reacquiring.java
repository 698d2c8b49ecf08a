package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.record.Wanted;
import dev.holdfast.ledger.state.ConditionTable;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.ReservationTable;
import dev.holdfast.ledger.state.StockTable;

/** Takes everything again that an expired reservation had, as a new one of the same lines would. */
final class Reacquiring {

  private final LedgerState state;
  private final ReservationTable reservations;
  private final ConditionTable conditions;
  private final StockTable stock;
  private final FactWriter facts;
  private final Decision decision;
  private final Terms terms;
  private final Drawing drawing;
  private final Wanted wanted = new Wanted();

  Reacquiring(
      LedgerState state, FactWriter facts, Decision decision, Terms terms, Drawing drawing) {
    this.state = state;
    this.reservations = state.reservations();
    this.conditions = state.conditions();
    this.stock = state.stock();
    this.facts = facts;
    this.decision = decision;
    this.terms = terms;
    this.drawing = drawing;
  }

  void decide(int reservation, long nowMillis) {
    askAgain(reservation);
    if (terms.allow(wanted, nowMillis, true)) {
      long id = reservations.id(reservation);
      facts.reservations().reacquired(id, drawing.parts());
      decision.reservation(ResultCode.OK, id);
    }
  }

  private void askAgain(int reservation) {
    int its = reservations.conditions(reservation);
    wanted.clear(reservations.channel(reservation), conditions.sale(its), conditions.split(its));
    int part = reservations.firstPart(reservation);
    while (part >= 0) {
      part = addLine(part);
    }
    for (int entry = conditions.firstRanked(its); entry >= 0; entry = conditions.next(entry)) {
      wanted.rank(conditions.value(entry));
    }
    for (int entry = conditions.firstDraw(its); entry >= 0; entry = conditions.next(entry)) {
      wanted.draw(conditions.value(entry), conditions.units(entry));
    }
    int customer = reservations.customerText(reservation);
    wanted.customer(
        state.textPage(customer), state.textOffset(customer), state.textLength(customer));
  }

  /** Adds the line of a part under its number, and returns the first part of the next one. */
  private int addLine(int firstPart) {
    int line = reservations.partLine(firstPart);
    int sku = stock.sku(reservations.partStock(firstPart));
    while (wanted.lines() < line - 1) {
      wanted.addLine(sku, 0, Command.NONE); // a line that was cut away: nothing is wanted of it
    }
    int units = 0;
    int part = firstPart;
    while (part >= 0 && reservations.partLine(part) == line) {
      units += reservations.partQuantity(part);
      part = reservations.nextPart(part);
    }
    boolean fixed = reservations.isFixed(firstPart);
    int location = fixed ? stock.location(reservations.partStock(firstPart)) : Command.NONE;
    wanted.addLine(sku, units, location);
    return part;
  }
}
