package dev.holdfast.ledger;

import static dev.holdfast.ledger.TestLedger.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Allotment;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A hundred lines over hundreds of locations are decided while nobody else has to wait for long.
 */
final class WideRulesTest {

  private static final int LOCATIONS = 500;
  private static final int LINES = 100;
  private static final int WARM_UPS = 30;

  private final TestLedger ledger = new TestLedger(MemoryJournal.of(0));
  private int web;
  private int shop;

  /** Each location has one unit of each SKU, and a second one of that with its own number. */
  @BeforeEach
  void stock() {
    for (int i = 0; i < LOCATIONS; i++) {
      ledger.location("store-%03d".formatted(i));
    }
    web = ledger.channel("web");
    shop = ledger.channel("shop", everyLocation());
    for (int sku = 0; sku < LINES; sku++) {
      ledger.sku("sku-" + sku);
      for (int i = 0; i < LOCATIONS; i++) {
        int quantity = i % LINES == sku ? 2 : 1;
        var _ = ledger.submit(Movement.of(MovementType.RECEIVE, sku, i, quantity).command());
      }
    }
    ledger.ask(
        new Command.SetAllocation(
            RequestId.NONE,
            Command.NONE,
            AllocationPolicy.PRIORITY,
            List.of(new Allotment(web, 1), new Allotment(shop, 1))));
  }

  private static Integer[] everyLocation() {
    var all = new Integer[LOCATIONS];
    for (int i = 0; i < LOCATIONS; i++) {
      all[i] = i;
    }
    return all;
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void dividesAHundredLinesLeast() {
    Reply reply = timed("a hundred lines of 2", cart(2).split(Split.MINIMAL));

    ReservationView view = reserved(reply);
    assertThat(view.lines()).hasSize(2 * LINES - 1);
    assertThat(view.lines()).extracting(ReservationView.Line::location).containsOnly(0, 1);
  }

  @Test
  void refusesWhatWouldTakeTooManyParts() {
    assertThat(timed("a hundred lines of 11", cart(11).split(Split.MINIMAL)).code())
        .isEqualTo(ResultCode.TOO_MANY_PARTS);
  }

  @Test
  void looksForOneLocationOnlyOnce() {
    assertThat(timed("undivided, a hundred lines of 2", cart(2).split(Split.NONE)).code())
        .isEqualTo(ResultCode.INSUFFICIENT_STOCK);
    assertThat(timed("undivided, cut", cart(2).split(Split.NONE).orPart()).code())
        .isEqualTo(ResultCode.OK);
  }

  @Test
  void dividesOneSkuOverHundredsOfLocations() {
    Reply reply = timed("one line of 490", Cart.of(shop).line(0, 490).split(Split.MINIMAL));

    assertThat(reserved(reply).lines()).hasSize(490 - LOCATIONS / LINES);
  }

  private Cart cart(int quantity) {
    var cart = Cart.of(shop);
    for (int sku = 0; sku < LINES; sku++) {
      cart.line(sku, quantity);
    }
    return cart;
  }

  /** Tells how long the last of some took, as the first finds nothing compiled. */
  private Reply timed(String what, Cart cart) {
    for (int i = 0; i < WARM_UPS; i++) {
      Reply reply = ledger.reserve(cart);
      if (reply.isOk()) {
        ledger.change(reserved(reply).id(), Verb.RELEASE);
      }
    }
    long start = System.nanoTime();
    Reply reply = ledger.reserve(cart);
    System.out.printf("%s: %,d µs%n", what, (System.nanoTime() - start) / 1_000);
    return reply;
  }
}
