package dev.holdfast.inventory.internal.ports;

import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.ShownQuantity;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.shared.Counted;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says why something cannot be sold: for want of stock, or by a rule of a sale or a budget.
 *
 * @param directory whose ids are told
 * @param display how figures are shown to whoever asked
 */
record SellingRefusals(Directory directory, QuantityDisplay display) {

  /** One line that could not be had whole. */
  record Shortage(
      int line, String sku, int requested, @Nullable Long available, @Nullable Boolean orMore) {}

  /** The problem that a refusal of this kind is told as. */
  Problem problem(ResultCode code, Reply.Outcome outcome) {
    return switch (code) {
      case INSUFFICIENT_STOCK ->
          shortOf(ProblemCode.INSUFFICIENT_STOCK, "cannot be had whole", outcome);
      case SALE_QUOTA_EXHAUSTED ->
          shortOf(
              ProblemCode.SALE_QUOTA_EXHAUSTED, "is more than the sale's quota has left", outcome);
      case CUSTOMER_LIMIT_EXCEEDED -> customerLimit(outcome);
      case CUSTOMER_REQUIRED -> customerRequired();
      case BUDGET_EXHAUSTED -> budgetExhausted((Reply.BudgetLeft) outcome);
      case SALE_REQUIRED -> saleRequired((Reply.SaleRule) outcome);
      case SALE_NOT_OPEN ->
          ofSale(
              ProblemCode.SALE_NOT_OPEN,
              "has not begun yet, is over or is closed. Nothing was reserved",
              outcome);
      case SALE_CLOSED -> ofSale(ProblemCode.SALE_CLOSED, "is closed and stays as it is", outcome);
      case CHANNEL_NOT_IN_SALE ->
          ofSale(ProblemCode.CHANNEL_NOT_IN_SALE, "is not for this channel", outcome);
      case SKU_NOT_IN_SALE -> skuNotInSale((Reply.SaleRule) outcome);
      default -> throw new IllegalArgumentException(code + " is no rule of selling");
    };
  }

  private Problem shortOf(ProblemCode code, String what, Reply.Outcome outcome) {
    List<Shortage> shortages = shortages((Reply.Shortages) outcome);
    Shortage first = shortages.getFirst();
    int others = shortages.size() - 1;
    String more = others == 0 ? "" : "; so it is with " + Counted.of(others, "other line");
    return Problem.of(
            code,
            "Line "
                + first.line()
                + ", "
                + first.requested()
                + " of "
                + first.sku()
                + ", "
                + what
                + more
                + ". Nothing was reserved.")
        .with("shortages", shortages);
  }

  private List<Shortage> shortages(Reply.Shortages outcome) {
    var shortages = new ArrayList<Shortage>(outcome.shortages().size());
    for (Reply.Shortage missing : outcome.shortages()) {
      var shown = ShownQuantity.of(missing.available(), display);
      shortages.add(
          new Shortage(
              missing.line(),
              directory.skus().id(missing.sku()),
              missing.requested(),
              shown.available(),
              shown.orMore()));
    }
    return shortages;
  }

  private Problem customerLimit(Reply.Outcome outcome) {
    if (outcome instanceof Reply.BudgetLeft budget) {
      return withLeft(
          ProblemCode.CUSTOMER_LIMIT_EXCEEDED,
          "more than the customer may still have of the budget",
          budget);
    }
    return shortOf(
        ProblemCode.CUSTOMER_LIMIT_EXCEEDED, "is more than the customer may still have", outcome);
  }

  private Problem budgetExhausted(Reply.BudgetLeft outcome) {
    return withLeft(ProblemCode.BUDGET_EXHAUSTED, "more than is left of the budget", outcome);
  }

  private Problem withLeft(ProblemCode code, String what, Reply.BudgetLeft outcome) {
    String budget = directory.budgets().id(outcome.budget());
    Problem problem =
        Problem.of(code, "That is " + what + " " + budget + ". Nothing was reserved.")
            .with("budget", budget);
    var shown = ShownQuantity.of(outcome.left(), display);
    if (shown.available() != null) {
      problem = problem.with("left", shown.available());
    }
    return shown.orMore() == null ? problem : problem.with("orMore", shown.orMore());
  }

  private static Problem customerRequired() {
    return Problem.of(
        ProblemCode.CUSTOMER_REQUIRED,
        "The sale, or a budget, has a limit per customer, and no customer is named; say whom it is"
            + " for. Nothing was reserved.");
  }

  private Problem saleRequired(Reply.SaleRule rule) {
    String sku = directory.skus().id(rule.sku());
    String sale = directory.sales().id(rule.sale());
    return Problem.of(
            ProblemCode.SALE_REQUIRED,
            "Line "
                + rule.line()
                + ": for now, "
                + sku
                + " is sold only in the sale "
                + sale
                + "; name that sale.")
        .with("sale", sale)
        .with("line", rule.line())
        .with("sku", sku);
  }

  private Problem skuNotInSale(Reply.SaleRule rule) {
    String sku = directory.skus().id(rule.sku());
    String sale = directory.sales().id(rule.sale());
    return Problem.of(
            ProblemCode.SKU_NOT_IN_SALE,
            "Line "
                + rule.line()
                + ": "
                + sku
                + " is not in the sale "
                + sale
                + "; reserve it by itself.")
        .with("sale", sale)
        .with("line", rule.line())
        .with("sku", sku);
  }

  private Problem ofSale(ProblemCode code, String what, Reply.Outcome outcome) {
    String sale = directory.sales().id(((Reply.SaleRule) outcome).sale());
    return Problem.of(code, "The sale " + sale + " " + what + ".").with("sale", sale);
  }
}
