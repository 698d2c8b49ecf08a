package dev.holdfast.ledger.api;

/** How stock moves. */
public enum MovementType {
  RECEIVE(1),
  ADJUST(2),
  COUNT(3),
  /** Announces units: incoming, not on hand. */
  EXPECT(4),
  /** Out of one location at once, incoming at another. */
  TRANSFER(5),
  /** Ends what is still open of an EXPECT or a TRANSFER. */
  LOST(6),
  DAMAGE(7),
  QUARANTINE(8),
  RESTORE(9),
  RETURN(10),
  /** Made by shipping, never by hand. */
  FULFIL(11);

  private static final Codes<MovementType> BY_CODE =
      Codes.of(MovementType.class, MovementType::code);

  private final int code;

  MovementType(int code) {
    this.code = code;
  }

  /** Stands for it in the journal, for good. */
  public int code() {
    return code;
  }

  /** The one that a code stands for; another code is an error. */
  public static MovementType of(int code) {
    return BY_CODE.of(code);
  }
}
