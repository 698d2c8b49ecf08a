package dev.holdfast.ledger.state;

import dev.holdfast.ledger.record.FactReader;
import dev.holdfast.ledger.record.sbe.MessageHeaderDecoder;
import dev.holdfast.ledger.record.sbe.RequestAnsweredDecoder;
import dev.holdfast.ledger.record.sbe.ReservationCancelledDecoder;
import dev.holdfast.ledger.record.sbe.ReservationConfirmedDecoder;
import dev.holdfast.ledger.record.sbe.ReservationExpiredDecoder;
import dev.holdfast.ledger.record.sbe.ReservationExtendedDecoder;
import dev.holdfast.ledger.record.sbe.ReservationFulfilledDecoder;
import dev.holdfast.ledger.record.sbe.ReservationReleasedDecoder;
import dev.holdfast.ledger.record.sbe.StockReservedDecoder;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Tells what the next facts are about, of the frequent kinds, so that it can be loaded before they
 * are applied. Checks nothing: whoever reads them does.
 */
final class FactsAhead {

  private final TouchAhead ahead;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final StockReservedDecoder reserved = new StockReservedDecoder();
  private final RequestAnsweredDecoder answered = new RequestAnsweredDecoder();

  FactsAhead(TouchAhead ahead) {
    this.ahead = ahead;
  }

  /**
   * Adds some of the facts of a range: as many as may be touched at once.
   *
   * @return where those begin that were not added
   */
  int add(UnsafeBuffer facts, int offset, int end) {
    int at = offset;
    for (int i = 0; i < TouchAhead.COMMANDS_MAX && at < end; i++) {
      int length = facts.getInt(at, ByteOrder.LITTLE_ENDIAN);
      at += FactReader.FRAME_BYTES;
      if (length < MessageHeaderDecoder.ENCODED_LENGTH || length > end - at) {
        return end;
      }
      add(facts, at);
      at += length;
    }
    return at;
  }

  private void add(UnsafeBuffer facts, int at) {
    header.wrap(facts, at);
    switch (header.templateId()) {
      case StockReservedDecoder.TEMPLATE_ID -> {
        for (var parts = reserved.wrapAndApplyHeader(facts, at, header).parts();
            parts.hasNext(); ) {
          ahead.addSku(parts.next().sku());
        }
      }
      case RequestAnsweredDecoder.TEMPLATE_ID ->
          ahead.addRequest(answered.wrapAndApplyHeader(facts, at, header).high());
      case ReservationConfirmedDecoder.TEMPLATE_ID,
          ReservationExtendedDecoder.TEMPLATE_ID,
          ReservationReleasedDecoder.TEMPLATE_ID,
          ReservationCancelledDecoder.TEMPLATE_ID,
          ReservationFulfilledDecoder.TEMPLATE_ID,
          ReservationExpiredDecoder.TEMPLATE_ID ->
          ahead.addReservation(reservation(facts, at));
      default -> {}
    }
  }

  /** All of these kinds begin alike. */
  private static long reservation(UnsafeBuffer facts, int at) {
    int body = at + MessageHeaderDecoder.ENCODED_LENGTH;
    return facts.getLong(
        body + ReservationExpiredDecoder.reservationEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
  }
}
