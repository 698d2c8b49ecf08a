package dev.holdfast.ledger.api;

/**
 * What is counted of one stock item. The figures that are not in here follow from these: {@link
 * #shownAt}.
 *
 * @param safetyTarget units that are to be kept back, more than are where stock gives way
 */
public record ItemFigures(
    long onHand,
    long held,
    long committed,
    long safetyTarget,
    long damaged,
    long qualityControl,
    long incoming,
    long backordered) {

  /** Of an item that was never touched. */
  public static final ItemFigures NONE = new ItemFigures(0, 0, 0, 0, 0, 0, 0, 0);

  /** What is counted in figures as they are shown. */
  public static ItemFigures of(StockFigures shown, long safetyTarget) {
    return new ItemFigures(
        shown.onHand(),
        shown.held(),
        shown.committed(),
        safetyTarget,
        shown.damaged(),
        shown.qualityControl(),
        shown.incoming(),
        shown.backordered());
  }

  /** By how much each differs from another's. */
  public ItemFigures minus(ItemFigures other) {
    return new ItemFigures(
        onHand - other.onHand,
        held - other.held,
        committed - other.committed,
        safetyTarget - other.safetyTarget,
        damaged - other.damaged,
        qualityControl - other.qualityControl,
        incoming - other.incoming,
        backordered - other.backordered);
  }

  /** All figures of an item with these, at a location. */
  public StockFigures shownAt(int location) {
    long unclaimed = onHand - held - committed - damaged - qualityControl;
    long safetyStock = Math.max(0, Math.min(safetyTarget, unclaimed));
    return new StockFigures(
        location,
        onHand,
        unclaimed - safetyStock,
        held,
        committed,
        safetyStock,
        damaged,
        qualityControl,
        incoming,
        backordered);
  }
}
