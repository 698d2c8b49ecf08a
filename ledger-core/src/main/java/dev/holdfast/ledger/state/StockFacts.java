package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.Condition;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.StockLevel;
import dev.holdfast.ledger.record.sbe.BackorderFilledDecoder;
import dev.holdfast.ledger.record.sbe.SafetyStockSetDecoder;
import dev.holdfast.ledger.record.sbe.StockLevelChangedDecoder;
import dev.holdfast.ledger.record.sbe.StockMovedDecoder;
import dev.holdfast.ledger.table.InvariantBroken;

/** What facts about stock do. */
final class StockFacts {

  private final LedgerState state;
  private final StockBook book;
  private final ReservationBook reservations;

  StockFacts(LedgerState state, StockBook book, ReservationBook reservations) {
    this.state = state;
    this.book = book;
    this.reservations = reservations;
  }

  void onStockMoved(long at, StockMovedDecoder fact) {
    MovementType type = MovementType.of(fact.kind());
    int item = book.item(fact.sku(), fact.location());
    long quantity = fact.quantity();
    switch (type) {
      case EXPECT -> expect(at, type, item, fact);
      case LOST -> arrive(item, fact.expected(), quantity);
      case TRANSFER -> {
        move(item, fact);
        expect(at, type, book.item(fact.sku(), fact.toLocation()), fact);
      }
      case RECEIVE -> {
        move(item, fact);
        if (fact.expected() != 0) {
          arrive(item, fact.expected(), quantity);
        }
      }
      case ADJUST, COUNT, DAMAGE, QUARANTINE, RESTORE, RETURN -> move(item, fact);
      case FULFIL -> throw new InvariantBroken("a FULFIL made by hand at " + at);
    }
  }

  private void move(int item, StockMovedDecoder fact) {
    Condition from = Condition.of(fact.from());
    Condition to = Condition.of(fact.to());
    long quantity = fact.quantity();
    boolean changesCondition = fact.onHandChange() == 0 && from != to;
    long leaving = changesCondition ? quantity : 0;
    long coming = from == to ? 0 : quantity;
    book.move(
        item,
        fact.onHandChange(),
        (to == Condition.DAMAGED ? coming : 0) - (from == Condition.DAMAGED ? leaving : 0),
        (to == Condition.QUALITY_CONTROL ? coming : 0)
            - (from == Condition.QUALITY_CONTROL ? leaving : 0),
        fact.forced() == 1);
  }

  private void expect(long at, MovementType type, int item, StockMovedDecoder fact) {
    state.expected.create(at, type, item, fact.quantity(), fact.expectedAt());
    book.expect(item, fact.quantity());
  }

  private void arrive(int item, long movement, long units) {
    int expected = state.expected.find(movement);
    if (expected < 0) {
      throw new InvariantBroken("nothing is expected under " + movement);
    }
    state.expected.close(expected, units);
    book.expect(item, -units);
  }

  void onSafetyStockSet(SafetyStockSetDecoder fact) {
    book.setSafetyTarget(book.item(fact.sku(), fact.location()), fact.target());
  }

  void onStockLevelChanged(StockLevelChangedDecoder fact) {
    state.skus.setLevel(fact.sku(), StockLevel.of(fact.to()));
  }

  void onBackorderFilled(BackorderFilledDecoder fact) {
    reservations.fill(book.item(fact.sku(), fact.location()), fact.units());
  }
}
