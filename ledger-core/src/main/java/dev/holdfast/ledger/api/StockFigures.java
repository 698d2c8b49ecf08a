package dev.holdfast.ledger.api;

/**
 * Units of one SKU at one location, or their sum over locations.
 *
 * @param location its ordinal, or {@link Command#NONE} in a sum
 */
public record StockFigures(
    int location,
    long onHand,
    long available,
    long held,
    long committed,
    long safetyStock,
    long damaged,
    long qualityControl,
    long incoming,
    long backordered) {

  /** The sum of both, at no location. */
  public StockFigures plus(StockFigures other) {
    return new StockFigures(
        Command.NONE,
        onHand + other.onHand,
        available + other.available,
        held + other.held,
        committed + other.committed,
        safetyStock + other.safetyStock,
        damaged + other.damaged,
        qualityControl + other.qualityControl,
        incoming + other.incoming,
        backordered + other.backordered);
  }
}
