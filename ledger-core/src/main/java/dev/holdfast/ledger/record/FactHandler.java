package dev.holdfast.ledger.record;

import dev.holdfast.ledger.record.sbe.BoundsSetDecoder;
import dev.holdfast.ledger.record.sbe.ChannelDefinedDecoder;
import dev.holdfast.ledger.record.sbe.LocationDefinedDecoder;
import dev.holdfast.ledger.record.sbe.RequestAnsweredDecoder;
import dev.holdfast.ledger.record.sbe.ReservationCancelledDecoder;
import dev.holdfast.ledger.record.sbe.ReservationConfirmedDecoder;
import dev.holdfast.ledger.record.sbe.ReservationExpiredDecoder;
import dev.holdfast.ledger.record.sbe.ReservationExtendedDecoder;
import dev.holdfast.ledger.record.sbe.ReservationFulfilledDecoder;
import dev.holdfast.ledger.record.sbe.ReservationReleasedDecoder;
import dev.holdfast.ledger.record.sbe.SkuDefinedDecoder;
import dev.holdfast.ledger.record.sbe.StockMovedDecoder;
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

  void onStockMoved(long position, StockMovedDecoder fact);

  void onStockReserved(long position, StockReservedDecoder fact);

  void onReservationConfirmed(long position, ReservationConfirmedDecoder fact);

  void onReservationExtended(long position, ReservationExtendedDecoder fact);

  void onReservationReleased(long position, ReservationReleasedDecoder fact);

  void onReservationCancelled(long position, ReservationCancelledDecoder fact);

  void onReservationFulfilled(long position, ReservationFulfilledDecoder fact);

  void onReservationExpired(long position, ReservationExpiredDecoder fact);

  void onRequestAnswered(long position, RequestAnsweredDecoder fact);
}
