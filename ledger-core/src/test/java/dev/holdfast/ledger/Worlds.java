package dev.holdfast.ledger;

import static dev.holdfast.ledger.TestLedger.line;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.MemoryJournal;
import dev.holdfast.ledger.recovery.BlockApplier;
import dev.holdfast.ledger.state.ChangeListener;
import dev.holdfast.ledger.state.LedgerState;
import java.util.List;

/** States that have a row in every table, for tests of what becomes of all of it. */
public final class Worlds {

  /** So many that an image has more than one chunk. */
  private static final int RESERVATIONS = 8_000;

  private Worlds() {}

  /** Always the same. */
  public static LedgerState busy() {
    MemoryJournal journal = MemoryJournal.of(0);
    try (var ledger = new TestLedger(journal)) {
      fill(ledger);
    }
    var state = new LedgerState(ChangeListener.NONE);
    var applier = new BlockApplier(0, state);
    for (Block block : journal.blocks()) {
      applier.apply(block);
    }
    return state;
  }

  private static void fill(TestLedger ledger) {
    int north = ledger.location("north");
    int south = ledger.location("south");
    int shirt = ledger.sku("shirt", 5, 20);
    int mug = ledger.sku("mug");
    int web = ledger.channel("web");
    int shop = ledger.channel("shop", south);
    ledger.receive(shirt, north, 2_000);
    ledger.receive(shirt, south, 500);
    ledger.receive(mug, south, 30_000);
    ledger.move(Movement.of(MovementType.EXPECT, mug, north, 7));
    ledger.ask(
        new Command.SetAllocation(
            RequestId.NONE,
            mug,
            AllocationPolicy.PROPORTIONAL,
            List.of(new Command.Allotment(web, 3), new Command.Allotment(shop, 1))));
    int sale = ledger.defined(sale(shirt));
    int budget =
        ledger.defined(
            new Command.DefineBudget(RequestId.NONE, Text.of("voucher"), 100, 10, Text.EMPTY));
    for (int i = 1; i <= RESERVATIONS; i++) {
      var cart = Cart.of(i % 3 == 0 ? shop : web).request(new RequestId(i, i, i));
      long id =
          TestLedger.reserved(
                  ledger.reserve(i % 5 == 0 ? cart.line(shirt, 1).sale(sale) : cart.line(mug, 2)))
              .id();
      if (i % 2 == 0) {
        ledger.change(id, i % 4 == 0 ? Verb.CONFIRM : Verb.RELEASE);
      }
    }
    ledger.reserve(Cart.of(web).line(mug, 1).draw(budget, 4));
    ledger.reserve(web, line(shirt, 1_430));
    ledger.reserve(web, line(shirt, 10_000));
  }

  private static Command.DefineSale sale(int sku) {
    return new Command.DefineSale(
        RequestId.NONE,
        Text.of("spring"),
        TestLedger.START_MILLIS,
        TestLedger.START_MILLIS + 1_000_000,
        Long.MAX_VALUE,
        0,
        0,
        List.of(new Command.Quota(sku, 1_500)),
        List.of(),
        Text.EMPTY);
  }
}
