package dev.holdfast.inventory.internal.ports;

import dev.holdfast.inventory.MovementId;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.shared.Counted;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;

/**
 * Says why stock cannot be moved, or dealt.
 *
 * @param directory whose ids are told
 */
record StockRefusals(Directory directory) {

  /** The problem that a refusal of this kind is told as. */
  Problem problem(ResultCode code, Reply.Outcome outcome) {
    return switch (code) {
      case STOCK_CHANGED -> stockChanged((Reply.Moved) outcome);
      case STOCK_COMMITTED -> stockCommitted((Reply.Moved) outcome);
      case STOCK_NOT_ON_HAND -> notOnHand(outcome);
      case ON_HAND_TOO_LARGE -> onHandTooLarge();
      case EXPECTED_EXCEEDED -> exceeded((Reply.ExpectedOpen) outcome);
      case EXPECTED_MISMATCH -> mismatch((Reply.ExpectedOpen) outcome);
      case MOVEMENT_NOT_FOUND -> movementNotFound(expected((Reply.ExpectedOpen) outcome));
      case NOT_PROPORTIONAL -> notProportional();
      default -> throw new IllegalArgumentException(code + " is no rule of stock");
    };
  }

  private Problem stockChanged(Reply.Moved outcome) {
    return withStock(
        ProblemCode.STOCK_CHANGED,
        "On hand is "
            + outcome.stock().onHand()
            + " by now, not what was expected. Look at the stock and count again.",
        outcome);
  }

  private Problem stockCommitted(Reply.Moved outcome) {
    return withStock(
        ProblemCode.STOCK_COMMITTED,
        "Fewer units would be there than are held, committed, damaged or in quality control."
            + " Release or cancel reservations first, or force it.",
        outcome);
  }

  private Problem notOnHand(Reply.Outcome outcome) {
    return switch (outcome) {
      case Reply.Moved moved ->
          withStock(
              ProblemCode.STOCK_NOT_ON_HAND,
              "Fewer units are there than are to be taken. Look at the stock and take no more.",
              moved);
      case Reply.LineLeft line ->
          Problem.of(
                  ProblemCode.STOCK_NOT_ON_HAND,
                  line.left() == 0
                      ? "Of line "
                          + line.line()
                          + ", nothing is on hand to be shipped. Wait until it has come."
                      : "Of line "
                          + line.line()
                          + ", only "
                          + Counted.are(line.left(), "unit")
                          + " on hand to be shipped. Ship no more, or wait for the rest.")
              .with("line", line.line())
              .with("left", line.left());
      default -> throw new IllegalArgumentException("what is not on hand? " + outcome);
    };
  }

  private Problem withStock(ProblemCode code, String detail, Reply.Moved outcome) {
    return Problem.of(code, detail)
        .with("sku", directory.skus().id(outcome.sku()))
        .with("stock", Figures.of(outcome.stock(), directory));
  }

  private static Problem onHandTooLarge() {
    return Problem.of(
            ProblemCode.ON_HAND_TOO_LARGE,
            "On hand would pass "
                + Counted.of(ResultCode.ON_HAND_MAX, "unit")
                + ", the most that can be counted.")
        .with("max", ResultCode.ON_HAND_MAX);
  }

  private static Problem exceeded(Reply.ExpectedOpen outcome) {
    return ofExpected(
        ProblemCode.EXPECTED_EXCEEDED,
        outcome.open() == 0
            ? "Nothing of " + expected(outcome) + " is open. Leave it out to receive what has come."
            : "Of "
                + expected(outcome)
                + ", "
                + Counted.are(outcome.open(), "unit")
                + " open. RECEIVE no more of it than that; with LOST, leave the quantity out.",
        outcome);
  }

  private static Problem mismatch(Reply.ExpectedOpen outcome) {
    return ofExpected(
        ProblemCode.EXPECTED_MISMATCH,
        expected(outcome)
            + " announced another SKU or was for another location. Name those it was for.",
        outcome);
  }

  private static Problem ofExpected(ProblemCode code, String detail, Reply.ExpectedOpen outcome) {
    return Problem.of(code, detail)
        .with("expected", expected(outcome))
        .with("open", outcome.open());
  }

  private static MovementId expected(Reply.ExpectedOpen outcome) {
    return new MovementId(outcome.expected());
  }

  static Problem movementNotFound(MovementId id) {
    return Problem.of(ProblemCode.MOVEMENT_NOT_FOUND, "No movement has the id " + id + " so far.")
        .with("expected", id);
  }

  private static Problem notProportional() {
    return Problem.of(
        ProblemCode.NOT_PROPORTIONAL,
        "Only what a PROPORTIONAL policy deals can be dealt anew. Nothing was done.");
  }
}
