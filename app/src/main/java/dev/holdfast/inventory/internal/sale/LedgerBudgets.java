package dev.holdfast.inventory.internal.sale;

import dev.holdfast.inventory.Defined;
import dev.holdfast.inventory.Definitions;
import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.inventory.internal.ports.Definition;
import dev.holdfast.inventory.internal.ports.OrdinalPages;
import dev.holdfast.inventory.internal.ports.Positions;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Budgets, in the ledger. Defining one leaves what is drawn of it as it is. Thread-safe. */
@Component
final class LedgerBudgets implements Definitions<Budget> {
  private final LedgerGateway ledger;

  LedgerBudgets(LedgerGateway ledger) {
    this.ledger = ledger;
  }

  @Override
  public Mono<Defined> define(Budget budget) {
    return ledger
        .submit(
            () ->
                new Command.DefineBudget(
                    RequestId.NONE,
                    Text.of(budget.id()),
                    budget.limit(),
                    budget.perCustomer() == null ? 0 : budget.perCustomer(),
                    Text.EMPTY))
        .map(reply -> Definition.of(reply, ledger.directory()));
  }

  @Override
  public Optional<Reading<Budget>> find(String id) {
    String position = Positions.token(ledger.reads().position());
    int ordinal = ledger.directory().budgets().find(id);
    return ordinal == Command.NONE
        ? Optional.empty()
        : Optional.of(new Reading<>(budget(ordinal), position));
  }

  @Override
  public Reading<Page<Budget>> list(PageRequest page) {
    String position = Positions.token(ledger.reads().position());
    int count = ledger.reads().budgetCount();
    return new Reading<>(
        OrdinalPages.of(page, count, count, OrdinalPages.EVERY, this::budget), position);
  }

  private Budget budget(int ordinal) {
    Reads.BudgetView view = ledger.reads().budgetView(ordinal);
    return new Budget(
        view.id(),
        view.limit(),
        view.perCustomer() == 0 ? null : (Long) view.perCustomer(),
        view.used());
  }
}
