package dev.holdfast.ledger.api;

/**
 * How a channel is shown quantities.
 *
 * @param cap for CAPPED the greatest number shown, else 0
 */
public record QuantityDisplay(Kind kind, int cap) {

  public static final QuantityDisplay EXACT = new QuantityDisplay(Kind.EXACT, 0);
  public static final QuantityDisplay STATUS_ONLY = new QuantityDisplay(Kind.STATUS_ONLY, 0);

  /** Shows at most {@code cap}, 1 or more. */
  public static QuantityDisplay capped(int cap) {
    return new QuantityDisplay(Kind.CAPPED, cap);
  }

  /** The three ways. */
  public enum Kind {
    EXACT(1),
    CAPPED(2),
    STATUS_ONLY(3);

    private static final Codes<Kind> BY_CODE = Codes.of(Kind.class, Kind::code);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** Stands for it in the journal, for good. */
    public int code() {
      return code;
    }

    /** The one that a code stands for; another code is an error. */
    public static Kind of(int code) {
      return BY_CODE.of(code);
    }
  }
}
