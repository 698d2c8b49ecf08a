package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.StockTable;

/** Moves stock, unless units that are promised would no longer be there. */
final class MovementDecider {

  private final StockTable stock;
  private final FactWriter facts;
  private final Decision decision;

  MovementDecider(LedgerState state, FactWriter facts, Decision decision) {
    this.stock = state.stock();
    this.facts = facts;
    this.decision = decision;
  }

  void decide(Command.Move move) {
    int item = stock.find(move.sku(), move.location());
    long onHand = item < 0 ? 0 : stock.onHand(item);
    long unclaimed = item < 0 ? 0 : stock.unclaimed(item);
    long change = move.type() == MovementType.COUNT ? move.quantity() - onHand : move.quantity();
    decision.stock(result(move, onHand, unclaimed, change), move.sku(), move.location());
    if (decision.code() == ResultCode.OK) {
      facts.stockMoved(
          move.sku(),
          move.location(),
          move.type(),
          move.quantity(),
          change,
          move.reason(),
          move.reference(),
          move.actor());
    }
  }

  private static ResultCode result(Command.Move move, long onHand, long unclaimed, long change) {
    boolean compares = move.type() == MovementType.COUNT && move.expectedOnHand() >= 0;
    if (compares && move.expectedOnHand() != onHand) {
      return ResultCode.STOCK_CHANGED;
    }
    if (change < 0 && unclaimed + change < 0) {
      return ResultCode.STOCK_COMMITTED;
    }
    return onHand + change > ResultCode.ON_HAND_MAX ? ResultCode.ON_HAND_TOO_LARGE : ResultCode.OK;
  }
}
