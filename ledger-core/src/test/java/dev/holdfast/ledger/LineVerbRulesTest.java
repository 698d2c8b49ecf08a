package dev.holdfast.ledger;

import static dev.holdfast.ledger.TestLedger.line;
import static dev.holdfast.ledger.TestLedger.reserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verbs on some lines, taking again what has expired, and sales that have happened already. */
final class LineVerbRulesTest {

  private final TestLedger ledger = new TestLedger(MemoryJournal.of(0));
  private int north;
  private int south;
  private int mug;
  private int pin;
  private int web;

  @BeforeEach
  void stock() {
    north = ledger.location("north");
    south = ledger.location("south");
    mug = ledger.sku("mug");
    pin = ledger.sku("pin");
    web = ledger.channel("web");
    ledger.receive(mug, north, 3);
    ledger.receive(mug, south, 4);
    ledger.receive(pin, south, 2);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void shipsInPartsUntilNothingIsLeft() {
    long id = confirmed(Cart.of(web).line(mug, 5).line(pin, 1));

    ReservationView part = reserved(ledger.change(id, Verb.FULFIL, 1, 4));
    assertThat(part.state()).isEqualTo(ReservationState.CONFIRMED);
    assertThat(part.lines())
        .extracting(ReservationView.Line::location, ReservationView.Line::fulfilled)
        .containsExactly(tuple(north, 3), tuple(south, 1), tuple(south, 0));

    assertThat(reserved(ledger.change(id, Verb.FULFIL)).state())
        .isEqualTo(ReservationState.FULFILLED);
    assertThat(ledger.total(mug).onHand()).isEqualTo(2);
  }

  @Test
  void isFulfilledWhenTheRestIsCancelledAfterShipping() {
    long id = confirmed(Cart.of(web).line(mug, 3).line(pin, 2));
    ledger.change(id, Verb.FULFIL, 1, 2);

    ReservationView over = reserved(ledger.change(id, Verb.CANCEL));

    assertThat(over.state()).isEqualTo(ReservationState.FULFILLED);
    assertThat(over.lines())
        .extracting(ReservationView.Line::line, ReservationView.Line::quantity)
        .containsExactly(tuple(1, 2));
    assertThat(ledger.total(pin).available()).isEqualTo(2);
  }

  @Test
  void staysHeldWhilePartIsReleasedAndShowsWhatItHadWhenAllIs() {
    long id = reserved(ledger.reserve(web, line(mug, 3), line(pin, 2))).id();

    ReservationView part = reserved(ledger.change(id, Verb.RELEASE, 2, 2));
    assertThat(part.state()).isEqualTo(ReservationState.HELD);
    assertThat(part.lines()).extracting(ReservationView.Line::line).containsExactly(1);

    ReservationView over = reserved(ledger.change(id, Verb.RELEASE, 1, 3));
    assertThat(over.state()).isEqualTo(ReservationState.RELEASED);
    assertThat(over.lines()).extracting(ReservationView.Line::quantity).containsExactly(3);
    assertThat(ledger.total(mug).available()).isEqualTo(7);
  }

  @Test
  void refusesMoreThanIsLeftOfALine() {
    long id = reserved(ledger.reserve(web, line(mug, 3))).id();
    ledger.change(id, Verb.RELEASE, 1, 1);

    Reply tooMany = ledger.change(id, Verb.RELEASE, 1, 3);
    assertThat(tooMany.code()).isEqualTo(ResultCode.LINE_EXCEEDED);
    assertThat(tooMany.outcome()).isEqualTo(new Reply.LineLeft(id, 1, 2));
    assertThat(ledger.change(id, Verb.RELEASE, 2, 1).outcome())
        .isEqualTo(new Reply.LineLeft(id, 2, 0));
  }

  @Test
  void shipsNothingThatIsNotOnHandAfterAForcedMovement() {
    long id = confirmed(Cart.of(web).line(mug, 3));
    ledger.move(Movement.of(MovementType.ADJUST, mug, north, -1).forced());

    Reply refused = ledger.change(id, Verb.FULFIL);
    assertThat(refused.code()).isEqualTo(ResultCode.STOCK_NOT_ON_HAND);
    assertThat(refused.outcome()).isEqualTo(new Reply.LineLeft(id, 1, 2));
    assertThat(ledger.change(id, Verb.FULFIL, 1, 2).code()).isEqualTo(ResultCode.OK);
  }

  @Test
  void takesEverythingAgainAfterItExpired() {
    long id = reserved(ledger.reserve(web, line(mug, 5))).id();
    ledger.pass(TestLedger.TTL_MILLIS);
    ledger.reserve(web, new Command.Line(mug, 2, north));

    ReservationView again = reserved(ledger.reacquire(id));

    assertThat(again.state()).isEqualTo(ReservationState.CONFIRMED);
    assertThat(again.lines())
        .extracting(ReservationView.Line::location, ReservationView.Line::quantity)
        .containsExactly(tuple(north, 1), tuple(south, 4));
  }

  @Test
  void takesNothingAgainForAnotherVerb() {
    long id = reserved(ledger.reserve(web, new Command.Line(mug, 2, north))).id();
    ledger.pass(TestLedger.TTL_MILLIS);

    for (Verb verb : List.of(Verb.RELEASE, Verb.CANCEL, Verb.FULFIL)) {
      Reply reply =
          ledger.ask(new Command.Change(RequestId.NONE, id, Command.NONE, verb, List.of(), true));
      assertThat(reply.code()).isEqualTo(ResultCode.RESERVATION_STATE);
    }
    assertThat(ledger.total(mug).committed()).isZero();
  }

  @Test
  void takesAllAgainOrNothing() {
    long id = reserved(ledger.reserve(web, line(mug, 5), line(pin, 1))).id();
    ledger.pass(TestLedger.TTL_MILLIS);
    ledger.reserve(web, line(mug, 3));

    Reply refused = ledger.reacquire(id);

    assertThat(refused.code()).isEqualTo(ResultCode.INSUFFICIENT_STOCK);
    assertThat(((Reply.Shortages) refused.outcome()).shortages())
        .containsExactly(new Reply.Shortage(1, mug, 5, 4));
    assertThat(ledger.total(pin).available()).isEqualTo(2);
  }

  @Test
  void asksNothingOfLinesThatWereGivenBackBeforeItExpired() {
    int shop = ledger.channel("shop");
    long id = reserved(ledger.reserve(Cart.of(shop).line(mug, 1, north).line(pin, 1))).id();
    ledger.change(id, Verb.RELEASE, 1, 1);
    ledger.channel("shop", south);
    ledger.pass(TestLedger.TTL_MILLIS);

    assertThat(ledger.reacquire(id).code()).isEqualTo(ResultCode.OK);
    assertThat(ledger.total(mug).available()).isEqualTo(7);
  }

  @Test
  void reservesStraightIntoConfirmedOrFulfilled() {
    ReservationView confirmed =
        reserved(ledger.reserve(Cart.of(web).line(mug, 2).as(ReservedAs.CONFIRMED)));
    ReservationView fulfilled =
        reserved(ledger.reserve(Cart.of(web).line(pin, 2).as(ReservedAs.FULFILLED)));

    assertThat(confirmed.state()).isEqualTo(ReservationState.CONFIRMED);
    assertThat(fulfilled.state()).isEqualTo(ReservationState.FULFILLED);
    assertThat(ledger.total(mug).committed()).isEqualTo(2);
    assertThat(ledger.total(pin).onHand()).isZero();
  }

  @Test
  void recordsASaleThatHasHappenedThoughStockIsMissing() {
    ReservationView sold =
        reserved(ledger.reserve(Cart.of(web).line(pin, 5).recorded().as(ReservedAs.FULFILLED)));

    assertThat(sold.state()).isEqualTo(ReservationState.FULFILLED);
    assertThat(ledger.total(pin).onHand()).isNotNegative();
    assertThat(ledger.total(pin).committed()).isZero();
  }

  @Test
  void forcesWhatIsMissingOfARecordedSaleAtTheFirstLocation() {
    ReservationView sold = reserved(ledger.reserve(Cart.of(web).line(mug, 9).recorded()));

    assertThat(sold.lines())
        .extracting(
            ReservationView.Line::location,
            ReservationView.Line::quantity,
            ReservationView.Line::backordered)
        .containsExactly(tuple(north, 5, 0), tuple(south, 4, 0));
    assertThat(ledger.at(mug, north).available()).isEqualTo(-2);
  }

  private long confirmed(Cart cart) {
    return reserved(ledger.reserve(cart.as(ReservedAs.CONFIRMED))).id();
  }
}
