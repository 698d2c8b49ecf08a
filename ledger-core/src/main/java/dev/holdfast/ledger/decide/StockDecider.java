package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.record.StockFactWriter;
import dev.holdfast.ledger.state.LedgerState;

/** Sets what is kept back of stock, and who may sell how much of it. */
final class StockDecider {

  private final LedgerState state;
  private final StockFactWriter facts;
  private final Decision decision;

  StockDecider(LedgerState state, FactWriter facts, Decision decision) {
    this.state = state;
    this.facts = facts.stock();
    this.decision = decision;
  }

  void decide(Command.SetSafetyStock set) {
    decision.stock(ResultCode.OK, set.sku(), set.location(), 0);
    int item = state.stock().find(set.sku(), set.location());
    if (Leaning.onHeldAt(state, set.sku(), item)) {
      decision.leanOnHeld();
    }
    if (item < 0 || state.stock().safetyTarget(item) != set.target()) {
      facts.safetyStockSet(set.sku(), set.location(), set.target());
    }
  }

  void decide(Command.SetAllocation set) {
    if (set.policy() == AllocationPolicy.PROPORTIONAL) {
      decision.leanOnHeld(); // it deals what is available now
    }
    facts.allocationSet(set);
  }

  void decide(Command.Rebalance rebalance) {
    if (state.allocations().of(rebalance.sku()).policy() == AllocationPolicy.PROPORTIONAL) {
      decision.leanOnHeld();
      facts.rebalanced(rebalance.sku());
    } else {
      decision.refuse(ResultCode.NOT_PROPORTIONAL);
    }
  }
}
