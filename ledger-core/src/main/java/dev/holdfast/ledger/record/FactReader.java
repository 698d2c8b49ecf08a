package dev.holdfast.ledger.record;

import dev.holdfast.ledger.record.sbe.AllocationRebalancedDecoder;
import dev.holdfast.ledger.record.sbe.AllocationSetDecoder;
import dev.holdfast.ledger.record.sbe.BackorderFilledDecoder;
import dev.holdfast.ledger.record.sbe.BoundsSetDecoder;
import dev.holdfast.ledger.record.sbe.BudgetDefinedDecoder;
import dev.holdfast.ledger.record.sbe.ChannelDefinedDecoder;
import dev.holdfast.ledger.record.sbe.LocationDefinedDecoder;
import dev.holdfast.ledger.record.sbe.MessageHeaderDecoder;
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
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decodes a run of facts: each an {@code int32} of its length, then an SBE message with its header.
 * Not thread-safe; allocates nothing.
 */
public final class FactReader {

  /** Bytes before each fact: the length of what follows. */
  public static final int FRAME_BYTES = Integer.BYTES;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final LocationDefinedDecoder locationDefined = new LocationDefinedDecoder();
  private final SkuDefinedDecoder skuDefined = new SkuDefinedDecoder();
  private final ChannelDefinedDecoder channelDefined = new ChannelDefinedDecoder();
  private final BoundsSetDecoder boundsSet = new BoundsSetDecoder();
  private final SaleDefinedDecoder saleDefined = new SaleDefinedDecoder();
  private final SaleClosedDecoder saleClosed = new SaleClosedDecoder();
  private final BudgetDefinedDecoder budgetDefined = new BudgetDefinedDecoder();
  private final StockMovedDecoder stockMoved = new StockMovedDecoder();
  private final SafetyStockSetDecoder safetyStockSet = new SafetyStockSetDecoder();
  private final StockLevelChangedDecoder stockLevelChanged = new StockLevelChangedDecoder();
  private final StockOversoldDecoder stockOversold = new StockOversoldDecoder();
  private final BackorderFilledDecoder backorderFilled = new BackorderFilledDecoder();
  private final AllocationSetDecoder allocationSet = new AllocationSetDecoder();
  private final AllocationRebalancedDecoder allocationRebalanced =
      new AllocationRebalancedDecoder();
  private final StockReservedDecoder stockReserved = new StockReservedDecoder();
  private final ReservationConfirmedDecoder reservationConfirmed =
      new ReservationConfirmedDecoder();
  private final ReservationExtendedDecoder reservationExtended = new ReservationExtendedDecoder();
  private final ReservationReleasedDecoder reservationReleased = new ReservationReleasedDecoder();
  private final ReservationCancelledDecoder reservationCancelled =
      new ReservationCancelledDecoder();
  private final ReservationFulfilledDecoder reservationFulfilled =
      new ReservationFulfilledDecoder();
  private final ReservationExpiredDecoder reservationExpired = new ReservationExpiredDecoder();
  private final ReservationReacquiredDecoder reservationReacquired =
      new ReservationReacquiredDecoder();
  private final RequestAnsweredDecoder requestAnswered = new RequestAnsweredDecoder();

  /**
   * Hands the facts of a range to a handler.
   *
   * @param firstPosition position of the first
   * @return the position after the last
   * @throws IllegalArgumentException if the range holds what no fact of this schema is
   */
  public long read(
      UnsafeBuffer buffer, int offset, int end, long firstPosition, FactHandler handler) {
    long position = firstPosition;
    int at = offset;
    while (at < end) {
      int length = buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
      at += FRAME_BYTES;
      if (length < MessageHeaderDecoder.ENCODED_LENGTH || length > end - at) {
        throw new IllegalArgumentException("fact " + position + " has length " + length);
      }
      dispatch(buffer, at, position, handler);
      at += length;
      position++;
    }
    return position;
  }

