package dev.holdfast.inventory.internal.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.MovementId;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.StockFigures;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.Mockito;

class RefusalsTest {
  private final Directory directory = mock(Directory.class, Mockito.RETURNS_DEEP_STUBS);
  private final Refusals refusals = new Refusals(directory, "confirmed", QuantityDisplay.EXACT);

  @BeforeEach
  void nameThings() {
    when(directory.skus().id(0)).thenReturn("SKU");
    when(directory.locations().id(0)).thenReturn("LOC");
    when(directory.sales().id(0)).thenReturn("SALE");
    when(directory.budgets().id(0)).thenReturn("BUDGET");
  }

  private static Reply.Outcome outcome(ResultCode code) {
    return switch (code) {
      case INSUFFICIENT_STOCK, SALE_QUOTA_EXHAUSTED, CUSTOMER_LIMIT_EXCEEDED ->
          new Reply.Shortages(List.of(new Reply.Shortage(1, 0, 3, 2)));
      case LOCATION_NOT_ALLOWED -> new Reply.NotAllowed(0);
      case RESERVATION_EXPIRED -> reserved(ReservationState.EXPIRED);
      case RESERVATION_STATE -> reserved(ReservationState.RELEASED);
      case EXPECTED_EXCEEDED, EXPECTED_MISMATCH, MOVEMENT_NOT_FOUND -> new Reply.ExpectedOpen(5, 3);
      case STOCK_CHANGED, STOCK_COMMITTED, STOCK_NOT_ON_HAND, ON_HAND_TOO_LARGE ->
          new Reply.Moved(9, 0, new StockFigures(Command.NONE, 7, 7, 0, 0, 0, 0, 0, 0, 0));
      case SALE_REQUIRED, SKU_NOT_IN_SALE -> new Reply.SaleRule(0, 2, 0);
      case SALE_NOT_OPEN, SALE_CLOSED, CHANNEL_NOT_IN_SALE ->
          new Reply.SaleRule(0, 0, Command.NONE);
      case BUDGET_EXHAUSTED -> new Reply.BudgetLeft(0, 7);
      case LINE_EXCEEDED -> new Reply.LineLeft(1, 2, 3);
      case TTL_TOO_LONG, TOO_MANY_PARTS, LIMIT_REACHED -> new Reply.Limit(30_000);
      default -> Reply.Plain.INSTANCE;
    };
  }

  private static Reply.Outcome reserved(ReservationState state) {
    return new Reply.Reserved(
        new ReservationView(1, state, 0, "", "", Command.NONE, 60_000, 5, List.of()));
  }

