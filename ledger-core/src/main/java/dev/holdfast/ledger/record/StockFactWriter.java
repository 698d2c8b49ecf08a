package dev.holdfast.ledger.record;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.StockLevel;
import dev.holdfast.ledger.record.sbe.AllocationRebalancedEncoder;
import dev.holdfast.ledger.record.sbe.AllocationSetEncoder;
import dev.holdfast.ledger.record.sbe.BackorderFilledEncoder;
import dev.holdfast.ledger.record.sbe.SafetyStockSetEncoder;
import dev.holdfast.ledger.record.sbe.StockLevelChangedEncoder;
import dev.holdfast.ledger.record.sbe.StockMovedEncoder;
import dev.holdfast.ledger.record.sbe.StockOversoldEncoder;

/** Encodes facts about stock and its allocation. Not thread-safe. */
public final class StockFactWriter {

  private final FactBuffer facts;
  private final StockMovedEncoder stockMoved = new StockMovedEncoder();
  private final SafetyStockSetEncoder safetyStockSet = new SafetyStockSetEncoder();
  private final StockLevelChangedEncoder levelChanged = new StockLevelChangedEncoder();
  private final StockOversoldEncoder oversold = new StockOversoldEncoder();
  private final BackorderFilledEncoder backorderFilled = new BackorderFilledEncoder();
  private final AllocationSetEncoder allocationSet = new AllocationSetEncoder();
  private final AllocationRebalancedEncoder rebalanced = new AllocationRebalancedEncoder();

  StockFactWriter(FactBuffer facts) {
    this.facts = facts;
  }

  /**
   * A movement.
   *
   * @param quantity as asked for, or of LOST what was open
   */
  public void moved(Command.Move move, long quantity, long onHandChange) {
    stockMoved
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .sku(move.sku())
        .location(move.location())
        .kind((short) move.type().code())
        .quantity(quantity)
        .onHandChange(onHandChange)
        .from((short) move.from().code())
        .to((short) move.to().code())
        .forced((short) (move.force() ? 1 : 0))
        .toLocation(move.toLocation())
        .expected(move.expected())
        .expectedAt(move.expectedAtMillis())
        .putReason(move.reason().utf8(), 0, move.reason().length())
        .putReference(move.reference().utf8(), 0, move.reference().length())
        .putActor(move.actor().utf8(), 0, move.actor().length());
    facts.end(stockMoved.encodedLength());
  }

  public void safetyStockSet(int sku, int location, long target) {
    safetyStockSet
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .sku(sku)
        .location(location)
        .target(target);
    facts.end(safetyStockSet.encodedLength());
  }

  public void levelChanged(int sku, StockLevel from, StockLevel to, long available) {
    levelChanged
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .sku(sku)
        .from((short) from.code())
        .to((short) to.code())
        .available(available);
    facts.end(levelChanged.encodedLength());
  }

  /**
   * More is promised than is there.
   *
   * @param units by how many more than before
   * @param reservation the recorded sale, 0 for a movement
   */
  public void oversold(int sku, int location, long units, long reservation) {
    oversold
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .sku(sku)
        .location(location)
        .units(units)
        .reservation(reservation);
    facts.end(oversold.encodedLength());
  }

  /** Units fill the lines that have waited longest for them at a stock item. */
  public void backorderFilled(int sku, int location, long units) {
    backorderFilled
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .sku(sku)
        .location(location)
        .units(units);
    facts.end(backorderFilled.encodedLength());
  }

  public void allocationSet(Command.SetAllocation set) {
    allocationSet
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .sku(set.sku())
        .policy((short) set.policy().code());
    var allotments = allocationSet.allotmentsCount(set.allotments().size());
    for (Command.Allotment allotment : set.allotments()) {
      allotments.next().channel(allotment.channel()).amount(allotment.amount());
    }
    facts.end(allocationSet.encodedLength());
  }

  public void rebalanced(int sku) {
    rebalanced
        .wrapAndApplyHeader(facts.bytes, facts.message(), facts.header)
        .time(facts.timeMillis)
        .sku(sku);
    facts.end(rebalanced.encodedLength());
  }
}
