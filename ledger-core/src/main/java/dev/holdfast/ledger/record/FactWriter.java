package dev.holdfast.ledger.record;

import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.api.LocationType;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.QuantityDisplay;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.record.sbe.BoundsSetEncoder;
import dev.holdfast.ledger.record.sbe.ChannelDefinedEncoder;
import dev.holdfast.ledger.record.sbe.LocationDefinedEncoder;
import dev.holdfast.ledger.record.sbe.MessageHeaderEncoder;
import dev.holdfast.ledger.record.sbe.RequestAnsweredEncoder;
import dev.holdfast.ledger.record.sbe.ReservationCancelledEncoder;
import dev.holdfast.ledger.record.sbe.ReservationConfirmedEncoder;
import dev.holdfast.ledger.record.sbe.ReservationExpiredEncoder;
import dev.holdfast.ledger.record.sbe.ReservationExtendedEncoder;
import dev.holdfast.ledger.record.sbe.ReservationFulfilledEncoder;
import dev.holdfast.ledger.record.sbe.ReservationReleasedEncoder;
import dev.holdfast.ledger.record.sbe.SkuDefinedEncoder;
import dev.holdfast.ledger.record.sbe.StockMovedEncoder;
import dev.holdfast.ledger.record.sbe.StockReservedEncoder;
import java.nio.ByteOrder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes facts behind one another into a lent buffer, as {@link FactReader} reads them. Not
 * thread-safe; allocates nothing.
 */
public final class FactWriter {

  /** The most bytes that the facts of one decision take, the answer to its request included. */
  public static final int DECISION_BYTES_MAX = 128 * 1024;

  private static final int HEAD_BYTES =
      FactReader.FRAME_BYTES + MessageHeaderEncoder.ENCODED_LENGTH;

  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final LocationDefinedEncoder locationDefined = new LocationDefinedEncoder();
  private final SkuDefinedEncoder skuDefined = new SkuDefinedEncoder();
  private final ChannelDefinedEncoder channelDefined = new ChannelDefinedEncoder();
  private final BoundsSetEncoder boundsSet = new BoundsSetEncoder();
  private final StockMovedEncoder stockMoved = new StockMovedEncoder();
  private final StockReservedEncoder stockReserved = new StockReservedEncoder();
  private final ReservationConfirmedEncoder confirmed = new ReservationConfirmedEncoder();
  private final ReservationExtendedEncoder extended = new ReservationExtendedEncoder();
  private final ReservationReleasedEncoder released = new ReservationReleasedEncoder();
  private final ReservationCancelledEncoder cancelled = new ReservationCancelledEncoder();
  private final ReservationFulfilledEncoder fulfilled = new ReservationFulfilledEncoder();
  private final ReservationExpiredEncoder expired = new ReservationExpiredEncoder();
  private final RequestAnsweredEncoder requestAnswered = new RequestAnsweredEncoder();

  private UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
  private int length;
  private int count;
  private long timeMillis;

  /** Starts over at the beginning of a buffer. */
  public void wrap(UnsafeBuffer newBuffer) {
    buffer = newBuffer;
    length = 0;
    count = 0;
  }

  /** The time of the facts to come, epoch milliseconds. */
  public void at(long newTimeMillis) {
    timeMillis = newTimeMillis;
  }

  public UnsafeBuffer buffer() {
    return buffer;
  }

  /** Bytes written since {@link #wrap}. */
  public int length() {
    return length;
  }

  /** Facts written since {@link #wrap}. */
  public int count() {
    return count;
  }

  public void locationDefined(int location, LocationType type, Text key, Text details) {
    locationDefined
        .wrapAndApplyHeader(buffer, message(), header)
        .time(timeMillis)
        .location(location)
        .kind((short) type.code())
        .putKey(key.utf8(), 0, key.length())
        .putDetails(details.utf8(), 0, details.length());
    end(locationDefined.encodedLength());
  }

  public void skuDefined(int sku, long lowStockThreshold, Text key, Text details) {
    skuDefined
        .wrapAndApplyHeader(buffer, message(), header)
        .time(timeMillis)
        .sku(sku)
        .lowStockThreshold(lowStockThreshold)
        .putKey(key.utf8(), 0, key.length())
        .putDetails(details.utf8(), 0, details.length());
    end(skuDefined.encodedLength());
  }

