package dev.holdfast.ledger;

import static dev.holdfast.ledger.TestLedger.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parts are written line@location=quantity. */
final class SplitRulesTest {

  private final TestLedger ledger = new TestLedger(MemoryJournal.of(0));
  private int a;
  private int b;
  private int c;
  private int mug;
  private int pin;
  private int web;

  @BeforeEach
  void stock() {
    c = ledger.location("c");
    b = ledger.location("b");
    a = ledger.location("a");
    mug = ledger.sku("mug");
    pin = ledger.sku("pin");
    web = ledger.channel("web");
    ledger.receive(mug, a, 2);
    ledger.receive(mug, b, 3);
    ledger.receive(mug, c, 6);
    ledger.receive(pin, a, 1);
    ledger.receive(pin, b, 4);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void takesEverythingFromTheFirstLocationThatHasIt() {
    for (Split split : Split.values()) {
      Reply reply = ledger.reserve(Cart.of(web).line(mug, 3).line(pin, 1).split(split));
      assertThat(parts(reply)).containsExactly("1@b=3", "2@b=1");
      ledger.change(reserved(reply).id(), Verb.RELEASE);
    }
  }

  @Test
  void servesNamedLinesFromTheirsAndTheOthersFromOne() {
    Cart cart = Cart.of(web).line(pin, 4, b).line(mug, 5);

    assertThat(parts(ledger.reserve(cart))).containsExactly("1@b=4", "2@c=5");
  }

  @Test
  void dividesByRankWhereAnyDivisionWill() {
    Cart cart = Cart.of(web).line(mug, 4).line(pin, 2).split(Split.ANY);

    assertThat(parts(ledger.reserve(cart))).containsExactly("1@a=2", "1@b=2", "2@a=1", "2@b=1");
  }

  @Test
  void dividesLeastByTakingMostFromOnePlaceAgainAndAgain() {
    Cart cart = Cart.of(web).line(mug, 7).line(pin, 2).split(Split.MINIMAL);

    assertThat(parts(ledger.reserve(cart))).containsExactly("1@c=6", "1@b=1", "2@b=2");
  }

  @Test
  void choosesTheFirstRankedOfEqualsWhenDividingLeast() {
    ledger.receive(mug, b, 3);

    assertThat(parts(ledger.reserve(Cart.of(web).line(mug, 7).split(Split.MINIMAL))))
        .containsExactly("1@b=6", "1@a=1");
  }

  @Test
  void refusesToDivideWhereThatIsForbidden() {
    Reply refused = ledger.reserve(Cart.of(web).line(mug, 7).split(Split.NONE));

    assertThat(refused.code()).isEqualTo(ResultCode.INSUFFICIENT_STOCK);
    assertThat(((Reply.Shortages) refused.outcome()).shortages())
        .containsExactly(new Reply.Shortage(1, mug, 7, 6));
  }

  @Test
  void followsTheRankOfTheCaller() {
    assertThat(parts(ledger.reserve(Cart.of(web).line(mug, 4).from(b, a))))
        .containsExactly("1@b=3", "1@a=1");
  }

  @Test
  void cutsEachLineInOrderToWhatCanBeHad() {
    Cart cart = Cart.of(web).line(mug, 10).line(mug, 10).line(pin, 2).orPart();

    assertThat(parts(ledger.reserve(cart)))
        .containsExactly("1@a=2", "1@b=3", "1@c=5", "2@c=1", "3@a=1", "3@b=1");
  }

  @Test
  void leavesOutLinesOfWhichNothingCanBeHad() {
    Cart cart = Cart.of(web).line(pin, 1, c).line(mug, 1).orPart();

    assertThat(parts(ledger.reserve(cart))).containsExactly("2@a=1");
  }

  @Test
  void decidesAfreshWhereCutLinesComeFrom() {
    ledger.receive(pin, c, 1);

    assertThat(parts(ledger.reserve(Cart.of(web).line(pin, 5, b).line(mug, 2).orPart())))
        .containsExactly("1@b=4", "2@a=2");
    assertThat(parts(ledger.reserve(Cart.of(web).line(mug, 20).line(pin, 9).from(c).orPart())))
        .containsExactly("1@c=6", "2@c=1");
  }

  @Test
  void cutsAnUndividedReservationToTheLocationThatServesMost() {
    Cart cart = Cart.of(web).line(mug, 9).line(pin, 9).split(Split.NONE).orPart();

    assertThat(parts(ledger.reserve(cart))).containsExactly("1@b=3", "2@b=4");
  }

  @Test
  void refusesAPartOfNothing() {
    Cart cart = Cart.of(web).line(pin, 1, c).orPart();

    assertThat(ledger.reserve(cart).code()).isEqualTo(ResultCode.INSUFFICIENT_STOCK);
  }

  private List<String> parts(Reply reply) {
    return reserved(reply).lines().stream()
        .map(
            part -> {
              String location = ledger.reads().locationSettings(part.location()).id();
              return part.line() + "@" + location + "=" + part.quantity();
            })
        .toList();
  }
}
