package dev.holdfast.ledger.api;

/** How a reservation may be divided over locations. */
public enum Split {
  /** Not at all: the highest-ranked location that has every line whole. */
  NONE(1),
  /** That, else again and again the location that serves most of the remaining units. */
  MINIMAL(2),
  /** The highest-ranked location with everything, else by rank, each gives what it has. */
  ANY(3);

  private static final Codes<Split> BY_CODE = Codes.of(Split.class, Split::code);

  private final int code;

  Split(int code) {
    this.code = code;
  }

  /** Stands for it in the journal, for good. */
  public int code() {
    return code;
  }

  /** The one that a code stands for; another code is an error. */
  public static Split of(int code) {
    return BY_CODE.of(code);
  }
}
