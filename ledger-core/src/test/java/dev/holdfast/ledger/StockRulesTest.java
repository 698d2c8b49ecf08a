package dev.holdfast.ledger;

import static dev.holdfast.ledger.TestLedger.line;
import static dev.holdfast.ledger.TestLedger.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.Condition;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.journal.MemoryJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StockRulesTest {

  private final TestLedger ledger = new TestLedger(MemoryJournal.of(0));
  private int north;
  private int south;
  private int mug;
  private int web;

  @BeforeEach
  void stock() {
    north = ledger.location("north");
    south = ledger.location("south");
    mug = ledger.sku("mug");
    web = ledger.channel("web");
    ledger.receive(mug, north, 10);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void refusesMovementsThatTakeWhatIsPromised() {
    ledger.reserve(web, line(mug, 8));

    assertThat(move(MovementType.ADJUST, -3).code()).isEqualTo(ResultCode.STOCK_COMMITTED);
    assertThat(move(MovementType.COUNT, 7).code()).isEqualTo(ResultCode.STOCK_COMMITTED);
    assertThat(move(MovementType.COUNT, 8).code()).isEqualTo(ResultCode.OK);
    assertThat(ledger.at(mug, north).onHand()).isEqualTo(8);
  }

  @Test
  void takesWhatIsPromisedWhereForced() {
    ledger.reserve(web, line(mug, 8));
    Reply forced = ledger.move(Movement.of(MovementType.ADJUST, mug, north, -5).forced());

    assertThat(forced.code()).isEqualTo(ResultCode.OK);
    assertThat(ledger.at(mug, north).available()).isEqualTo(-3);
    assertThat(ledger.sellable(web, mug)).isZero();
  }

  @Test
  void letsStockRiseThoughItIsStillOversold() {
    ledger.reserve(web, line(mug, 8));
    ledger.move(Movement.of(MovementType.ADJUST, mug, north, -5).forced());

    assertThat(move(MovementType.COUNT, 6).code()).isEqualTo(ResultCode.OK);
    assertThat(move(MovementType.COUNT, 5).code()).isEqualTo(ResultCode.STOCK_COMMITTED);
  }

  @Test
  void neverHasLessThanNothingOnHand() {
    Movement everything = Movement.of(MovementType.ADJUST, mug, north, -11);

    assertThat(ledger.move(everything).code()).isEqualTo(ResultCode.STOCK_COMMITTED);
    assertThat(ledger.move(everything.forced()).code()).isEqualTo(ResultCode.STOCK_NOT_ON_HAND);
  }

  @Test
  void comparesACountWithWhatTheCounterBelieved() {
    Movement count = Movement.of(MovementType.COUNT, mug, north, 9);

    assertThat(ledger.move(count.expectedOnHand(9)).code()).isEqualTo(ResultCode.STOCK_CHANGED);
    assertThat(ledger.move(count.expectedOnHand(10)).code()).isEqualTo(ResultCode.OK);
  }

  @Test
  void bringsNoMoreIntoStockThanOneItemMayHave() {
    for (int i = 0; i < 1_000; i++) {
      ledger.receive(mug, south, Command.QUANTITY_MAX);
    }

    assertThat(ledger.at(mug, south).onHand()).isEqualTo(ResultCode.ON_HAND_MAX);
    assertThat(ledger.receive(mug, south, 1).code()).isEqualTo(ResultCode.ON_HAND_TOO_LARGE);
  }

  @Test
  void receivesWhatIsExpectedInPartsAndNeverMoreThanIsOpen() {
    long expected = Movement.id(ledger.move(Movement.of(MovementType.EXPECT, mug, north, 5)));
    assertThat(ledger.at(mug, north).incoming()).isEqualTo(5);

    assertThat(receive(north, 3, expected).code()).isEqualTo(ResultCode.OK);
    Reply tooMany = receive(north, 3, expected);

    assertThat(tooMany.code()).isEqualTo(ResultCode.EXPECTED_EXCEEDED);
    assertThat(tooMany.outcome()).isEqualTo(new Reply.ExpectedOpen(expected, 2));
    assertThat(ledger.at(mug, north).incoming()).isEqualTo(2);
    assertThat(ledger.at(mug, north).onHand()).isEqualTo(13);
    assertThat(receive(north, 2, expected).code()).isEqualTo(ResultCode.OK);
    assertThat(receive(north, 1, expected).outcome())
        .isEqualTo(new Reply.ExpectedOpen(expected, 0));
    assertThat(ledger.reads().expected(expected)).isNull();
  }

  @Test
  void refusesWhatIsExpectedElsewhereOrUnknown() {
    long expected = Movement.id(ledger.move(Movement.of(MovementType.EXPECT, mug, north, 5)));

    assertThat(receive(south, 1, expected).code()).isEqualTo(ResultCode.EXPECTED_MISMATCH);
    assertThat(receive(north, 1, 1_000_000).code()).isEqualTo(ResultCode.MOVEMENT_NOT_FOUND);
  }

  @Test
  void transfersOutAtOnceAndInWhenReceived() {
    long transfer = Movement.id(ledger.move(transfer(6)));
    assertThat(ledger.at(mug, north).onHand()).isEqualTo(4);
    assertThat(ledger.at(mug, south).onHand()).isZero();
    assertThat(ledger.at(mug, south).incoming()).isEqualTo(6);

    receive(south, 4, transfer);
    ledger.move(Movement.of(MovementType.LOST, mug, south, 0).expected(transfer));

    assertThat(ledger.at(mug, south).onHand()).isEqualTo(4);
    assertThat(ledger.at(mug, south).incoming()).isZero();
    assertThat(ledger.total(mug).onHand()).isEqualTo(8);
  }

  @Test
  void losesExactlyWhatIsOpen() {
    long transfer = Movement.id(ledger.move(transfer(6)));
    Movement some = Movement.of(MovementType.LOST, mug, south, 5).expected(transfer);
    Movement all = Movement.of(MovementType.LOST, mug, south, 6).expected(transfer);

    assertThat(ledger.move(some).code()).isEqualTo(ResultCode.EXPECTED_EXCEEDED);
    assertThat(ledger.move(all).code()).isEqualTo(ResultCode.OK);
    assertThat(ledger.move(all).outcome()).isEqualTo(new Reply.ExpectedOpen(transfer, 0));
  }

  @Test
  void transfersNothingThatIsPromised() {
    ledger.reserve(web, line(mug, 8));

    assertThat(ledger.move(transfer(3)).code()).isEqualTo(ResultCode.STOCK_COMMITTED);
    assertThat(ledger.move(transfer(2)).code()).isEqualTo(ResultCode.OK);
  }

  @Test
  void movesUnitsBetweenConditions() {
    ledger.move(Movement.of(MovementType.DAMAGE, mug, north, 4).to(Condition.DAMAGED));
    ledger.move(
        Movement.of(MovementType.QUARANTINE, mug, north, 3)
            .from(Condition.DAMAGED)
            .to(Condition.QUALITY_CONTROL));
    ledger.move(Movement.of(MovementType.RESTORE, mug, north, 2).from(Condition.QUALITY_CONTROL));

    assertThat(ledger.at(mug, north).damaged()).isEqualTo(1);
    assertThat(ledger.at(mug, north).qualityControl()).isEqualTo(1);
    assertThat(ledger.at(mug, north).available()).isEqualTo(8);
    assertThat(ledger.at(mug, north).onHand()).isEqualTo(10);
  }

  @Test
  void takesFromAConditionOnlyWhatIsInIt() {
    Movement restore = Movement.of(MovementType.RESTORE, mug, north, 1).from(Condition.DAMAGED);

    assertThat(ledger.move(restore).code()).isEqualTo(ResultCode.STOCK_NOT_ON_HAND);
    assertThat(ledger.move(restore.forced()).code()).isEqualTo(ResultCode.STOCK_NOT_ON_HAND);
  }

  @Test
  void damagesNothingThatIsPromisedUnlessForced() {
    ledger.reserve(web, line(mug, 8));
    Movement damage = Movement.of(MovementType.DAMAGE, mug, north, 3).to(Condition.DAMAGED);

    assertThat(ledger.move(damage).code()).isEqualTo(ResultCode.STOCK_COMMITTED);
    assertThat(ledger.move(damage.forced()).code()).isEqualTo(ResultCode.OK);
    assertThat(ledger.at(mug, north).available()).isEqualTo(-1);
  }

  @Test
  void takesReturnsInTheConditionTheyCome() {
    ledger.move(Movement.of(MovementType.RETURN, mug, north, 2));
    ledger.move(Movement.of(MovementType.RETURN, mug, north, 3).to(Condition.DAMAGED));

    assertThat(ledger.at(mug, north).onHand()).isEqualTo(15);
    assertThat(ledger.at(mug, north).damaged()).isEqualTo(3);
    assertThat(ledger.at(mug, north).available()).isEqualTo(12);
  }

  @Test
  void keepsSafetyStockBackUntilItGivesWay() {
    ledger.ask(new Command.SetSafetyStock(RequestId.NONE, mug, north, 4));
    assertThat(ledger.at(mug, north).available()).isEqualTo(6);
    assertThat(ledger.reserve(web, line(mug, 7)).code()).isEqualTo(ResultCode.INSUFFICIENT_STOCK);

    move(MovementType.ADJUST, -8);

    assertThat(ledger.at(mug, north).safetyStock()).isEqualTo(2);
    assertThat(ledger.at(mug, north).available()).isZero();
    assertThat(ledger.reads().safetyTarget(mug, north)).isEqualTo(4);
  }

  @Test
  void lowersOnHandByShippingOnly() {
    long id = reserved(ledger.reserve(web, line(mug, 4))).id();
    ledger.change(id, Verb.CONFIRM);
    assertThat(ledger.at(mug, north).onHand()).isEqualTo(10);

    ledger.change(id, Verb.FULFIL);
    assertThat(ledger.at(mug, north).onHand()).isEqualTo(6);
  }

  private Reply move(MovementType type, long quantity) {
    return ledger.move(Movement.of(type, mug, north, quantity));
  }

  private Reply receive(int location, long quantity, long expected) {
    return ledger.move(
        Movement.of(MovementType.RECEIVE, mug, location, quantity).expected(expected));
  }

  private Movement transfer(long quantity) {
    return Movement.of(MovementType.TRANSFER, mug, north, quantity).to(south);
  }
}
