package dev.holdfast.ledger.api;

/** How the ledger answered. Every one but {@link #OK} names the rule that was broken. */
public enum ResultCode {
  OK(0),
  INSUFFICIENT_STOCK(1),
  LOCATION_NOT_ALLOWED(2),
  RESERVATION_NOT_FOUND(3),
  RESERVATION_EXPIRED(4),
  RESERVATION_STATE(5),
  STOCK_CHANGED(6),
  STOCK_COMMITTED(7),
  TTL_TOO_LONG(8),
  /** On hand would pass {@link #ON_HAND_MAX}. */
  ON_HAND_TOO_LARGE(9),
  /** As many reservations hold stock as may. Nothing was done: never remembered for a request. */
  LEDGER_FULL(10),
  /** The request id was used before with another content. */
  REQUEST_ID_REUSED(11),
  /** The lines need more places than one reservation may draw from. */
  TOO_MANY_PARTS(12),
  /** The ledger stopped before the outcome was known: the same request id will tell. */
  OUTCOME_UNKNOWN(13),
  /** A line's SKU is sold only by naming its sale. */
  SALE_REQUIRED(14),
  /** The sale has not started, is over or is closed. */
  SALE_NOT_OPEN(15),
  SALE_QUOTA_EXHAUSTED(16),
  /** A customer limit applies, and no customer is named. */
  CUSTOMER_REQUIRED(17),
  CUSTOMER_LIMIT_EXCEEDED(18),
  /** A reservation that names a sale holds only the sale's SKUs. */
  SKU_NOT_IN_SALE(19),
  CHANNEL_NOT_IN_SALE(20),
  BUDGET_EXHAUSTED(21),
  /** Fewer units are on hand, or in the condition named, than a movement or a FULFIL takes. */
  STOCK_NOT_ON_HAND(22),
  /** More than is still open of the expected units. */
  EXPECTED_EXCEEDED(23),
  /** The expected units are of another SKU or for another location. */
  EXPECTED_MISMATCH(24),
  MOVEMENT_NOT_FOUND(25),
  /** The line has fewer units left than the verb names. */
  LINE_EXCEEDED(26),
  SALE_CLOSED(27),
  /** Only a proportional allocation can be dealt again. */
  NOT_PROPORTIONAL(28),
  /** As many of the kind are defined as may ever be. */
  LIMIT_REACHED(29),
  /**
   * The request was answered before, and the journal no longer holds what it was answered. It took
   * effect then. Never stored.
   */
  ANSWER_GONE(30);

  /** The most units of one SKU at one location. */
  public static final long ON_HAND_MAX = 1_000_000_000_000L;

  private static final Codes<ResultCode> BY_CODE = Codes.of(ResultCode.class, ResultCode::code);

  private final int code;

  ResultCode(int code) {
    this.code = code;
  }

  /** Stands for it in the journal, for good. */
  public int code() {
    return code;
  }

  /** The one that a code stands for; another code is an error. */
  public static ResultCode of(int code) {
    return BY_CODE.of(code);
  }
}
