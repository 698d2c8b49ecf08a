package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ReservationId;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.record.Parts;
import dev.holdfast.ledger.record.Takings;
import dev.holdfast.ledger.record.Wanted;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.StockTable;

/** Makes reservations: held, or at once confirmed or shipped. */
final class ReserveDecider {

  private static final Takings EVERYTHING = new Takings();

  private final LedgerState state;
  private final FactWriter facts;
  private final Decision decision;
  private final Terms terms;
  private final Drawing drawing;
  private final int shard;
  private final Wanted wanted = new Wanted();

  ReserveDecider(
      LedgerState state,
      FactWriter facts,
      Decision decision,
      Terms terms,
      Drawing drawing,
      int shard) {
    this.state = state;
    this.facts = facts;
    this.decision = decision;
    this.terms = terms;
    this.drawing = drawing;
    this.shard = shard;
  }

  void decide(Command.Reserve reserve, long nowMillis) {
    long ttlMax = terms.ttlMillis(reserve.sale(), reserve.channel());
    if (reserve.ttlCapped() && reserve.ttlMillis() > ttlMax) {
      decision.refuse(ResultCode.TTL_TOO_LONG, 0, 0, ttlMax);
      return;
    }
    wanted.set(reserve);
    if (!terms.allow(wanted, nowMillis, false)) {
      return;
    }
    long number = ReservationId.number(state.reservations().lastId()) + 1;
    long id = ReservationId.of(shard, number);
    long deadline = nowMillis + (reserve.ttlMillis() == 0 ? ttlMax : reserve.ttlMillis());
    facts.reservations().reserved(id, deadline, wanted, drawing.parts());
    if (wanted.isRecorded()) {
      tellOversold(id);
    }
    if (wanted.as() != ReservedAs.HELD) {
      facts.reservations().confirmed(id);
    }
    if (wanted.as() == ReservedAs.FULFILLED) {
      facts.reservations().fulfilled(id, EVERYTHING);
    }
    decision.reservation(ResultCode.OK, id);
  }

  /** By how much more is promised than is there, at each stock item it draws from. */
  private void tellOversold(long id) {
    Parts parts = drawing.parts();
    StockTable stock = state.stock();
    for (int i = 0; i < parts.size(); i++) {
      int item = stock.find(parts.sku(i), parts.location(i));
      long free = item < 0 ? 0 : stock.free(item);
      long taken = parts.takenAt(parts.sku(i), parts.location(i));
      long over = Math.min(taken, taken - free);
      if (over > 0 && isFirstAt(parts, i)) {
        facts.stock().oversold(parts.sku(i), parts.location(i), over, id);
      }
    }
  }

  private static boolean isFirstAt(Parts parts, int index) {
    for (int i = 0; i < index; i++) {
      if (parts.sku(i) == parts.sku(index) && parts.location(i) == parts.location(index)) {
        return false;
      }
    }
    return true;
  }
}
