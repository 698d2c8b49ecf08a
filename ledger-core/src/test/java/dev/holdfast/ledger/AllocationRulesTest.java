package dev.holdfast.ledger;

import static dev.holdfast.ledger.TestLedger.line;
import static dev.holdfast.ledger.TestLedger.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Allotment;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.Reads.AllocationView;
import dev.holdfast.ledger.api.Reads.ChannelPart;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AllocationRulesTest {

  private final TestLedger ledger = new TestLedger(MemoryJournal.of(0));
  private int north;
  private int south;
  private int mug;
  private int app;
  private int shop;
  private int web;

  @BeforeEach
  void stock() {
    north = ledger.location("north");
    south = ledger.location("south");
    mug = ledger.sku("mug");
    app = ledger.channel("app");
    shop = ledger.channel("shop", south);
    web = ledger.channel("web");
    ledger.receive(mug, north, 6);
    ledger.receive(mug, south, 4);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void sharesFirstComeFirstServedWithinReach() {
    assertThat(sellable()).containsExactly(10L, 4L, 10L);
    ledger.reserve(web, line(mug, 8));
    assertThat(sellable()).containsExactly(2L, 2L, 2L);
  }

  @Test
  void protectsUnitsOfChannelsBefore() {
    prefer(new Allotment(app, 3), new Allotment(web, 5));

    assertThat(sellable()).containsExactly(10L, 2L, 7L);
    assertThat(ledger.reserve(web, line(mug, 8)).code()).isEqualTo(ResultCode.INSUFFICIENT_STOCK);
    assertThat(ledger.reserve(web, line(mug, 7)).code()).isEqualTo(ResultCode.OK);
    assertThat(sellable()).containsExactly(3L, 0L, 0L);
  }

  @Test
  void protectsNoMoreThanAChannelHasNotUsedYet() {
    prefer(new Allotment(app, 3));
    long id = reserved(ledger.reserve(app, line(mug, 2))).id();
    assertThat(ledger.sellable(web, mug)).isEqualTo(7);

    ledger.change(id, Verb.CONFIRM);
    ledger.change(id, Verb.FULFIL);
    assertThat(ledger.sellable(web, mug)).isEqualTo(7);
    assertThat(part(app).used()).isEqualTo(2);
  }

  @Test
  void protectsAgainWhatIsGivenBack() {
    prefer(new Allotment(app, 3));
    long id = reserved(ledger.reserve(app, line(mug, 2))).id();

    ledger.change(id, Verb.RELEASE);

    assertThat(part(app).used()).isZero();
    assertThat(ledger.sellable(web, mug)).isEqualTo(7);
  }

  @Test
  void countsWhatWasHeldWhenThePolicyWasSet() {
    ledger.reserve(app, line(mug, 2));
    prefer(new Allotment(app, 3));

    assertThat(ledger.sellable(web, mug)).isEqualTo(7);
  }

  @Test
  void dealsWhatIsAvailableByWeight() {
    weigh(new Allotment(app, 1), new Allotment(web, 2));

    assertThat(shares()).containsExactly(3L, 0L, 7L);
    assertThat(sellable()).containsExactly(3L, 0L, 7L);
  }

  @Test
  void lowersOnlyTheShareOfWhoReservesAndRaisesItAgain() {
    weigh(new Allotment(app, 1), new Allotment(web, 1));
    long id = reserved(ledger.reserve(web, line(mug, 3))).id();
    assertThat(shares()).containsExactly(5L, 0L, 2L);
    assertThat(ledger.reserve(web, line(mug, 3)).code()).isEqualTo(ResultCode.INSUFFICIENT_STOCK);

    ledger.change(id, Verb.RELEASE);
    assertThat(shares()).containsExactly(5L, 0L, 5L);
  }

  @Test
  void dealsReceiptsOfOneInTurn() {
    weigh(new Allotment(app, 1), new Allotment(web, 3));
    List<Long> before = shares();
    for (int i = 0; i < 40; i++) {
      ledger.receive(mug, north, 1);
    }

    assertThat(shares().get(0) - before.get(0)).isEqualTo(10);
    assertThat(shares().get(2) - before.get(2)).isEqualTo(30);
  }

  @Test
  void takesAwayFromSharesBelowNothing() {
    weigh(new Allotment(app, 1), new Allotment(web, 1));
    ledger.reserve(web, line(mug, 5));

    ledger.move(Movement.of(MovementType.ADJUST, mug, north, -1).forced());
    ledger.move(Movement.of(MovementType.ADJUST, mug, south, -4).forced());

    assertThat(shares().stream().mapToLong(share -> share).sum())
        .isEqualTo(ledger.total(mug).available());
    assertThat(part(web).share()).isNegative();
    assertThat(ledger.sellable(web, mug)).isZero();
  }

  @Test
  void dealsAnewWhenRebalanced() {
    weigh(new Allotment(app, 1), new Allotment(web, 1));
    ledger.reserve(web, line(mug, 4));

    ledger.ask(new Command.Rebalance(RequestId.NONE, mug));

    assertThat(shares()).containsExactly(3L, 0L, 3L);
  }

  @Test
  void rebalancesNothingButShares() {
    Reply refused = ledger.ask(new Command.Rebalance(RequestId.NONE, mug));

    assertThat(refused.code()).isEqualTo(ResultCode.NOT_PROPORTIONAL);
  }

  @Test
  void appliesTheDefaultToSkusWithoutAPolicyOfTheirOwn() {
    int pin = ledger.sku("pin");
    ledger.receive(pin, north, 6);
    set(mug, AllocationPolicy.SHARED);
    set(Command.NONE, AllocationPolicy.PROPORTIONAL, new Allotment(app, 1), new Allotment(web, 1));

    assertThat(ledger.sellable(web, pin)).isEqualTo(3);
    assertThat(ledger.sellable(web, mug)).isEqualTo(10);
    assertThat(ledger.reads().allocation(pin).own()).isFalse();
  }

  @Test
  void showsBeforehandWhatEachChannelWouldSee() {
    ledger.reserve(app, line(mug, 2));
    List<Allotment> allotments = List.of(new Allotment(app, 5));

    AllocationView preview = ledger.reads().preview(mug, AllocationPolicy.PRIORITY, allotments);
    set(mug, AllocationPolicy.PRIORITY, allotments.getFirst());

    assertThat(ledger.reads().allocation(mug).channels()).isEqualTo(preview.channels());
  }

  private void prefer(Allotment... allotments) {
    set(mug, AllocationPolicy.PRIORITY, allotments);
  }

  private void weigh(Allotment... allotments) {
    set(mug, AllocationPolicy.PROPORTIONAL, allotments);
  }

  private void set(int sku, AllocationPolicy policy, Allotment... allotments) {
    Reply reply =
        ledger.ask(new Command.SetAllocation(RequestId.NONE, sku, policy, List.of(allotments)));
    assertThat(reply.code()).isEqualTo(ResultCode.OK);
  }

  /** Of app, shop and web. */
  private List<Long> sellable() {
    return List.of(
        ledger.sellable(app, mug), ledger.sellable(shop, mug), ledger.sellable(web, mug));
  }

  private List<Long> shares() {
    return List.of(part(app).share(), part(shop).share(), part(web).share());
  }

  private ChannelPart part(int channel) {
    return ledger.reads().allocation(mug).channels().stream()
        .filter(part -> part.channel() == channel)
        .findFirst()
        .orElseThrow();
  }
}
