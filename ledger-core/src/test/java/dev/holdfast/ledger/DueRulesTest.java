package dev.holdfast.ledger;

import static dev.holdfast.ledger.TestLedger.line;
import static dev.holdfast.ledger.TestLedger.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Allotment;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.Reads.ChannelPart;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.StockFigures;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More is due at once than is swept before one command: none of it counts any more. */
final class DueRulesTest {

  private static final int MANY = 20;

  private final TestLedger ledger = new TestLedger(MemoryJournal.of(0));
  private int a;
  private int b;
  private int mug;
  private int app;
  private int web;

  @BeforeEach
  void stock() {
    a = ledger.location("a");
    b = ledger.location("b");
    mug = ledger.sku("mug");
    app = ledger.channel("app");
    web = ledger.channel("web");
    ledger.receive(mug, a, MANY);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private void holdAll() {
    for (int i = 0; i < MANY; i++) {
      ledger.reserve(app, line(mug, 1));
    }
  }

  private void holdAllUntilDue() {
    holdAll();
    ledger.pass(TestLedger.TTL_MILLIS);
  }

  @Test
  void takesFromTheFirstLocationThatHasItOnceWhatIsDueIsBack() {
    ledger.receive(mug, b, MANY / 2);
    holdAllUntilDue();

    Reply reply = ledger.reserve(Cart.of(web).line(mug, MANY / 2).from(a, b));

    assertThat(reserved(reply).lines()).extracting(line -> line.location()).containsExactly(a);
  }

  @Test
  void forcesNothingThatIsBack() {
    holdAllUntilDue();

    Reply reply = ledger.move(Movement.of(MovementType.ADJUST, mug, a, -15).forced());

    StockFigures figures = ((Reply.Moved) reply.outcome()).stock();
    assertThat(figures.held()).isZero();
    assertThat(figures.available()).isEqualTo(MANY - 15);
  }

  @Test
  void showsAMovementWhatIsBack() {
    holdAllUntilDue();

    StockFigures figures = ((Reply.Moved) ledger.receive(mug, a, 1).outcome()).stock();

    assertThat(figures.held()).isZero();
    assertThat(figures.available()).isEqualTo(MANY + 1);
  }

  @Test
  void dealsWhatIsBack() {
    holdAllUntilDue();

    weigh(mug);

    assertThat(shares()).containsExactly(10L, 10L);
  }

  @Test
  void dealsWhatIsBackByDefault() {
    holdAllUntilDue();

    weigh(Command.NONE);

    assertThat(shares()).containsExactly(10L, 10L);
  }

  @Test
  void dealsWhatIsBackAnew() {
    weigh(mug);
    ledger.receive(mug, a, MANY);
    holdAllUntilDue();

    ledger.ask(new Command.Rebalance(RequestId.NONE, mug));

    assertThat(shares()).containsExactly(20L, 20L);
  }

  @Test
  void sellsNoChannelWhatIsProtectedAgainForAnother() {
    ledger.ask(
        new Command.SetAllocation(
            RequestId.NONE, mug, AllocationPolicy.PRIORITY, List.of(new Allotment(app, MANY))));
    ledger.ask(new Command.SetSafetyStock(RequestId.NONE, mug, b, MANY));
    ledger.receive(mug, b, MANY);
    for (int i = 0; i < MANY; i++) {
      ledger.reserve(Cart.of(app).line(mug, 1, a));
    }
    ledger.ask(new Command.SetSafetyStock(RequestId.NONE, mug, b, 0));
    ledger.ask(new Command.SetSafetyStock(RequestId.NONE, mug, a, MANY));
    ledger.pass(TestLedger.TTL_MILLIS);

    assertThat(ledger.reserve(Cart.of(web).line(mug, 1).from(b)).code())
        .isEqualTo(ResultCode.INSUFFICIENT_STOCK);
  }

  @Test
  void answersAVerbWithTheUnitsThatAreBack() {
    ledger.sku("mug", 0, MANY);
    holdAll();
    var later = Cart.of(web).line(mug, 15).ttl(2 * TestLedger.TTL_MILLIS).uncapped();
    long id = reserved(ledger.reserve(later)).id();
    ledger.pass(TestLedger.TTL_MILLIS);

    Reply reply = ledger.change(id, Verb.CONFIRM);

    assertThat(reserved(reply).lines()).extracting(line -> line.backordered()).containsExactly(0);
  }

  private void weigh(int sku) {
    ledger.ask(
        new Command.SetAllocation(
            RequestId.NONE,
            sku,
            AllocationPolicy.PROPORTIONAL,
            List.of(new Allotment(app, 1), new Allotment(web, 1))));
  }

  private List<Long> shares() {
    return ledger.reads().allocation(mug).channels().stream().map(ChannelPart::share).toList();
  }
}
