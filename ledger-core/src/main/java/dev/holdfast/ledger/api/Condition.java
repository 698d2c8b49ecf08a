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

  /** Stands for it in the journal, for good. */
  public int code() {
    return code;
  }

  /** The one that a code stands for; another code is an error. */
  public static Condition of(int code) {
    return BY_CODE.of(code);
  }
}
