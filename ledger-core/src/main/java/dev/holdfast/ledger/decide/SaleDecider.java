package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.record.SettingsFactWriter;
import dev.holdfast.ledger.state.LedgerState;

/** Defines and closes sales, and defines budgets. */
final class SaleDecider {

  private final LedgerState state;
  private final SettingsFactWriter facts;
  private final Decision decision;

  SaleDecider(LedgerState state, FactWriter facts, Decision decision) {
    this.state = state;
    this.facts = facts.settings();
    this.decision = decision;
  }

  void decide(Command.DefineSale define) {
    int known = state.sales().find(define.id());
    if (known >= 0 && state.sales().isClosed(known)) {
      decision.refuse(ResultCode.SALE_CLOSED, known, 0, Command.NONE);
      return;
    }
    facts.saleDefined(decision.ordinal(known, state.sales().count()), define);
  }

  void decide(Command.CloseSale close) {
    decision.ordinal(close.sale(), close.sale());
    if (!state.sales().isClosed(close.sale())) {
      facts.saleClosed(close.sale());
    }
  }

  void decide(Command.DefineBudget define) {
    int known = state.budgets().find(define.id());
    facts.budgetDefined(decision.ordinal(known, state.budgets().count()), define);
  }
}
