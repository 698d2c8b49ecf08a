package dev.holdfast.inventory.internal.ports;

import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.Outcome;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.shared.Counted;
import dev.holdfast.shared.HoldfastHeaders;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.time.Instant;
import java.util.function.Function;

/**
 * Says to a caller why the ledger refused, and what helps to act on it. One for each request.
 *
 * @param directory whose ids are told
 * @param attempt what was tried, to follow "cannot be": {@code confirmed}
 * @param display how figures are shown to whoever asked
 */
public record Refusals(Directory directory, String attempt, QuantityDisplay display) {

  /** What the caller is told, with what it asked for if the ledger did that. */
  public <T> Outcome<T> outcome(Reply reply, Function<Reply.Outcome, T> done) {
    if (reply.isOk()) {
      return new Outcome.Done<>(
          done.apply(reply.outcome()), Positions.token(reply.position()), reply.replayed());
    }
    return new Outcome.Refused<>(problem(reply));
  }

  /** The problem that a refusal is told as, with its headers. */
  public Problem problem(Reply reply) {
    Problem problem = of(reply.code(), reply.outcome());
    if (reply.code() != ResultCode.OUTCOME_UNKNOWN) {
      problem = problem.withHeader(HoldfastHeaders.POSITION, Positions.token(reply.position()));
    }
    return reply.replayed() ? problem.withHeader(HoldfastHeaders.REPLAYED, "true") : problem;
  }

  private Problem of(ResultCode code, Reply.Outcome outcome) {
    return switch (code) {
      case OK -> throw new IllegalArgumentException("OK is no refusal");
      case LOCATION_NOT_ALLOWED -> notAllowed(((Reply.NotAllowed) outcome).location());
      case RESERVATION_NOT_FOUND -> reservationNotFound();
      case RESERVATION_EXPIRED -> expired(((Reply.Reserved) outcome).reservation());
      case RESERVATION_STATE -> wrongState(((Reply.Reserved) outcome).reservation().state());
      case TTL_TOO_LONG -> ttlTooLong(((Reply.Limit) outcome).max());
      case TOO_MANY_PARTS -> tooManyParts(((Reply.Limit) outcome).max());
      case LEDGER_FULL -> full();
      case LIMIT_REACHED -> limitReached(((Reply.Limit) outcome).max());
      case REQUEST_ID_REUSED -> reused();
      case OUTCOME_UNKNOWN -> unknown();
      case ANSWER_GONE -> answerGone();
      case LINE_EXCEEDED -> lineExceeded((Reply.LineLeft) outcome);
      case INSUFFICIENT_STOCK,
          SALE_REQUIRED,
          SALE_NOT_OPEN,
          SALE_QUOTA_EXHAUSTED,
          CUSTOMER_REQUIRED,
          CUSTOMER_LIMIT_EXCEEDED,
          SKU_NOT_IN_SALE,
          CHANNEL_NOT_IN_SALE,
          BUDGET_EXHAUSTED,
          SALE_CLOSED ->
          new SellingRefusals(directory, display).problem(code, outcome);
      case STOCK_CHANGED,
          STOCK_COMMITTED,
          STOCK_NOT_ON_HAND,
          ON_HAND_TOO_LARGE,
          EXPECTED_EXCEEDED,
          EXPECTED_MISMATCH,
          MOVEMENT_NOT_FOUND,
          NOT_PROPORTIONAL ->
          new StockRefusals(directory).problem(code, outcome);
    };
  }

  private static Problem answerGone() {
    return Problem.of(
        ProblemCode.ANSWER_GONE,
        "This request was answered before and took effect then, so long ago that its answer is no"
            + " longer kept. Read what it made; sending it again will not tell more.");
  }

  private Problem lineExceeded(Reply.LineLeft outcome) {
    return Problem.of(
            ProblemCode.LINE_EXCEEDED,
            outcome.left() == 0
                ? "The reservation has no line "
                    + outcome.line()
                    + " with units that could be "
                    + attempt
                    + ". Nothing was done."
                : "Of line "
                    + outcome.line()
                    + ", only "
                    + Counted.are(outcome.left(), "unit")
                    + " left that could be "
                    + attempt
                    + ". Nothing was done.")
        .with("line", outcome.line())
        .with("left", outcome.left());
  }

  private Problem notAllowed(int ordinal) {
    String location = directory.locations().id(ordinal);
    return Problem.of(
            ProblemCode.LOCATION_NOT_ALLOWED,
            "The channel may not sell from "
                + location
                + "; leave the location out or name another.")
        .with("location", location);
  }

  static Problem reservationNotFound() {
    return Problem.of(ProblemCode.RESERVATION_NOT_FOUND, "No reservation of yours has this id.");
  }

  private Problem expired(ReservationView reservation) {
    var deadline = Instant.ofEpochMilli(reservation.deadlineMillis());
    return Problem.of(
            ProblemCode.RESERVATION_EXPIRED,
            "The reservation expired before it could be "
                + attempt
                + ". Reserve anew, or confirm with reacquire.")
        .with("state", reservation.state().name())
        .with("expiresAt", deadline);
  }

  private Problem wrongState(ReservationState state) {
    return Problem.of(
            ProblemCode.RESERVATION_STATE,
            "A reservation that is " + state + " cannot be " + attempt + ".")
        .with("state", state.name());
  }

  private static Problem ttlTooLong(long maxMillis) {
    long seconds = maxMillis / 1_000;
    return Problem.of(
            ProblemCode.TTL_TOO_LONG,
            "Stock is held for "
                + Counted.of(seconds, "second")
                + " at most here; ask for that or less.")
        .with("max", seconds);
  }

  private static Problem tooManyParts(long max) {
    return Problem.of(
            ProblemCode.TOO_MANY_PARTS,
            "The lines would draw from more than "
                + Counted.of(max, "place")
                + ". Reserve in several requests.")
        .with("max", max);
  }

  private static Problem full() {
    return Problem.of(
        ProblemCode.LEDGER_FULL,
        "The ledger holds as much as it is configured for. Nothing was done; try again later.");
  }

  private static Problem limitReached(long max) {
    return Problem.of(
            ProblemCode.LIMIT_REACHED,
            "There are " + max + " of these, and may never be more. Change one that is there.")
        .with("max", max);
  }

  private static Problem reused() {
    return Problem.of(
        ProblemCode.REQUEST_ID_REUSED,
        "The Idempotency-Key or, in a bulk line, requestId came before with another method, path or"
            + " content. Send another one with another request.");
  }

  private static Problem unknown() {
    return Problem.of(
        ProblemCode.OUTCOME_UNKNOWN,
        "The request was accepted, and its outcome is not known yet. To learn it, send it again"
            + " with the same Idempotency-Key or, in a bulk line, requestId.");
  }
}
