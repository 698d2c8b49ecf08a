package dev.holdfast.ledger.record;

import dev.holdfast.ledger.record.sbe.AllocationRebalancedDecoder;
import dev.holdfast.ledger.record.sbe.AllocationSetDecoder;
import dev.holdfast.ledger.record.sbe.BackorderFilledDecoder;
import dev.holdfast.ledger.record.sbe.BoundsSetDecoder;
import dev.holdfast.ledger.record.sbe.BudgetDefinedDecoder;
import dev.holdfast.ledger.record.sbe.ChannelDefinedDecoder;
import dev.holdfast.ledger.record.sbe.LocationDefinedDecoder;
import dev.holdfast.ledger.record.sbe.RequestAnsweredDecoder;
import dev.holdfast.ledger.record.sbe.ReservationCancelledDecoder;
import dev.holdfast.ledger.record.sbe.ReservationConfirmedDecoder;
import dev.holdfast.ledger.record.sbe.ReservationExpiredDecoder;
import dev.holdfast.ledger.record.sbe.ReservationExtendedDecoder;
import dev.holdfast.ledger.record.sbe.ReservationFulfilledDecoder;
import dev.holdfast.ledger.record.sbe.ReservationReacquiredDecoder;
import dev.holdfast.ledger.record.sbe.ReservationReleasedDecoder;
import dev.holdfast.ledger.record.sbe.SafetyStockSetDecoder;
import dev.holdfast.ledger.record.sbe.SaleClosedDecoder;
import dev.holdfast.ledger.record.sbe.SaleDefinedDecoder;
import dev.holdfast.ledger.record.sbe.SkuDefinedDecoder;
import dev.holdfast.ledger.record.sbe.StockLevelChangedDecoder;
import dev.holdfast.ledger.record.sbe.StockMovedDecoder;
import dev.holdfast.ledger.record.sbe.StockOversoldDecoder;
import dev.holdfast.ledger.record.sbe.StockReservedDecoder;

/**
 * Takes facts one by one, in order of their positions. A decoder is lent for the call, and its
 * groups and texts are read once, in the schema's order.
 */
public interface FactHandler {

  void onLocationDefined(long position, LocationDefinedDecoder fact);

  void onSkuDefined(long position, SkuDefinedDecoder fact);

  void onChannelDefined(long position, ChannelDefinedDecoder fact);

  void onBoundsSet(long position, BoundsSetDecoder fact);

  void onSaleDefined(long position, SaleDefinedDecoder fact);

  void onSaleClosed(long position, SaleClosedDecoder fact);

  void onBudgetDefined(long position, BudgetDefinedDecoder fact);

  void onStockMoved(long position, StockMovedDecoder fact);

  void onSafetyStockSet(long position, SafetyStockSetDecoder fact);

  void onStockLevelChanged(long position, StockLevelChangedDecoder fact);

  void onStockOversold(long position, StockOversoldDecoder fact);

  void onBackorderFilled(long position, BackorderFilledDecoder fact);

  void onAllocationSet(long position, AllocationSetDecoder fact);

  void onAllocationRebalanced(long position, AllocationRebalancedDecoder fact);

  void onStockReserved(long position, StockReservedDecoder fact);

  void onReservationConfirmed(long position, ReservationConfirmedDecoder fact);

  void onReservationExtended(long position, ReservationExtendedDecoder fact);

  void onReservationReleased(long position, ReservationReleasedDecoder fact);

  void onReservationCancelled(long position, ReservationCancelledDecoder fact);

  void onReservationFulfilled(long position, ReservationFulfilledDecoder fact);

  void onReservationExpired(long position, ReservationExpiredDecoder fact);

  void onReservationReacquired(long position, ReservationReacquiredDecoder fact);

  void onRequestAnswered(long position, RequestAnsweredDecoder fact);
}
