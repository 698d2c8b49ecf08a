package dev.holdfast.shared;

import java.util.Locale;

/**
 * Every way a request can fail: the one catalogue of codes, statuses and titles. A code, once
 * published, keeps its meaning.
 */
public enum ProblemCode {
  // The request cannot be read.
  MALFORMED_REQUEST(400, "The request is not valid HTTP"),
  MALFORMED_JSON(400, "The body is not valid JSON"),
  INVALID_TYPE(400, "A value has the wrong JSON type"),
  UNKNOWN_FIELD(400, "A field is not known here"),
  DUPLICATE_FIELD(400, "A field is given twice"),
  INVALID_PARAMETER(400, "A query parameter is not valid"),
  INVALID_HEADER(400, "A header is not valid"),
  UNAUTHENTICATED(401, "A valid API key is needed"),
  FORBIDDEN(403, "The API key lacks the scope"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  NOT_ACCEPTABLE(406, "The answer has no form that was asked for"),
  BODY_TOO_LARGE(413, "The body is too large"),
  URI_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),

  // The request can be read and makes no sense.
  VALIDATION_FAILED(422, "Some values are not allowed"),
  REQUEST_ID_REUSED(422, "The Idempotency-Key was used for another request"),
  TTL_TOO_LONG(422, "The time to hold is longer than allowed"),
  ON_HAND_TOO_LARGE(422, "More stock than the ledger can count"),
  TOO_MANY_PARTS(422, "The reservation draws from too many places"),

  // Something it names is unknown.
  SKU_NOT_FOUND(404, "There is no such SKU"),
  LOCATION_NOT_FOUND(404, "There is no such location"),
  STOCK_ITEM_NOT_FOUND(404, "The SKU was never at this location"),
  MOVEMENT_NOT_FOUND(404, "There is no such movement"),
  CHANNEL_NOT_FOUND(404, "There is no such channel"),
  RESERVATION_NOT_FOUND(404, "There is no such reservation"),
  SALE_NOT_FOUND(404, "There is no such sale"),
  BUDGET_NOT_FOUND(404, "There is no such budget"),
  API_KEY_NOT_FOUND(404, "There is no such API key"),

  // It was there once.
  HISTORY_GONE(410, "The history does not go back so far"),
  ANSWER_GONE(410, "The answer to this request is no longer kept"),

  // A rule refuses it.
  INSUFFICIENT_STOCK(409, "There is not enough stock"),
  LOCATION_NOT_ALLOWED(409, "The channel may not sell from this location"),
  RESERVATION_EXPIRED(409, "The reservation has expired"),
  RESERVATION_STATE(409, "The reservation's state forbids this"),
  STOCK_CHANGED(409, "The stock has changed since it was looked at"),
  STOCK_COMMITTED(409, "The stock is promised already"),
  STOCK_NOT_ON_HAND(409, "The stock is not there"),
  EXPECTED_EXCEEDED(409, "Not what is still expected"),
  EXPECTED_MISMATCH(409, "Something else is expected"),
  NOT_PROPORTIONAL(409, "The allocation deals no shares"),
  LINE_EXCEEDED(409, "The line has fewer units left"),
  SALE_REQUIRED(409, "The SKU is sold only by naming its sale"),
  SALE_NOT_OPEN(409, "The sale is not open"),
  SALE_CLOSED(409, "The sale is closed for good"),
  SKU_NOT_IN_SALE(409, "The SKU is not in the sale"),
  CHANNEL_NOT_IN_SALE(409, "The channel may not sell in the sale"),
  SALE_QUOTA_EXHAUSTED(409, "The sale's quota is used up"),
  CUSTOMER_REQUIRED(409, "A customer must be named"),
  CUSTOMER_LIMIT_EXCEEDED(409, "The customer has had as much as allowed"),
  BUDGET_EXHAUSTED(409, "The budget is used up"),
  LIMIT_REACHED(409, "There may be no more of these"),
  REQUEST_IN_PROGRESS(409, "The same request is being worked on"),

  // Nothing was done; it may be tried again.
  RATE_LIMITED(
      429, "Too many requests", "https://iana.org/assignments/http-problem-types#quota-exceeded"),
  SERVER_BUSY(503, "The server is busy"),
  LEDGER_BUSY(503, "The ledger is busy"),
  LEDGER_FULL(503, "The ledger is full"),
  NOT_OWNER(503, "Another server owns the ledger"),
  LEDGER_STOPPED(503, "The ledger has stopped"),
  BEHIND(503, "This server has not caught up yet"),
  DATABASE_UNAVAILABLE(503, "The database cannot be reached"),
  SHUTTING_DOWN(503, "The server is shutting down"),
  TOO_MANY_STREAMS(503, "Too many streams are open"),

  // Nobody knows, or it is our fault.
  OUTCOME_UNKNOWN(504, "The outcome is not known yet"),
  INTERNAL(500, "Something went wrong here");

  private static final String TYPES = "https://holdfast.dev/problems/";

  private final int status;
  private final String title;
  private final String type;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
    this.type = TYPES + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A kind of problem that others have named already. */
  ProblemCode(int status, String title, String type) {
    this.status = status;
    this.title = title;
    this.type = type;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The URI that names this kind of problem. */
  public String type() {
    return type;
  }

  /**
   * Whether a rule refused the request, so that the same request id gets the same answer again;
   * rather than that it could not be read, let in, understood or served.
   */
  public boolean isRefusal() {
    return switch (this) {
      case REQUEST_IN_PROGRESS, REQUEST_ID_REUSED, VALIDATION_FAILED -> false;
      default -> status == 409 || status == 422;
    };
  }
}
