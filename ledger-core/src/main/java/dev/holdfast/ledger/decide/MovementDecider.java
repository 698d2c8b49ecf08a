package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Condition;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.record.StockFactWriter;
import dev.holdfast.ledger.state.ExpectedTable;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.StockTable;

/** Moves stock, unless units that are promised would no longer be there. */
final class MovementDecider {

  private final LedgerState state;
  private final StockTable stock;
  private final ExpectedTable expected;
  private final StockFactWriter facts;
  private final Decision decision;

  MovementDecider(LedgerState state, FactWriter facts, Decision decision) {
    this.state = state;
    this.stock = state.stock();
    this.expected = state.expected();
    this.facts = facts.stock();
    this.decision = decision;
  }

  void decide(Command.Move move) {
    if (move.expected() != 0 && refusesExpected(move)) {
      return;
    }
    int item = stock.find(move.sku(), move.location());
    long onHand = item < 0 ? 0 : stock.onHand(item);
    long free = item < 0 ? 0 : stock.free(item);
    long onHandChange = onHandChange(move, onHand);
    long freeChange = freeChange(move, onHandChange);
    ResultCode code = refusal(move, item, onHand, onHandChange, free, freeChange);
    decision.stock(code, move.sku(), move.location(), state.position() + 1);
    if (Leaning.onHeldAt(state, move.sku(), item)) {
      decision.leanOnHeld();
    }
    if (code == ResultCode.OK) {
      facts.moved(move, quantity(move), onHandChange);
      long freeAfter = free + freeChange;
      if (freeAfter < 0 && freeChange < 0) {
        long units = Math.min(-freeAfter, -freeChange);
        facts.oversold(move.sku(), move.location(), units, 0);
      }
    }
  }

  /** What is open of the movement it names must be enough, and of the same SKU and place. */
  private boolean refusesExpected(Command.Move move) {
    int row = expected.find(move.expected());
    if (row < 0) {
      boolean neverWas = move.expected() > state.position();
      ResultCode code = neverWas ? ResultCode.MOVEMENT_NOT_FOUND : ResultCode.EXPECTED_EXCEEDED;
      decision.refuse(code, move.expected(), 0, 0);
      return true;
    }
    long open = expected.open(row);
    int item = expected.stock(row);
    if (stock.sku(item) != move.sku() || stock.location(item) != move.location()) {
      decision.refuse(ResultCode.EXPECTED_MISMATCH, move.expected(), 0, open);
      return true;
    }
    boolean fits =
        switch (move.type()) {
          case LOST -> move.quantity() == 0 || move.quantity() == open;
          default -> move.quantity() <= open;
        };
    if (!fits) {
      decision.refuse(ResultCode.EXPECTED_EXCEEDED, move.expected(), 0, open);
    }
    return !fits;
  }

  /** Units as the fact tells them: of LOST, all that is open. */
  private long quantity(Command.Move move) {
    return switch (move.type()) {
      case LOST -> expected.open(expected.find(move.expected()));
      default -> move.quantity();
    };
  }

  private static long onHandChange(Command.Move move, long onHand) {
    return switch (move.type()) {
      case RECEIVE, ADJUST, RETURN -> move.quantity();
      case COUNT -> move.quantity() - onHand;
      case TRANSFER -> -move.quantity();
      case EXPECT, LOST, DAMAGE, QUARANTINE, RESTORE, FULFIL -> 0;
    };
  }

  /** What becomes free, or is so no more. */
  private static long freeChange(Command.Move move, long onHandChange) {
    return switch (move.type()) {
      case RECEIVE, ADJUST, COUNT, TRANSFER -> onHandChange;
      case RETURN -> move.to() == Condition.AVAILABLE ? onHandChange : 0;
      case DAMAGE, QUARANTINE -> move.from() == Condition.AVAILABLE ? -move.quantity() : 0;
      case RESTORE -> move.quantity();
      case EXPECT, LOST, FULFIL -> 0;
    };
  }

  private ResultCode refusal(
      Command.Move move, int item, long onHand, long onHandChange, long free, long freeChange) {
    if (move.expectedOnHand() >= 0 && move.expectedOnHand() != onHand) {
      return ResultCode.STOCK_CHANGED;
    }
    if (inCondition(item, move.from()) < move.quantity()) {
      return ResultCode.STOCK_NOT_ON_HAND;
    }
    long onHandAfter = onHand + onHandChange;
    if (onHandAfter < 0) {
      return move.force() ? ResultCode.STOCK_NOT_ON_HAND : ResultCode.STOCK_COMMITTED;
    }
    if (freeChange < 0 && free + freeChange < 0 && !move.force()) {
      return ResultCode.STOCK_COMMITTED;
    }
    return onHandAfter > ResultCode.ON_HAND_MAX ? ResultCode.ON_HAND_TOO_LARGE : ResultCode.OK;
  }

  /**
   * Units in a condition that a movement may take them from; available ones have their own rule.
   */
  private long inCondition(int item, Condition condition) {
    return switch (condition) {
      case AVAILABLE -> Long.MAX_VALUE;
      case DAMAGED -> item < 0 ? 0 : stock.damaged(item);
      case QUALITY_CONTROL -> item < 0 ? 0 : stock.qualityControl(item);
    };
  }
}
