package dev.holdfast.ledger;

import static dev.holdfast.ledger.TestLedger.line;
import static dev.holdfast.ledger.TestLedger.reserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.ledger.api.Availability.Status;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.journal.MemoryJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BackorderRulesTest {

  private static final long LIMIT = 10;

  private final TestLedger ledger = new TestLedger(MemoryJournal.of(0));
  private int north;
  private int south;
  private int mug;
  private int web;

  @BeforeEach
  void stock() {
    south = ledger.location("south");
    north = ledger.location("north");
    mug = ledger.sku("mug", 0, LIMIT);
    web = ledger.channel("web");
    ledger.receive(mug, north, 3);
    ledger.receive(mug, south, 2);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void takesWhatIsAtHandEverywhereThenPromisesTheRestAtTheFirstLocation() {
    ReservationView held = reserved(ledger.reserve(web, line(mug, 9)));

    assertThat(held.lines())
        .extracting(
            ReservationView.Line::location,
            ReservationView.Line::quantity,
            ReservationView.Line::backordered)
        .containsExactly(tuple(north, 7, 4), tuple(south, 2, 0));
    assertThat(ledger.total(mug).backordered()).isEqualTo(4);
    assertThat(ledger.at(mug, north).available()).isEqualTo(-4);
  }

  @Test
  void promisesNoMoreThanTheLimitOverAllReservations() {
    ledger.reserve(web, line(mug, 12));

    Reply tooMany = ledger.reserve(web, line(mug, 4));

    assertThat(tooMany.code()).isEqualTo(ResultCode.INSUFFICIENT_STOCK);
    assertThat(((Reply.Shortages) tooMany.outcome()).shortages())
        .containsExactly(new Reply.Shortage(1, mug, 4, 3));
    assertThat(ledger.reserve(web, line(mug, 3)).code()).isEqualTo(ResultCode.OK);
  }

  @Test
  void showsThatItMayStillBePromised() {
    ledger.reserve(web, line(mug, 14));
    assertThat(ledger.reads().availability(web, mug).status()).isEqualTo(Status.BACKORDER);

    ledger.reserve(web, line(mug, 1));
    assertThat(ledger.reads().availability(web, mug).status()).isEqualTo(Status.OUT_OF_STOCK);
  }

  @Test
  void fillsTheOldestLineFirst() {
    long first = reserved(ledger.reserve(web, line(mug, 8))).id();
    long second = reserved(ledger.reserve(web, line(mug, 2))).id();

    ledger.receive(mug, north, 4);

    assertThat(backordered(first)).isZero();
    assertThat(backordered(second)).isEqualTo(1);
    assertThat(ledger.at(mug, north).available()).isEqualTo(-1);
  }

  @Test
  void fillsOnlyWhereTheUnitsCome() {
    long id = reserved(ledger.reserve(web, line(mug, 8))).id();

    ledger.receive(mug, south, 4);

    assertThat(backordered(id)).isEqualTo(3);
    assertThat(ledger.sellable(web, mug)).isEqualTo(4);
  }

  @Test
  void fillsWithWhatAnotherGivesBack() {
    long first = reserved(ledger.reserve(web, line(mug, 5))).id();
    long second = reserved(ledger.reserve(web, line(mug, 2))).id();

    ledger.change(first, Verb.RELEASE);

    assertThat(backordered(second)).isZero();
    assertThat(ledger.total(mug).available()).isEqualTo(3);
  }

  @Test
  void shipsOnlyWhatHasCome() {
    long id = reserved(ledger.reserve(web, line(mug, 8))).id();
    ledger.change(id, Verb.CONFIRM);

    Reply tooEarly = ledger.change(id, Verb.FULFIL);
    assertThat(tooEarly.code()).isEqualTo(ResultCode.STOCK_NOT_ON_HAND);
    assertThat(tooEarly.outcome()).isEqualTo(new Reply.LineLeft(id, 1, 5));
    assertThat(ledger.change(id, Verb.FULFIL, 1, 5).code()).isEqualTo(ResultCode.OK);

    ledger.receive(mug, north, 3);
    assertThat(ledger.change(id, Verb.FULFIL).code()).isEqualTo(ResultCode.OK);
    assertThat(ledger.total(mug).onHand()).isZero();
  }

  @Test
  void givesBackWhatIsWaitedForFirst() {
    long id = reserved(ledger.reserve(web, line(mug, 8))).id();

    ledger.change(id, Verb.RELEASE, 1, 4);

    assertThat(backordered(id)).isZero();
    assertThat(ledger.total(mug).available()).isEqualTo(1);
  }

  @Test
  void promisesUndividedLinesAtTheFirstLocationWhenNoneHasThemWhole() {
    ReservationView held = reserved(ledger.reserve(Cart.of(web).line(mug, 4).split(Split.NONE)));

    assertThat(held.lines())
        .extracting(
            ReservationView.Line::location,
            ReservationView.Line::quantity,
            ReservationView.Line::backordered)
        .containsExactly(tuple(north, 4, 1));
  }

  @Test
  void promisesNothingToWhatIsShippedAtOnce() {
    Cart cart = Cart.of(web).line(mug, 6).as(ReservedAs.FULFILLED);

    assertThat(ledger.reserve(cart).code()).isEqualTo(ResultCode.INSUFFICIENT_STOCK);
  }

  private int backordered(long reservation) {
    ReservationView view = ledger.reads().reservation(reservation);
    assertThat(view).isNotNull();
    return view.lines().stream().mapToInt(ReservationView.Line::backordered).sum();
  }
}
