package dev.holdfast.ledger.api;

/** What kind of place a location is. */
public enum LocationType {
  WAREHOUSE(1),
  STORE(2),
  DROPSHIP(3);

  private static final Codes<LocationType> BY_CODE =
      Codes.of(LocationType.class, LocationType::code);

  private final int code;

  LocationType(int code) {
    this.code = code;
  }

  /** Stands for it in the journal, for good. */
  public int code() {
    return code;
  }

  /** The one that a code stands for; another code is an error. */
  public static LocationType of(int code) {
    return BY_CODE.of(code);
  }
}
