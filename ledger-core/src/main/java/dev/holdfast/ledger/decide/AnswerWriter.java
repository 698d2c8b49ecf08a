package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.StockFigures;
import dev.holdfast.ledger.record.sbe.DefinedAnswerEncoder;
import dev.holdfast.ledger.record.sbe.MessageHeaderEncoder;
import dev.holdfast.ledger.record.sbe.ReservationAnswerEncoder;
import dev.holdfast.ledger.record.sbe.RuleAnswerEncoder;
import dev.holdfast.ledger.record.sbe.ShortageAnswerEncoder;
import dev.holdfast.ledger.record.sbe.StockAnswerEncoder;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.ReservationTable;
import dev.holdfast.ledger.state.StockTable;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes what a command's caller is told, from its decision and the state right after its facts.
 * The same bytes answer the request when it is sent again. Not thread-safe.
 */
public final class AnswerWriter {

  /** The most bytes of one answer. */
  public static final int BYTES_MAX = 48 * 1024;

  private static final StockFigures NOTHING = new StockFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final RuleAnswerEncoder rule = new RuleAnswerEncoder();
  private final DefinedAnswerEncoder defined = new DefinedAnswerEncoder();
  private final StockAnswerEncoder stock = new StockAnswerEncoder();
  private final ReservationAnswerEncoder reservation = new ReservationAnswerEncoder();
  private final ShortageAnswerEncoder shortage = new ShortageAnswerEncoder();
  private final LedgerState state;

  public AnswerWriter(LedgerState state) {
    this.state = state;
  }

  /**
   * Writes the answer.
   *
   * @param position the last one that the command writes
   * @return its length in bytes
   */
  public int write(Decision decision, long position, UnsafeBuffer buffer, int offset) {
    int body =
        switch (decision.shows()) {
          case RULE -> writeRule(decision, position, buffer, offset);
          case DEFINED -> writeDefined(decision, position, buffer, offset);
          case STOCK -> writeStock(decision, position, buffer, offset);
          case RESERVATION -> writeReservation(decision, position, buffer, offset);
          case SHORTAGES -> writeShortages(decision, position, buffer, offset);
        };
    return MessageHeaderEncoder.ENCODED_LENGTH + body;
  }

  private int writeRule(Decision decision, long position, UnsafeBuffer buffer, int offset) {
    rule.wrapAndApplyHeader(buffer, offset, header)
        .position(position)
        .subject(decision.subject())
        .value(decision.value())
        .line(decision.line())
        .code((short) decision.code().code());
    return rule.encodedLength();
  }

  private int writeDefined(Decision decision, long position, UnsafeBuffer buffer, int offset) {
    defined
        .wrapAndApplyHeader(buffer, offset, header)
        .position(position)
        .ordinal(decision.ordinal())
        .created((short) (decision.created() ? 1 : 0));
    return defined.encodedLength();
  }

  private int writeStock(Decision decision, long position, UnsafeBuffer buffer, int offset) {
    int item = state.stock().find(decision.sku(), decision.location());
    StockFigures figures = item < 0 ? NOTHING : state.stock().figures(item);
    stock
        .wrapAndApplyHeader(buffer, offset, header)
        .position(position)
        .movement(decision.movement())
        .code((short) decision.code().code())
        .sku(decision.sku())
        .location(decision.location())
        .onHand(figures.onHand())
        .available(figures.available())
        .held(figures.held())
        .committed(figures.committed())
        .safetyStock(figures.safetyStock())
        .damaged(figures.damaged())
        .qualityControl(figures.qualityControl())
        .incoming(figures.incoming())
        .backordered(figures.backordered());
    return stock.encodedLength();
  }

  private int writeReservation(Decision decision, long position, UnsafeBuffer buffer, int offset) {
    ReservationTable reservations = state.reservations();
    int row = reservations.find(decision.reservation());
    reservation
        .wrapAndApplyHeader(buffer, offset, header)
        .position(position)
        .reservation(decision.reservation())
        .deadline(reservations.deadlineMillis(row))
        .changedAt(reservations.changedAt(row))
        .channel(reservations.channel(row))
        .sale(state.conditions().sale(reservations.conditions(row)))
        .state((short) reservations.state(row).code())
        .code((short) decision.code().code());
    writeParts(reservations, row);
    int customer = reservations.customerText(row);
    int reference = reservations.referenceText(row);
    reservation
        .putCustomer(
            state.textPage(customer), state.textOffset(customer), state.textLength(customer))
        .putReference(
            state.textPage(reference), state.textOffset(reference), state.textLength(reference));
    return reservation.encodedLength();
  }

  private void writeParts(ReservationTable reservations, int row) {
    StockTable items = state.stock();
    var parts = reservation.partsCount(reservations.shownParts(row));
    for (int part = reservations.firstPart(row); part >= 0; part = reservations.nextPart(part)) {
      if (reservations.partQuantity(part) == 0) {
        continue;
      }
      int item = reservations.partStock(part);
      parts
          .next()
          .sku(items.sku(item))
          .location(items.location(item))
          .quantity(reservations.partQuantity(part))
          .backordered(reservations.partBackordered(part))
          .fulfilled(reservations.partFulfilled(part))
          .line(reservations.partLine(part));
    }
  }

  private int writeShortages(Decision decision, long position, UnsafeBuffer buffer, int offset) {
    Decision.Shortages missing = decision.shortages();
    shortage
        .wrapAndApplyHeader(buffer, offset, header)
        .position(position)
        .code((short) decision.code().code());
    var group = shortage.shortagesCount(missing.size());
    for (int i = 0; i < missing.size(); i++) {
      group
          .next()
          .sku(missing.sku(i))
          .requested(missing.requested(i))
          .available(missing.available(i))
          .line(missing.line(i));
    }
    return shortage.encodedLength();
  }
}
