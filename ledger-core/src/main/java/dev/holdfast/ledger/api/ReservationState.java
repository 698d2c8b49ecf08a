package dev.holdfast.ledger.api;

/** Where a reservation stands. */
public enum ReservationState {
  HELD(1, false),
  CONFIRMED(2, false),
  RELEASED(3, true),
  EXPIRED(4, true),
  CANCELLED(5, true),
  FULFILLED(6, true);

  private static final Codes<ReservationState> BY_CODE =
      Codes.of(ReservationState.class, ReservationState::code);

  private final int code;
  private final boolean terminal;

  ReservationState(int code, boolean terminal) {
    this.code = code;
    this.terminal = terminal;
  }

  /** Stands for it in the journal, for good. */
  public int code() {
    return code;
  }

  /** Whether it holds no stock any more. */
  public boolean isTerminal() {
    return terminal;
  }

  /** The inverse of {@link #code()}. */
  public static ReservationState of(int code) {
    return BY_CODE.of(code);
  }
}