  private void dispatch(UnsafeBuffer buffer, int at, long position, FactHandler handler) {
    header.wrap(buffer, at);
    if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
        || header.version() > MessageHeaderDecoder.SCHEMA_VERSION) {
      throw unreadable(position);
    }
    int body = at + MessageHeaderDecoder.ENCODED_LENGTH;
    int length = header.blockLength();
    int version = header.version();
    switch (header.templateId()) {
      case StockReservedDecoder.TEMPLATE_ID ->
          handler.onStockReserved(position, stockReserved.wrap(buffer, body, length, version));
      case ReservationConfirmedDecoder.TEMPLATE_ID ->
          handler.onReservationConfirmed(
              position, reservationConfirmed.wrap(buffer, body, length, version));
      case ReservationFulfilledDecoder.TEMPLATE_ID ->
          handler.onReservationFulfilled(
              position, reservationFulfilled.wrap(buffer, body, length, version));
      case ReservationExpiredDecoder.TEMPLATE_ID ->
          handler.onReservationExpired(
              position, reservationExpired.wrap(buffer, body, length, version));
      case ReservationReleasedDecoder.TEMPLATE_ID ->
          handler.onReservationReleased(
              position, reservationReleased.wrap(buffer, body, length, version));
      case ReservationCancelledDecoder.TEMPLATE_ID ->
          handler.onReservationCancelled(
              position, reservationCancelled.wrap(buffer, body, length, version));
      case RequestAnsweredDecoder.TEMPLATE_ID ->
          handler.onRequestAnswered(position, requestAnswered.wrap(buffer, body, length, version));
      case ReservationExtendedDecoder.TEMPLATE_ID ->
          handler.onReservationExtended(
              position, reservationExtended.wrap(buffer, body, length, version));
      case StockMovedDecoder.TEMPLATE_ID ->
          handler.onStockMoved(position, stockMoved.wrap(buffer, body, length, version));
      default -> dispatchRare(buffer, body, position, handler);
    }
  }

  private void dispatchRare(UnsafeBuffer buffer, int body, long position, FactHandler handler) {
    int length = header.blockLength();
    int version = header.version();
    switch (header.templateId()) {
      case LocationDefinedDecoder.TEMPLATE_ID ->
          handler.onLocationDefined(position, locationDefined.wrap(buffer, body, length, version));
      case SkuDefinedDecoder.TEMPLATE_ID ->
          handler.onSkuDefined(position, skuDefined.wrap(buffer, body, length, version));
      case ChannelDefinedDecoder.TEMPLATE_ID ->
          handler.onChannelDefined(position, channelDefined.wrap(buffer, body, length, version));
      case BoundsSetDecoder.TEMPLATE_ID ->
          handler.onBoundsSet(position, boundsSet.wrap(buffer, body, length, version));
      case SaleDefinedDecoder.TEMPLATE_ID ->
          handler.onSaleDefined(position, saleDefined.wrap(buffer, body, length, version));
      case SaleClosedDecoder.TEMPLATE_ID ->
          handler.onSaleClosed(position, saleClosed.wrap(buffer, body, length, version));
      case BudgetDefinedDecoder.TEMPLATE_ID ->
          handler.onBudgetDefined(position, budgetDefined.wrap(buffer, body, length, version));
      case SafetyStockSetDecoder.TEMPLATE_ID ->
          handler.onSafetyStockSet(position, safetyStockSet.wrap(buffer, body, length, version));
      case StockLevelChangedDecoder.TEMPLATE_ID ->
          handler.onStockLevelChanged(
              position, stockLevelChanged.wrap(buffer, body, length, version));
      case StockOversoldDecoder.TEMPLATE_ID ->
          handler.onStockOversold(position, stockOversold.wrap(buffer, body, length, version));
      case BackorderFilledDecoder.TEMPLATE_ID ->
          handler.onBackorderFilled(position, backorderFilled.wrap(buffer, body, length, version));
      case AllocationSetDecoder.TEMPLATE_ID ->
          handler.onAllocationSet(position, allocationSet.wrap(buffer, body, length, version));
      case AllocationRebalancedDecoder.TEMPLATE_ID ->
          handler.onAllocationRebalanced(
              position, allocationRebalanced.wrap(buffer, body, length, version));
      case ReservationReacquiredDecoder.TEMPLATE_ID ->
          handler.onReservationReacquired(
              position, reservationReacquired.wrap(buffer, body, length, version));
      default ->
          throw new IllegalArgumentException(
              "fact " + position + " is of unknown kind " + header.templateId());
    }
  }

  private IllegalArgumentException unreadable(long position) {
    return new IllegalArgumentException(
        "fact %d is of schema %d version %d; this build reads schema %d up to version %d"
            .formatted(
                position,
                header.schemaId(),
                header.version(),
                MessageHeaderDecoder.SCHEMA_ID,
                MessageHeaderDecoder.SCHEMA_VERSION));
  }
}
