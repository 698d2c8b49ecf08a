package dev.holdfast.inventory.internal.sale;

import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Quantities;
import dev.holdfast.inventory.Reading;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.Checks;
import dev.holdfast.shared.JsonBody;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import reactor.core.publisher.Mono;

/** Budgets: what reservations may draw on. */
@JsonController("/v1/budgets")
final class BudgetController {
  private final LedgerBudgets budgets;

  BudgetController(LedgerBudgets budgets) {
    this.budgets = budgets;
  }

  /** What a budget is set to. */
  record BudgetBody(@Nullable Long limit, @Nullable Long perCustomer) {

    /** The budget it describes, or the problem VALIDATION_FAILED. */
    Budget budget(String id) {
      var checks = new Checks();
      checks.id("id", id);
      checks.numberOr("perCustomer", perCustomer, 1, Quantities.ON_HAND_MAX, 1);
      var budget =
          new Budget(id, checks.number("limit", limit, 0, Quantities.ON_HAND_MAX), perCustomer, 0);
      checks.done();
      return budget;
    }
  }

  @PutMapping("/{id}")
  @Requires(Scope.STOCK_WRITE)
  Mono<Answer> put(@PathVariable String id, @JsonBody BudgetBody body) {
    Budget budget = body.budget(id);
    return budgets.define(budget).map(defined -> defined.answer(present(id).value()));
  }

  @GetMapping("/{id}")
  @Requires(Scope.STOCK_READ)
  Mono<Answer> get(@PathVariable String id) {
    return Mono.fromSupplier(() -> present(id).answer());
  }

  @GetMapping
  @Requires(Scope.STOCK_READ)
  @QueryParameters(paged = true)
  Mono<Answer> list(Query query) {
    return Mono.fromSupplier(() -> budgets.list(query.page()).answer());
  }

  private Reading<Budget> present(String id) {
    return budgets
        .find(id)
        .orElseThrow(
            () -> Problem.of(ProblemCode.BUDGET_NOT_FOUND, "No budget has the id " + id + "."));
  }
}
