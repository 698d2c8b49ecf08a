package dev.holdfast.ledger.follow;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Condition;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.follow.StockFact.Kind;
import dev.holdfast.ledger.record.sbe.BackorderFilledDecoder;
import dev.holdfast.ledger.record.sbe.MessageHeaderDecoder;
import dev.holdfast.ledger.record.sbe.ReservationCancelledDecoder;
import dev.holdfast.ledger.record.sbe.ReservationConfirmedDecoder;
import dev.holdfast.ledger.record.sbe.ReservationExpiredDecoder;
import dev.holdfast.ledger.record.sbe.ReservationFulfilledDecoder;
import dev.holdfast.ledger.record.sbe.ReservationReacquiredDecoder;
import dev.holdfast.ledger.record.sbe.ReservationReleasedDecoder;
import dev.holdfast.ledger.record.sbe.SafetyStockSetDecoder;
import dev.holdfast.ledger.record.sbe.StockMovedDecoder;
import dev.holdfast.ledger.record.sbe.StockReservedDecoder;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.ReservationTable;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Notes what the history of stock tells of a fact. What a fact says only by a reservation's id is
 * looked up before the fact is applied, for applying may forget the reservation; of a new one,
 * after. Owned by the follower's thread.
 */
final class FactNotes {

  private final LedgerState state;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final StockMovedDecoder moved = new StockMovedDecoder();
  private final StockReservedDecoder reserved = new StockReservedDecoder();
  private final ReservationConfirmedDecoder confirmed = new ReservationConfirmedDecoder();
  private final ReservationReleasedDecoder released = new ReservationReleasedDecoder();
  private final ReservationCancelledDecoder cancelled = new ReservationCancelledDecoder();
  private final ReservationFulfilledDecoder fulfilled = new ReservationFulfilledDecoder();
  private final ReservationExpiredDecoder expired = new ReservationExpiredDecoder();
  private final ReservationReacquiredDecoder reacquired = new ReservationReacquiredDecoder();

  private @Nullable Kind kind;
  private long reservation;
  private int channel;
  private String reference = "";
  private StockFact.@Nullable Movement movement;

  FactNotes(LedgerState state) {
    this.state = state;
  }

  /** Reads the fact at an offset, behind its frame, which is to be applied next. */
  void read(UnsafeBuffer facts, int offset) {
    kind = null;
    reservation = 0;
    channel = Command.NONE;
    reference = "";
    movement = null;
    header.wrap(facts, offset);
    switch (header.templateId()) {
      case StockMovedDecoder.TEMPLATE_ID ->
          noteMovement(moved.wrapAndApplyHeader(facts, offset, header));
      case SafetyStockSetDecoder.TEMPLATE_ID -> kind = Kind.SAFETY_STOCK_SET;
      case StockReservedDecoder.TEMPLATE_ID ->
          note(Kind.HELD, reserved.wrapAndApplyHeader(facts, offset, header).reservation());
      case ReservationConfirmedDecoder.TEMPLATE_ID ->
          note(Kind.CONFIRMED, confirmed.wrapAndApplyHeader(facts, offset, header).reservation());
      case ReservationReleasedDecoder.TEMPLATE_ID ->
          note(Kind.RELEASED, released.wrapAndApplyHeader(facts, offset, header).reservation());
      case ReservationCancelledDecoder.TEMPLATE_ID ->
          note(Kind.CANCELLED, cancelled.wrapAndApplyHeader(facts, offset, header).reservation());
      case ReservationFulfilledDecoder.TEMPLATE_ID ->
          note(Kind.FULFILLED, fulfilled.wrapAndApplyHeader(facts, offset, header).reservation());
      case ReservationExpiredDecoder.TEMPLATE_ID ->
          note(Kind.EXPIRED, expired.wrapAndApplyHeader(facts, offset, header).reservation());
      case ReservationReacquiredDecoder.TEMPLATE_ID ->
          note(Kind.REACQUIRED, reacquired.wrapAndApplyHeader(facts, offset, header).reservation());
      case BackorderFilledDecoder.TEMPLATE_ID -> kind = Kind.BACKORDER_FILLED;
      default -> {
        // Touches no stock.
      }
    }
  }

  /** What was noted, once the fact is applied; it has touched stock. */
  StockFact applied() {
    Kind noted = kind;
    if (noted == null) {
      throw new IllegalStateException(
          "the fact at position %d touched stock, template %d"
              .formatted(state.position(), header.templateId()));
    }
    if (noted == Kind.HELD) {
      lookUp();
    }
    return new StockFact(
        state.position(), state.timeMillis(), noted, reservation, channel, reference, movement);
  }

  private void note(Kind noted, long id) {
    kind = noted;
    reservation = id;
    if (noted != Kind.HELD) {
      lookUp();
    }
  }

  private void lookUp() {
    ReservationTable reservations = state.reservations();
    int row = reservations.find(reservation);
    if (row >= 0) {
      channel = reservations.channel(row);
      reference = state.text(reservations.referenceText(row));
    }
  }

  private void noteMovement(StockMovedDecoder fact) {
    kind = Kind.MOVED;
    String reason = fact.reason();
    reference = fact.reference();
    movement =
        new StockFact.Movement(
            MovementType.of(fact.kind()),
            fact.sku(),
            fact.location(),
            fact.quantity(),
            Condition.of(fact.from()),
            Condition.of(fact.to()),
            fact.forced() == 1,
            fact.toLocation(),
            fact.expected(),
            fact.expectedAt(),
            reason,
            fact.actor());
  }
}