  private Problem problem(ResultCode code, boolean replayed) {
    return refusals.problem(new Reply(code, 42, replayed, outcome(code)));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
  void everyRefusalIsAProblemOfItsNameThatSaysWhatToDo(ResultCode code) {
    Problem problem = problem(code, false);
    assertThat(problem.code()).isEqualTo(ProblemCode.valueOf(code.name()));
    assertThat(problem.detail()).endsWith(".").hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OK", "OUTCOME_UNKNOWN"})
  void everyRefusalSaysWhichStateItLeansOnAndWhetherItIsAReplay(ResultCode code) {
    assertThat(problem(code, false).headers())
        .containsEntry("Holdfast-Position", "0-42")
        .doesNotContainKey("Idempotent-Replayed");
    assertThat(problem(code, true).headers()).containsEntry("Idempotent-Replayed", "true");
  }

  @Test
  void anUnknownOutcomeLeansOnNoState() {
    assertThat(problem(ResultCode.OUTCOME_UNKNOWN, false).headers()).isEmpty();
  }

  @Test
  void limitsAreToldInTheUnitsOfTheRequest() {
    assertThat(problem(ResultCode.TTL_TOO_LONG, false).extensions()).containsEntry("max", 30L);
    assertThat(problem(ResultCode.TOO_MANY_PARTS, false).extensions())
        .containsEntry("max", 30_000L);
    assertThat(problem(ResultCode.ON_HAND_TOO_LARGE, false).extensions())
        .containsEntry("max", ResultCode.ON_HAND_MAX);
    assertThat(problem(ResultCode.LIMIT_REACHED, false).extensions()).containsEntry("max", 30_000L);
  }

  @Test
  void theStateIsTold() {
    assertThat(problem(ResultCode.RESERVATION_STATE, false).extensions())
        .containsEntry("state", "RELEASED");
    assertThat(problem(ResultCode.RESERVATION_STATE, false).detail())
        .isEqualTo("A reservation that is RELEASED cannot be confirmed.");
    assertThat(problem(ResultCode.RESERVATION_EXPIRED, false).extensions())
        .containsEntry("state", "EXPIRED")
        .containsKey("expiresAt");
  }

  @Test
  void whatHelpsToKeepTheRulesOfASaleIsTold() {
    assertThat(problem(ResultCode.SALE_REQUIRED, false).extensions())
        .containsEntry("sale", "SALE")
        .containsEntry("line", 2)
        .containsEntry("sku", "SKU");
    assertThat(problem(ResultCode.SALE_NOT_OPEN, false).extensions())
        .containsOnly(Map.entry("sale", "SALE"));
    assertThat(problem(ResultCode.LINE_EXCEEDED, false).extensions())
        .containsEntry("line", 2)
        .containsEntry("left", 3L);
  }

  @Test
  void whatIsLeftOfABudgetIsShownAsTheChannelIsShownQuantities() {
    assertThat(problem(ResultCode.BUDGET_EXHAUSTED, false).extensions())
        .containsOnly(Map.entry("budget", "BUDGET"), Map.entry("left", 7L));
    assertThat(budgetExhausted(new QuantityDisplay.Capped(5)).extensions())
        .containsEntry("left", 5L)
        .containsEntry("orMore", true);
    assertThat(budgetExhausted(QuantityDisplay.STATUS_ONLY).extensions())
        .containsOnly(Map.entry("budget", "BUDGET"));
  }

  private Problem budgetExhausted(QuantityDisplay display) {
    return new Refusals(directory, "held", display)
        .problem(new Reply(ResultCode.BUDGET_EXHAUSTED, 42, false, new Reply.BudgetLeft(0, 7)));
  }

  @Test
  void theStockThatForbidsAMovementIsTold() {
    for (ResultCode code :
        List.of(
            ResultCode.STOCK_CHANGED, ResultCode.STOCK_COMMITTED, ResultCode.STOCK_NOT_ON_HAND)) {
      assertThat(problem(code, false).extensions())
          .containsKey("stock")
          .containsEntry("sku", "SKU");
    }
  }

  @Test
  void whatIsOpenOfExpectedUnitsIsTold() {
    assertThat(problem(ResultCode.EXPECTED_EXCEEDED, false).extensions())
        .containsEntry("expected", new MovementId(5))
        .containsEntry("open", 3L);
    assertThat(problem(ResultCode.EXPECTED_EXCEEDED, false).detail())
        .startsWith("Of m0-5, 3 units are open.");
    assertThat(detail(ResultCode.EXPECTED_EXCEEDED, new Reply.ExpectedOpen(5, 1)))
        .startsWith("Of m0-5, 1 unit is open.");
    assertThat(detail(ResultCode.EXPECTED_EXCEEDED, new Reply.ExpectedOpen(5, 0)))
        .startsWith("Nothing of m0-5 is open.");
  }

  private String detail(ResultCode code, Reply.Outcome outcome) {
    return refusals.problem(new Reply(code, 42, false, outcome)).detail();
  }

  @Test
  void whatIsLeftOfALineIsToldInWords() {
    assertThat(detail(ResultCode.LINE_EXCEEDED, new Reply.LineLeft(1, 2, 3)))
        .isEqualTo("Of line 2, only 3 units are left that could be confirmed. Nothing was done.");
    assertThat(detail(ResultCode.LINE_EXCEEDED, new Reply.LineLeft(1, 2, 1)))
        .startsWith("Of line 2, only 1 unit is left");
    assertThat(detail(ResultCode.LINE_EXCEEDED, new Reply.LineLeft(1, 7, 0)))
        .startsWith("The reservation has no line 7 with units that could be confirmed.");
    assertThat(detail(ResultCode.STOCK_NOT_ON_HAND, new Reply.LineLeft(1, 2, 1)))
        .startsWith("Of line 2, only 1 unit is on hand");
    assertThat(detail(ResultCode.STOCK_NOT_ON_HAND, new Reply.LineLeft(1, 2, 0)))
        .startsWith("Of line 2, nothing is on hand");
    assertThat(detail(ResultCode.TTL_TOO_LONG, new Reply.Limit(1_000)))
        .startsWith("Stock is held for 1 second at most");
  }

  @Test
  void theFirstShortageIsToldInWordsAndHowManyMoreThereAre() {
    var shortage = new Reply.Shortage(1, 0, 3, 2);
    assertThat(detail(ResultCode.INSUFFICIENT_STOCK, new Reply.Shortages(List.of(shortage))))
        .isEqualTo("Line 1, 3 of SKU, cannot be had whole. Nothing was reserved.");
    assertThat(
            detail(ResultCode.INSUFFICIENT_STOCK, new Reply.Shortages(List.of(shortage, shortage))))
        .contains("whole; so it is with 1 other line.");
  }

  @Test
  void whatIsOnHandOfALineToShipIsTold() {
    var reply = new Reply(ResultCode.STOCK_NOT_ON_HAND, 42, false, new Reply.LineLeft(1, 2, 3));
    assertThat(refusals.problem(reply).extensions())
        .containsEntry("line", 2)
        .containsEntry("left", 3L);
  }
}
