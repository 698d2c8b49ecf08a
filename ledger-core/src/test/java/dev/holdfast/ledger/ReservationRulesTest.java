package dev.holdfast.ledger;

import static dev.holdfast.ledger.TestLedger.line;
import static dev.holdfast.ledger.TestLedger.reserved;
import static dev.holdfast.ledger.TestLedger.reserving;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReservationRulesTest {

  private final MemoryJournal journal = MemoryJournal.of(0);
  private final TestLedger ledger = new TestLedger(journal);
  private int north;
  private int south;
  private int shirt;
  private int mug;
  private int web;

  @BeforeEach
  void stock() {
    south = ledger.location("south");
    north = ledger.location("north");
    shirt = ledger.sku("shirt");
    mug = ledger.sku("mug");
    web = ledger.channel("web");
    ledger.receive(shirt, north, 10);
    ledger.receive(shirt, south, 5);
    ledger.receive(mug, south, 3);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void holdsUntilTheDeadlineOfTheChannel() {
    Reply reply = ledger.reserve(web, line(shirt, 4));

    ReservationView held = reserved(reply);
    assertThat(held.state()).isEqualTo(ReservationState.HELD);
    assertThat(held.customer()).isEqualTo("c-1");
    assertThat(held.deadlineMillis()).isEqualTo(TestLedger.START_MILLIS + TestLedger.TTL_MILLIS);
    assertThat(ledger.total(shirt).held()).isEqualTo(4);
    assertThat(ledger.total(shirt).available()).isEqualTo(11);
    assertThat(ledger.reads().reservation(held.id())).isEqualTo(held);
  }

  @Test
  void takesFromTheFirstLocationByIdThatHasEverything() {
    assertThat(locationsOf(ledger.reserve(web, line(shirt, 10)))).containsExactly(north);
  }

  @Test
  void prefersOneLocationWithEveryLineOverAnEarlierOneWithSome() {
    assertThat(locationsOf(ledger.reserve(web, line(shirt, 2), line(mug, 1))))
        .containsExactly(south, south);
  }

  @Test
  void dividesALineByRankWhenNoLocationHasItWhole() {
    ReservationView held = reserved(ledger.reserve(web, line(shirt, 12)));

    assertThat(held.lines())
        .extracting(
            ReservationView.Line::line,
            ReservationView.Line::location,
            ReservationView.Line::quantity)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, north, 10),
            org.assertj.core.groups.Tuple.tuple(1, south, 2));
  }

  @Test
  void followsTheCallersRank() {
    Command command = Cart.of(web).line(shirt, 7).from(south, north).command();

    assertThat(locationsOf(ledger.ask(command))).containsExactly(north);
    assertThat(locationsOf(ledger.ask(command))).containsExactly(south, north);
  }

  @Test
  void holdsAllLinesOrNone() {
    Reply reply = ledger.reserve(web, line(shirt, 1), line(mug, 4));

    assertThat(reply.code()).isEqualTo(ResultCode.INSUFFICIENT_STOCK);
    assertThat(((Reply.Shortages) reply.outcome()).shortages())
        .containsExactly(new Reply.Shortage(2, mug, 4, 3));
    assertThat(ledger.total(shirt).held()).isZero();
    assertThat(ledger.total(mug).held()).isZero();
  }

  @Test
  void countsLinesOfTheSameSkuTogether() {
    assertThat(ledger.reserve(web, line(mug, 2), line(mug, 2)).code())
        .isEqualTo(ResultCode.INSUFFICIENT_STOCK);
    assertThat(ledger.reserve(web, line(mug, 2), line(mug, 1)).code()).isEqualTo(ResultCode.OK);
  }

  @Test
  void refusesALocationThatTheChannelMayNotSellFrom() {
    int shop = ledger.channel("shop", south);

    Reply named = ledger.reserve(shop, new Command.Line(shirt, 1, north));
    Reply unnamed = ledger.reserve(shop, line(shirt, 6));

    assertThat(named.code()).isEqualTo(ResultCode.LOCATION_NOT_ALLOWED);
    assertThat(named.outcome()).isEqualTo(new Reply.NotAllowed(north));
    assertThat(unnamed.code()).isEqualTo(ResultCode.INSUFFICIENT_STOCK);
    assertThat(ledger.reads().availability(shop, shirt).sellable()).isEqualTo(5);
  }

  @Test
  void refusesATtlAboveTheChannelsWhereItIsCapped() {
    Reply reply = ledger.reserve(Cart.of(web).line(mug, 1).ttl(TestLedger.TTL_MILLIS + 1));

    assertThat(reply.code()).isEqualTo(ResultCode.TTL_TOO_LONG);
    assertThat(reply.outcome()).isEqualTo(new Reply.Limit(TestLedger.TTL_MILLIS));
  }

  @Test
  void goesFromHeldOverConfirmedToFulfilled() {
    long id = reserved(ledger.reserve(web, line(mug, 2))).id();

    ledger.change(id, Verb.CONFIRM);
    assertThat(ledger.total(mug).committed()).isEqualTo(2);
    assertThat(ledger.total(mug).held()).isZero();

    ReservationView fulfilled = reserved(ledger.change(id, Verb.FULFIL));
    assertThat(fulfilled.state()).isEqualTo(ReservationState.FULFILLED);
    assertThat(fulfilled.lines().getFirst().fulfilled()).isEqualTo(2);
    assertThat(ledger.total(mug).onHand()).isEqualTo(1);
    assertThat(ledger.total(mug).committed()).isZero();
  }

  @Test
  void givesBackWhatIsReleasedOrCancelled() {
    long released = reserved(ledger.reserve(web, line(mug, 1))).id();
    long cancelled = reserved(ledger.reserve(web, line(mug, 2))).id();

    ledger.change(released, Verb.RELEASE);
    ledger.change(cancelled, Verb.CONFIRM);
    ledger.change(cancelled, Verb.CANCEL);

    assertThat(ledger.total(mug).available()).isEqualTo(3);
    assertThat(ledger.total(mug).held() + ledger.total(mug).committed()).isZero();
  }

  @Test
  void answersAgainWhenTheTargetStateIsReached() {
    long id = reserved(ledger.reserve(web, line(mug, 2))).id();
    Reply first = ledger.change(id, Verb.CONFIRM);
    Reply second = ledger.change(id, Verb.CONFIRM);

    assertThat(second.code()).isEqualTo(ResultCode.OK);
    assertThat(reserved(second)).isEqualTo(reserved(first));
    assertThat(ledger.total(mug).committed()).isEqualTo(2);
  }

  @Test
  void refusesWhatTheStateForbids() {
    long id = reserved(ledger.reserve(web, line(mug, 1))).id();

    Reply fulfil = ledger.change(id, Verb.FULFIL);
    ledger.change(id, Verb.RELEASE);
    Reply confirm = ledger.change(id, Verb.CONFIRM);

    assertThat(fulfil.code()).isEqualTo(ResultCode.RESERVATION_STATE);
    assertThat(reserved(fulfil).state()).isEqualTo(ReservationState.HELD);
    assertThat(confirm.code()).isEqualTo(ResultCode.RESERVATION_STATE);
    assertThat(reserved(confirm).state()).isEqualTo(ReservationState.RELEASED);
  }

  @Test
  void confirmsInTheLastMillisecondAndNotAfter() {
    long inTime = reserved(ledger.reserve(web, line(mug, 1))).id();
    long late = reserved(ledger.reserve(web, line(mug, 1))).id();

    ledger.pass(TestLedger.TTL_MILLIS - 1);
    assertThat(ledger.change(inTime, Verb.CONFIRM).code()).isEqualTo(ResultCode.OK);
    ledger.pass(1);
    Reply refused = ledger.change(late, Verb.CONFIRM);

    assertThat(refused.code()).isEqualTo(ResultCode.RESERVATION_EXPIRED);
    assertThat(reserved(refused).state()).isEqualTo(ReservationState.EXPIRED);
    assertThat(ledger.total(mug).available()).isEqualTo(2);
  }

  @Test
  void sellsAgainWhatHasExpiredThoughNobodyAsked() {
    ledger.reserve(web, line(mug, 3));
    ledger.pass(TestLedger.TTL_MILLIS);

    assertThat(ledger.reserve(web, line(mug, 3)).code()).isEqualTo(ResultCode.OK);
  }

  @Test
  void sellsWhatIsDueEvenWhenMoreIsDueThanOneSweepTakes() {
    int pin = ledger.sku("pin");
    ledger.receive(pin, north, 1_000);
    for (int i = 0; i < 1_000; i++) {
      var _ = ledger.submit(reserving(RequestId.NONE, web, line(pin, 1)));
    }
    ledger.reserve(web, line(mug, 1));
    ledger.pass(TestLedger.TTL_MILLIS);

    assertThat(ledger.reserve(web, line(pin, 1_000)).code()).isEqualTo(ResultCode.OK);
  }

  @Test
  void refusesConfirmAtTheDeadlineBeforeTheSweeperRan() {
    int pin = ledger.sku("pin");
    ledger.receive(pin, north, 1_000);
    for (int i = 0; i < 999; i++) {
      var _ = ledger.submit(reserving(RequestId.NONE, web, line(pin, 1)));
    }
    long last = reserved(ledger.reserve(web, line(pin, 1))).id();
    ledger.pass(TestLedger.TTL_MILLIS);

    assertThat(ledger.change(last, Verb.CONFIRM).code()).isEqualTo(ResultCode.RESERVATION_EXPIRED);
  }

  @Test
  void extendsToTheLaterDeadlineAndNeverPastADay() {
    ReservationView held = reserved(ledger.reserve(web, line(mug, 1)));

    ReservationView shorter = reserved(ledger.extend(held.id(), 1_000));
    ledger.pass(1_000);
    ReservationView longer = reserved(ledger.extend(held.id(), TestLedger.TTL_MILLIS));
    ReservationView longest = reserved(ledger.extend(held.id(), Command.TTL_MILLIS_MAX));

    assertThat(shorter.deadlineMillis()).isEqualTo(held.deadlineMillis());
    assertThat(longer.deadlineMillis()).isEqualTo(held.deadlineMillis() + 1_000);
    assertThat(longest.deadlineMillis())
        .isEqualTo(TestLedger.START_MILLIS + Command.TTL_MILLIS_MAX);
  }

  @Test
  void hidesTheReservationsOfOtherChannels() {
    int shop = ledger.channel("shop");
    long id = reserved(ledger.reserve(web, line(mug, 1))).id();

    Reply reply =
        ledger.ask(new Command.Change(RequestId.NONE, id, shop, Verb.RELEASE, List.of(), false));

    assertThat(reply.code()).isEqualTo(ResultCode.RESERVATION_NOT_FOUND);
    assertThat(ledger.change(id + 1, Verb.RELEASE).code())
        .isEqualTo(ResultCode.RESERVATION_NOT_FOUND);
  }

  private static List<Integer> locationsOf(Reply reply) {
    return reserved(reply).lines().stream().map(ReservationView.Line::location).toList();
  }
}
