package dev.holdfast.ledger.api;

/** In which condition units on hand are, for movements between them. */
public enum Condition {
  AVAILABLE(1),
  DAMAGED(2),
  QUALITY_CONTROL(3);

  private static final Codes<Condition> BY_CODE = Codes.of(Condition.class, Condition::code);

  private final int code;

  Condition(int code) {
    this.code = code;
  }

  /** The number that stands for it in the journal. */
  public int code() {
    return code;
  }

  /** Its inverse. */
  public static Condition of(int code) {
    return BY_CODE.of(code);
  }
}