  public void channelDefined(
      int channel,
      long ttlMillis,
      QuantityDisplay display,
      List<Integer> allowedLocations,
      Text key,
      Text details) {
    channelDefined
        .wrapAndApplyHeader(buffer, message(), header)
        .time(timeMillis)
        .channel(channel)
        .ttlMillis(ttlMillis)
        .displayKind((short) display.kind().code())
        .displayCap(display.cap());
    var allowed = channelDefined.allowedCount(allowedLocations.size());
    for (int location : allowedLocations) {
      allowed.next().location(location);
    }
    channelDefined
        .putKey(key.utf8(), 0, key.length())
        .putDetails(details.utf8(), 0, details.length());
    end(channelDefined.encodedLength());
  }

  public void boundsSet(Bounds bounds) {
    boundsSet
        .wrapAndApplyHeader(buffer, message(), header)
        .time(timeMillis)
        .terminalReservationsMax(bounds.terminalReservationsMax())
        .terminalRetentionMillis(bounds.terminalRetentionMillis())
        .requestSuccessesMax(bounds.requestSuccessesMax())
        .requestRefusalsMax(bounds.requestRefusalsMax())
        .requestRetentionMillis(bounds.requestRetentionMillis());
    end(boundsSet.encodedLength());
  }

  public void stockMoved(
      int sku,
      int location,
      MovementType type,
      long quantity,
      long onHandChange,
      Text reason,
      Text reference,
      Text actor) {
    stockMoved
        .wrapAndApplyHeader(buffer, message(), header)
        .time(timeMillis)
        .sku(sku)
        .location(location)
        .kind((short) type.code())
        .quantity(quantity)
        .onHandChange(onHandChange)
        .putReason(reason.utf8(), 0, reason.length())
        .putReference(reference.utf8(), 0, reference.length())
        .putActor(actor.utf8(), 0, actor.length());
    end(stockMoved.encodedLength());
  }

  public void stockReserved(
      long reservation,
      int channel,
      long deadlineMillis,
      Parts parts,
      Text customer,
      Text reference) {
    stockReserved
        .wrapAndApplyHeader(buffer, message(), header)
        .time(timeMillis)
        .reservation(reservation)
        .deadline(deadlineMillis)
        .channel(channel);
    var group = stockReserved.partsCount(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      group
          .next()
          .sku(parts.sku(i))
          .location(parts.location(i))
          .quantity(parts.quantity(i))
          .line(parts.line(i));
    }
    stockReserved
        .putCustomer(customer.utf8(), 0, customer.length())
        .putReference(reference.utf8(), 0, reference.length());
    end(stockReserved.encodedLength());
  }

  public void reservationConfirmed(long reservation) {
    confirmed
        .wrapAndApplyHeader(buffer, message(), header)
        .time(timeMillis)
        .reservation(reservation);
    end(confirmed.encodedLength());
  }

  public void reservationExtended(long reservation, long deadlineMillis) {
    extended
        .wrapAndApplyHeader(buffer, message(), header)
        .time(timeMillis)
        .reservation(reservation)
        .deadline(deadlineMillis);
    end(extended.encodedLength());
  }

  public void reservationReleased(long reservation) {
    released
        .wrapAndApplyHeader(buffer, message(), header)
        .time(timeMillis)
        .reservation(reservation);
    end(released.encodedLength());
  }

  public void reservationCancelled(long reservation) {
    cancelled
        .wrapAndApplyHeader(buffer, message(), header)
        .time(timeMillis)
        .reservation(reservation);
    end(cancelled.encodedLength());
  }

  public void reservationFulfilled(long reservation) {
    fulfilled
        .wrapAndApplyHeader(buffer, message(), header)
        .time(timeMillis)
        .reservation(reservation);
    end(fulfilled.encodedLength());
  }

  public void reservationExpired(long reservation) {
    expired.wrapAndApplyHeader(buffer, message(), header).time(timeMillis).reservation(reservation);
    end(expired.encodedLength());
  }

  /**
   * Writes that a request has been answered, and how.
   *
   * @param reservation the one it is about, 0 for none
   * @param answer holds the encoded answer, {@code answerLength} bytes from {@code answerOffset}
   */
  public void requestAnswered(
      RequestId request,
      ResultCode code,
      long reservation,
      UnsafeBuffer answer,
      int answerOffset,
      int answerLength) {
    requestAnswered
        .wrapAndApplyHeader(buffer, message(), header)
        .time(timeMillis)
        .high(request.high())
        .low(request.low())
        .content(request.content())
        .reservation(reservation)
        .code((short) code.code())
        .putAnswer(answer, answerOffset, answerLength);
    end(requestAnswered.encodedLength());
  }

  private int message() {
    return length + FactReader.FRAME_BYTES;
  }

  private void end(int bodyLength) {
    buffer.putInt(
        length, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength, ByteOrder.LITTLE_ENDIAN);
    length += HEAD_BYTES + bodyLength;
    count++;
  }
}
