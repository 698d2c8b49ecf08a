package dev.holdfast.ledger.api;

/** How on hand changes. */
public enum MovementType {
  RECEIVE(1),
  ADJUST(2),
  COUNT(3);

  private static final Codes<MovementType> BY_CODE =
      Codes.of(MovementType.class, MovementType::code);

  private final int code;

  MovementType(int code) {
    this.code = code;
  }

  /** The number that stands for it in the journal. */
  public int code() {
    return code;
  }

  /** Its inverse. */
  public static MovementType of(int code) {
    return BY_CODE.of(code);
  }
}
