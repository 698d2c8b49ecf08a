package dev.holdfast.inventory;

/** The greatest numbers of units, which are the ledger's own bounds. */
public final class Quantities {
  /** What one line, or one movement but a count, may name. */
  public static final int QUANTITY_MAX = 1_000_000_000;

  /** What may be on hand of a SKU at a location. */
  public static final long ON_HAND_MAX = 1_000_000_000_000L;

  private Quantities() {}
}
