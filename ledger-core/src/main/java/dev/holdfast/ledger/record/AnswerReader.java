package dev.holdfast.ledger.record;

import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.StockFigures;
import dev.holdfast.ledger.record.sbe.DefinedAnswerDecoder;
import dev.holdfast.ledger.record.sbe.MessageHeaderDecoder;
import dev.holdfast.ledger.record.sbe.ReservationAnswerDecoder;
import dev.holdfast.ledger.record.sbe.RuleAnswerDecoder;
import dev.holdfast.ledger.record.sbe.ShortageAnswerDecoder;
import dev.holdfast.ledger.record.sbe.StockAnswerDecoder;
import java.util.ArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** Decodes answers into replies. Not thread-safe. */
public final class AnswerReader {

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final RuleAnswerDecoder rule = new RuleAnswerDecoder();
  private final DefinedAnswerDecoder defined = new DefinedAnswerDecoder();
  private final StockAnswerDecoder stock = new StockAnswerDecoder();
  private final ReservationAnswerDecoder reservation = new ReservationAnswerDecoder();
  private final ShortageAnswerDecoder shortage = new ShortageAnswerDecoder();

  /**
   * Reads the answer that starts at an offset.
   *
   * @param replayed whether it answers a request that was sent again
   */
  public Reply read(UnsafeBuffer buffer, int offset, boolean replayed) {
    header.wrap(buffer, offset);
    return switch (header.templateId()) {
      case ReservationAnswerDecoder.TEMPLATE_ID -> readReservation(buffer, offset, replayed);
      case RuleAnswerDecoder.TEMPLATE_ID -> readRule(buffer, offset, replayed);
      case ShortageAnswerDecoder.TEMPLATE_ID -> readShortages(buffer, offset, replayed);
      case StockAnswerDecoder.TEMPLATE_ID -> readStock(buffer, offset, replayed);
      case DefinedAnswerDecoder.TEMPLATE_ID -> readDefined(buffer, offset, replayed);
      default -> throw new IllegalArgumentException("no answer: " + header.templateId());
    };
  }

  private Reply readRule(UnsafeBuffer buffer, int offset, boolean replayed) {
    rule.wrapAndApplyHeader(buffer, offset, header);
    ResultCode code = ResultCode.of(rule.code());
    return new Reply(code, rule.position(), replayed, ruleOutcome(code));
  }

  private Reply.Outcome ruleOutcome(ResultCode code) {
    return switch (code) {
      case LOCATION_NOT_ALLOWED -> new Reply.NotAllowed((int) rule.subject());
      case TTL_TOO_LONG, TOO_MANY_PARTS, LIMIT_REACHED -> new Reply.Limit(rule.value());
      case SALE_REQUIRED, SALE_NOT_OPEN, SKU_NOT_IN_SALE, CHANNEL_NOT_IN_SALE, SALE_CLOSED ->
          new Reply.SaleRule((int) rule.subject(), rule.line(), (int) rule.value());
      case BUDGET_EXHAUSTED, CUSTOMER_LIMIT_EXCEEDED ->
          new Reply.BudgetLeft((int) rule.subject(), rule.value());
      case LINE_EXCEEDED, STOCK_NOT_ON_HAND ->
          new Reply.LineLeft(rule.subject(), rule.line(), rule.value());
      case EXPECTED_EXCEEDED, EXPECTED_MISMATCH, MOVEMENT_NOT_FOUND ->
          new Reply.ExpectedOpen(rule.subject(), rule.value());
      default -> Reply.Plain.INSTANCE;
    };
  }

  private Reply readDefined(UnsafeBuffer buffer, int offset, boolean replayed) {
    defined.wrapAndApplyHeader(buffer, offset, header);
    var outcome = new Reply.Defined(defined.ordinal(), defined.created() == 1);
    return new Reply(ResultCode.OK, defined.position(), replayed, outcome);
  }

  private Reply readStock(UnsafeBuffer buffer, int offset, boolean replayed) {
    stock.wrapAndApplyHeader(buffer, offset, header);
    var figures =
        new StockFigures(
            stock.location(),
            stock.onHand(),
            stock.available(),
            stock.held(),
            stock.committed(),
            stock.safetyStock(),
            stock.damaged(),
            stock.qualityControl(),
            stock.incoming(),
            stock.backordered());
    var outcome = new Reply.Moved(stock.movement(), stock.sku(), figures);
    return new Reply(ResultCode.of(stock.code()), stock.position(), replayed, outcome);
  }

  private Reply readReservation(UnsafeBuffer buffer, int offset, boolean replayed) {
    reservation.wrapAndApplyHeader(buffer, offset, header);
    var parts = reservation.parts();
    var lines = new ArrayList<ReservationView.Line>(parts.count());
    while (parts.hasNext()) {
      parts.next();
      lines.add(
          new ReservationView.Line(
              parts.line(),
              parts.sku(),
              parts.location(),
              parts.quantity(),
              parts.backordered(),
              parts.fulfilled()));
    }
    String customer = reservation.customer();
    String reference = reservation.reference();
    var view =
        new ReservationView(
            reservation.reservation(),
            ReservationState.of(reservation.state()),
            reservation.channel(),
            customer,
            reference,
            reservation.sale(),
            reservation.deadline(),
            reservation.changedAt(),
            lines);
    return new Reply(
        ResultCode.of(reservation.code()),
        reservation.position(),
        replayed,
        new Reply.Reserved(view));
  }

  private Reply readShortages(UnsafeBuffer buffer, int offset, boolean replayed) {
    shortage.wrapAndApplyHeader(buffer, offset, header);
    var group = shortage.shortages();
    var shortages = new ArrayList<Reply.Shortage>(group.count());
    while (group.hasNext()) {
      group.next();
      shortages.add(
          new Reply.Shortage(group.line(), group.sku(), group.requested(), group.available()));
    }
    return new Reply(
        ResultCode.of(shortage.code()),
        shortage.position(),
        replayed,
        new Reply.Shortages(shortages));
  }
}
