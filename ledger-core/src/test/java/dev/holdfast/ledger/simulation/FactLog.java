package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.StockLevel;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.record.FactHandler;
import dev.holdfast.ledger.record.FactReader;
import dev.holdfast.ledger.record.sbe.*;
import dev.holdfast.ledger.simulation.oracle.Fact;
import dev.holdfast.ledger.simulation.oracle.Fact.Kind;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** Reads what the journal says of stock and reservations, in the oracle's words. */
final class FactLog implements FactHandler {

  /**
   * A fact.
   *
   * @param fact null for one that the oracle does not foretell
   * @param request second half of the id that it answers, else 0
   * @param code how it was answered, else null
   */
  record Told(
      long position,
      long timeMillis,
      @Nullable Fact fact,
      long request,
      @Nullable ResultCode code) {
    boolean is(Kind kind) {
      return fact != null && fact.kind() == kind;
    }
  }

  private final FactReader reader = new FactReader();
  private final List<Told> told = new ArrayList<>();

  /** The facts of a block. */
  List<Told> read(Block block) {
    told.clear();
    var buffer =
        new UnsafeBuffer(block.payload(), block.payload().position(), block.payload().remaining());
    reader.read(buffer, 0, buffer.capacity(), block.firstPosition(), this);
    return List.copyOf(told);
  }

  private void tell(long position, long time, Fact fact) {
    told.add(new Told(position, time, fact, 0, null));
  }

  private void tellOther(long position, long time) {
    told.add(new Told(position, time, null, 0, null));
  }

  @Override
  public void onLocationDefined(long position, LocationDefinedDecoder fact) {
    tellOther(position, fact.time());
  }

  @Override
  public void onSkuDefined(long position, SkuDefinedDecoder fact) {
    tellOther(position, fact.time());
  }

  @Override
  public void onChannelDefined(long position, ChannelDefinedDecoder fact) {
    tellOther(position, fact.time());
  }

  @Override
  public void onBoundsSet(long position, BoundsSetDecoder fact) {
    tellOther(position, fact.time());
  }

  @Override
  public void onSaleDefined(long position, SaleDefinedDecoder fact) {
    tellOther(position, fact.time());
  }

  @Override
  public void onSaleClosed(long position, SaleClosedDecoder fact) {
    tellOther(position, fact.time());
  }

  @Override
  public void onBudgetDefined(long position, BudgetDefinedDecoder fact) {
    tellOther(position, fact.time());
  }

  @Override
  public void onSafetyStockSet(long position, SafetyStockSetDecoder fact) {
    tellOther(position, fact.time());
  }

  @Override
  public void onAllocationSet(long position, AllocationSetDecoder fact) {
    tellOther(position, fact.time());
  }

  @Override
  public void onAllocationRebalanced(long position, AllocationRebalancedDecoder fact) {
    tellOther(position, fact.time());
  }

  @Override
  public void onStockMoved(long position, StockMovedDecoder fact) {
    String type = MovementType.of(fact.kind()).name();
    tell(
        position,
        fact.time(),
        new Fact(Kind.MOVED, 0, fact.sku(), fact.location(), fact.quantity(), type));
  }

  @Override
  public void onStockLevelChanged(long position, StockLevelChangedDecoder fact) {
    String change = StockLevel.of(fact.from()) + ">" + StockLevel.of(fact.to());
    tell(
        position,
        fact.time(),
        new Fact(Kind.LEVEL, 0, fact.sku(), Command.NONE, fact.available(), change));
  }

  @Override
  public void onStockOversold(long position, StockOversoldDecoder fact) {
    tell(
        position,
        fact.time(),
        new Fact(Kind.OVERSOLD, fact.reservation(), fact.sku(), fact.location(), fact.units(), ""));
  }

  @Override
  public void onBackorderFilled(long position, BackorderFilledDecoder fact) {
    tell(
        position,
        fact.time(),
        new Fact(Kind.FILLED, 0, fact.sku(), fact.location(), fact.units(), ""));
  }

  @Override
  public void onStockReserved(long position, StockReservedDecoder fact) {
    var parts = new ArrayList<String>();
    for (var part : fact.parts()) {
      parts.add(
          part(part.line(), part.sku(), part.location(), part.quantity(), part.backordered()));
    }
    String detail = parts + " until " + fact.deadline();
    tell(position, fact.time(), Fact.of(Kind.RESERVED, fact.reservation(), detail));
  }

  @Override
  public void onReservationReacquired(long position, ReservationReacquiredDecoder fact) {
    var parts = new ArrayList<String>();
    for (var part : fact.parts()) {
      parts.add(
          part(part.line(), part.sku(), part.location(), part.quantity(), part.backordered()));
    }
    tell(position, fact.time(), Fact.of(Kind.REACQUIRED, fact.reservation(), parts.toString()));
  }

  private static String part(int line, int sku, int location, int quantity, int backordered) {
    return line + ":" + sku + "@" + location + "=" + quantity + "-" + backordered;
  }

  @Override
  public void onReservationConfirmed(long position, ReservationConfirmedDecoder fact) {
    tell(position, fact.time(), Fact.of(Kind.CONFIRMED, fact.reservation(), ""));
  }

  @Override
  public void onReservationExtended(long position, ReservationExtendedDecoder fact) {
    tell(
        position,
        fact.time(),
        Fact.of(Kind.EXTENDED, fact.reservation(), "until " + fact.deadline()));
  }

  @Override
  public void onReservationReleased(long position, ReservationReleasedDecoder fact) {
    tell(position, fact.time(), Fact.of(Kind.RELEASED, fact.reservation(), ""));
  }

  @Override
  public void onReservationCancelled(long position, ReservationCancelledDecoder fact) {
    tell(position, fact.time(), Fact.of(Kind.CANCELLED, fact.reservation(), ""));
  }

  @Override
  public void onReservationFulfilled(long position, ReservationFulfilledDecoder fact) {
    tell(position, fact.time(), Fact.of(Kind.FULFILLED, fact.reservation(), ""));
  }

  @Override
  public void onReservationExpired(long position, ReservationExpiredDecoder fact) {
    tell(position, fact.time(), Fact.of(Kind.EXPIRED, fact.reservation(), ""));
  }

  @Override
  public void onRequestAnswered(long position, RequestAnsweredDecoder fact) {
    told.add(new Told(position, fact.time(), null, fact.low(), ResultCode.of(fact.code())));
  }
}
