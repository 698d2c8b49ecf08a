package dev.holdfast.ledger.api;

/** How much of a SKU is available over all locations. */
public enum StockLevel {
  IN_STOCK(1),
  /** At or below the SKU's threshold. */
  LOW_STOCK(2),
  OUT_OF_STOCK(3);

  private static final Codes<StockLevel> BY_CODE = Codes.of(StockLevel.class, StockLevel::code);

  private final int code;

  StockLevel(int code) {
    this.code = code;
  }

  /** Stands for it in the journal, for good. */
  public int code() {
    return code;
  }

  /** The one that a code stands for; another code is an error. */
  public static StockLevel of(int code) {
    return BY_CODE.of(code);
  }
}
