package dev.holdfast.ledger;

import static dev.holdfast.ledger.TestLedger.line;
import static dev.holdfast.ledger.TestLedger.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Quota;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SaleRulesTest {

  private static final long STARTS = TestLedger.START_MILLIS + 1_000;
  private static final long ENDS = STARTS + 10_000;
  private static final long SALE_TTL = 5_000;

  private final TestLedger ledger = new TestLedger(MemoryJournal.of(0));
  private int mug;
  private int pin;
  private int web;
  private int sale;

  @BeforeEach
  void stock() {
    int north = ledger.location("north");
    mug = ledger.sku("mug");
    pin = ledger.sku("pin");
    web = ledger.channel("web");
    ledger.receive(mug, north, 100);
    ledger.receive(pin, north, 100);
    sale = defined(5, 0, List.of());
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void isOpenFromItsStartUntilItsEnd() {
    assertThat(buy(1).code()).isEqualTo(ResultCode.SALE_NOT_OPEN);
    ledger.pass(1_000);
    assertThat(buy(1).code()).isEqualTo(ResultCode.OK);
    ledger.pass(9_999);
    assertThat(buy(1).code()).isEqualTo(ResultCode.OK);
    ledger.pass(1);
    assertThat(buy(1).code()).isEqualTo(ResultCode.SALE_NOT_OPEN);
  }

  @Test
  void sellsItsSkusToNobodyElseWhileItLasts() {
    assertThat(ledger.reserve(web, line(mug, 1)).code()).isEqualTo(ResultCode.OK);
    ledger.pass(1_000);
    Reply refused = ledger.reserve(web, line(pin, 1), line(mug, 1));
    assertThat(refused.code()).isEqualTo(ResultCode.SALE_REQUIRED);
    assertThat(refused.outcome()).isEqualTo(new Reply.SaleRule(sale, 2, mug));

    ledger.ask(new Command.CloseSale(RequestId.NONE, sale));
    assertThat(ledger.reserve(web, line(mug, 1)).code()).isEqualTo(ResultCode.OK);
  }

  @Test
  void holdsOnlyTheSkusOfTheSale() {
    ledger.pass(1_000);
    Reply refused = ledger.reserve(Cart.of(web).line(mug, 1).line(pin, 1).sale(sale));

    assertThat(refused.code()).isEqualTo(ResultCode.SKU_NOT_IN_SALE);
    assertThat(refused.outcome()).isEqualTo(new Reply.SaleRule(sale, 2, pin));
  }

  @Test
  void sellsToItsChannelsOnly() {
    int app = ledger.channel("app");
    sale = defined(5, 0, List.of(app));
    ledger.pass(1_000);

    assertThat(buy(1).code()).isEqualTo(ResultCode.CHANNEL_NOT_IN_SALE);
  }

  @Test
  void hasATtlOfItsOwn() {
    ledger.pass(1_000);

    assertThat(reserved(buy(1)).deadlineMillis()).isEqualTo(STARTS + SALE_TTL);
    assertThat(ledger.reserve(cart(1).ttl(SALE_TTL + 1)).code()).isEqualTo(ResultCode.TTL_TOO_LONG);
  }

  @Test
  void sellsNoMoreThanItsQuotaOverAllLines() {
    ledger.pass(1_000);
    Reply tooMany = ledger.reserve(cart(3).line(mug, 3));

    assertThat(tooMany.code()).isEqualTo(ResultCode.SALE_QUOTA_EXHAUSTED);
    assertThat(((Reply.Shortages) tooMany.outcome()).shortages())
        .containsExactly(new Reply.Shortage(2, mug, 3, 2));
    assertThat(ledger.reserve(cart(3).line(mug, 2)).code()).isEqualTo(ResultCode.OK);
  }

  @Test
  void countsBackWhatIsReleasedExpiredOrCancelledUnitByUnit() {
    ledger.pass(1_000);
    long id = reserved(buy(4)).id();
    ledger.change(id, Verb.RELEASE, 1, 1);
    assertThat(used()).isEqualTo(3);

    ledger.pass(SALE_TTL);
    assertThat(buy(5).code()).isEqualTo(ResultCode.OK);
    assertThat(used()).isEqualTo(5);
  }

  @Test
  void keepsCountingWhatWasShipped() {
    ledger.pass(1_000);
    long id = reserved(ledger.reserve(cart(4).as(ReservedAs.CONFIRMED))).id();
    ledger.change(id, Verb.FULFIL, 1, 3);
    ledger.change(id, Verb.CANCEL);

    assertThat(used()).isEqualTo(3);
  }

  @Test
  void limitsWhatOneCustomerGetsOverAllChannels() {
    sale = defined(50, 3, List.of());
    int app = ledger.channel("app");
    ledger.pass(1_000);
    buy(2);

    assertThat(ledger.reserve(Cart.of(app).line(mug, 2).sale(sale)).code())
        .isEqualTo(ResultCode.CUSTOMER_LIMIT_EXCEEDED);
    assertThat(ledger.reserve(Cart.of(app).line(mug, 3).sale(sale).customer("c-2")).code())
        .isEqualTo(ResultCode.OK);
    assertThat(ledger.reserve(cart(1).customer("")).code()).isEqualTo(ResultCode.CUSTOMER_REQUIRED);
  }

  @Test
  void cutsLinesToWhatQuotaAndCustomerHaveLeft() {
    sale = defined(5, 3, List.of());
    ledger.pass(1_000);

    assertThat(reserved(ledger.reserve(cart(2).line(mug, 9).orPart())).lines())
        .extracting(part -> part.quantity())
        .containsExactly(2, 1);
  }

  @Test
  void recordsWhatWasSoldThoughItIsOver() {
    ledger.ask(new Command.CloseSale(RequestId.NONE, sale));

    assertThat(ledger.reserve(cart(9).recorded()).code()).isEqualTo(ResultCode.OK);
    assertThat(used()).isEqualTo(9);
  }

  @Test
  void neverOpensAgainOnceClosed() {
    ledger.ask(new Command.CloseSale(RequestId.NONE, sale));

    assertThat(ledger.ask(definition(9, 0, List.of())).code()).isEqualTo(ResultCode.SALE_CLOSED);
    assertThat(ledger.ask(new Command.CloseSale(RequestId.NONE, sale)).code())
        .isEqualTo(ResultCode.OK);
  }

  @Test
  void drawsOnABudgetWithTheReservationOrNotAtAll() {
    int coupon = budget(5, 0);
    assertThat(ledger.reserve(Cart.of(web).line(pin, 1).draw(coupon, 4)).code())
        .isEqualTo(ResultCode.OK);

    Reply refused = ledger.reserve(Cart.of(web).line(pin, 1).draw(coupon, 2));
    assertThat(refused.code()).isEqualTo(ResultCode.BUDGET_EXHAUSTED);
    assertThat(refused.outcome()).isEqualTo(new Reply.BudgetLeft(coupon, 1));
    assertThat(ledger.reserve(Cart.of(web).line(pin, 999).draw(coupon, 1)).code())
        .isEqualTo(ResultCode.INSUFFICIENT_STOCK);
    assertThat(ledger.reads().budgetView(coupon).used()).isEqualTo(4);
  }

  @Test
  void givesADrawBackAsAWholeWhenNothingWasShipped() {
    int coupon = budget(5, 0);
    Cart cart = Cart.of(web).line(pin, 2).draw(coupon, 2).as(ReservedAs.CONFIRMED);
    long cancelled = reserved(ledger.reserve(cart)).id();
    long shipped = reserved(ledger.reserve(cart)).id();

    ledger.change(cancelled, Verb.CANCEL, 1, 1);
    assertThat(ledger.reads().budgetView(coupon).used()).isEqualTo(4);
    ledger.change(cancelled, Verb.CANCEL);
    ledger.change(shipped, Verb.FULFIL, 1, 1);
    ledger.change(shipped, Verb.CANCEL);

    assertThat(ledger.reads().budgetView(coupon).used()).isEqualTo(2);
  }

  @Test
  void limitsWhatOneCustomerDraws() {
    int coupon = budget(50, 1);
    ledger.reserve(Cart.of(web).line(pin, 1).draw(coupon, 1));

    Reply refused = ledger.reserve(Cart.of(web).line(pin, 1).draw(coupon, 1));
    assertThat(refused.code()).isEqualTo(ResultCode.CUSTOMER_LIMIT_EXCEEDED);
    assertThat(refused.outcome()).isEqualTo(new Reply.BudgetLeft(coupon, 0));
    assertThat(ledger.reserve(Cart.of(web).line(pin, 1).draw(coupon, 1).customer("")).code())
        .isEqualTo(ResultCode.CUSTOMER_REQUIRED);
  }

  private int budget(long limit, long perCustomer) {
    return ledger.defined(
        new Command.DefineBudget(
            RequestId.NONE, Text.of("coupon"), limit, perCustomer, Text.EMPTY));
  }

  private Reply buy(int units) {
    return ledger.reserve(cart(units));
  }

  private Cart cart(int units) {
    return Cart.of(web).line(mug, units).sale(sale);
  }

  private long used() {
    return ledger.reads().saleView(sale).quotas().getFirst().used();
  }

  private int defined(long quota, long perCustomer, List<Integer> channels) {
    return ledger.defined(definition(quota, perCustomer, channels));
  }

  private Command definition(long quota, long perCustomer, List<Integer> channels) {
    return new Command.DefineSale(
        RequestId.NONE,
        Text.of("drop"),
        STARTS,
        ENDS,
        STARTS,
        perCustomer,
        SALE_TTL,
        List.of(new Quota(mug, quota)),
        channels,
        Text.EMPTY);
  }
}
