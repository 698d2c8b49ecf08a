package dev.holdfast.ledger.state;

/** The SKUs, by ordinal. */
public final class SkuTable extends KeyedTable {

  private static final int LOW_STOCK_THRESHOLD = 0;
  private static final int CHANGED_AT = 1;
  private static final int CHANGED_AT_MILLIS = 2;
  private static final int FIRST_STOCK = 3;
  private static final int NO_ROW = -1;

  private final Rows rows = new Rows(4);
  private long hash;

  SkuTable(Texts texts) {
    super(texts);
  }

  public long lowStockThreshold(int sku) {
    return rows.get(sku, LOW_STOCK_THRESHOLD);
  }

  /** Position of the last fact that touched its figures or settings. */
  public long changedAt(int sku) {
    return rows.get(sku, CHANGED_AT);
  }

  /** Time of that fact, epoch milliseconds. */
  public long changedAtMillis(int sku) {
    return rows.get(sku, CHANGED_AT_MILLIS);
  }

  /** Its first stock item by location id, or -1; go on with {@link StockTable#next}. */
  public int firstStock(int sku) {
    return (int) rows.get(sku, FIRST_STOCK);
  }

  void define(int sku, int keyText, int detailsText, long lowStockThreshold) {
    if (sku == count()) {
      rows.allocate();
      rows.set(sku, FIRST_STOCK, NO_ROW);
    }
    registry.define(sku, keyText, detailsText);
    long change = lowStockThreshold - rows.get(sku, LOW_STOCK_THRESHOLD);
    hash += change * Hashing.weight(Hashing.SKUS, sku, LOW_STOCK_THRESHOLD);
    rows.set(sku, LOW_STOCK_THRESHOLD, lowStockThreshold);
  }

  void touch(int sku, long position, long timeMillis) {
    rows.set(sku, CHANGED_AT, position);
    rows.set(sku, CHANGED_AT_MILLIS, timeMillis);
  }

  void setFirstStock(int sku, int stock) {
    rows.set(sku, FIRST_STOCK, stock);
  }

  long hash() {
    return registry.hash() + hash;
  }
}
