package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.StockLevel;
import dev.holdfast.ledger.table.Hashing;
import dev.holdfast.ledger.table.Image;
import dev.holdfast.ledger.table.Rows;
import dev.holdfast.ledger.table.Texts;

/** The SKUs, by ordinal. */
public final class SkuTable extends KeyedTable {

  private static final int LOW_STOCK_THRESHOLD = 0;
  private static final int BACKORDER_LIMIT = 1;
  private static final int CHANGED_AT = 2;
  private static final int CHANGED_AT_MILLIS = 3;
  private static final int AVAILABLE = 4;

  /** Units, and in the low eight bits the level. */
  private static final int BACKORDERED_LEVEL = 5;

  private static final int FIRST_STOCK_USE = 6;
  private static final int POLICY_FIRST_QUOTA = 7;
  private static final int LEVEL_BITS = 8;
  private static final int NO_ROW = -1;

  private final Rows rows = new Rows(8);
  private long hash;

  SkuTable(Texts texts) {
    super(texts);
  }

  public long lowStockThreshold(int sku) {
    return rows.get(sku, LOW_STOCK_THRESHOLD);
  }

  /** Units that may be backordered at once. */
  public long backorderLimit(int sku) {
    return rows.get(sku, BACKORDER_LIMIT);
  }

  /** Units that are backordered now, over all locations. */
  public long backordered(int sku) {
    return rows.get(sku, BACKORDERED_LEVEL) >> LEVEL_BITS;
  }

  /** The sum over its locations of max(0, available there). */
  public long available(int sku) {
    return rows.get(sku, AVAILABLE);
  }

  /** The level that was told last. */
  public StockLevel level(int sku) {
    return StockLevel.of(levelCode(sku));
  }

  /** The level that its figures are at. */
  public StockLevel presentLevel(int sku) {
    long available = rows.get(sku, AVAILABLE);
    if (available == 0) {
      return StockLevel.OUT_OF_STOCK;
    }
    return available <= rows.get(sku, LOW_STOCK_THRESHOLD)
        ? StockLevel.LOW_STOCK
        : StockLevel.IN_STOCK;
  }

  /** Whether the level that its figures are at is the one that was told last. */
  boolean isLevelTold(int sku) {
    return presentLevel(sku).code() == levelCode(sku);
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
    return rows.high(sku, FIRST_STOCK_USE);
  }

  void define(int sku, int keyText, int detailsText, long lowStockThreshold, long backorderLimit) {
    if (sku == count()) {
      rows.allocate();
      rows.set(sku, FIRST_STOCK_USE, Rows.pack(NO_ROW, NO_ROW));
      rows.set(sku, POLICY_FIRST_QUOTA, Rows.pack(NO_ROW, NO_ROW));
      rows.set(sku, BACKORDERED_LEVEL, StockLevel.OUT_OF_STOCK.code());
    }
    registry.define(sku, keyText, detailsText);
    set(sku, LOW_STOCK_THRESHOLD, lowStockThreshold);
    set(sku, BACKORDER_LIMIT, backorderLimit);
  }

  /** Loads its row. */
  long touch(int sku) {
    return rows.touch(sku);
  }

  void touch(int sku, long position, long timeMillis) {
    rows.set(sku, CHANGED_AT, position);
    rows.set(sku, CHANGED_AT_MILLIS, timeMillis);
  }

  void setFirstStock(int sku, int stock) {
    rows.setHigh(sku, FIRST_STOCK_USE, stock);
  }

  /** The first channel that has used it, a row of {@link UseTable}, or -1. */
  int firstUse(int sku) {
    return rows.low(sku, FIRST_STOCK_USE);
  }

  void setFirstUse(int sku, int use) {
    rows.setLow(sku, FIRST_STOCK_USE, use);
  }

  /** Its own allocation, as {@link AllocationTable} numbers them, or -1 for the default. */
  int policy(int sku) {
    return rows.high(sku, POLICY_FIRST_QUOTA);
  }

  void setPolicy(int sku, int policy) {
    rows.setHigh(sku, POLICY_FIRST_QUOTA, policy);
  }

  /** Its part in the first of the sales that sell it, or -1. */
  int firstQuota(int sku) {
    return rows.low(sku, POLICY_FIRST_QUOTA);
  }

  void setFirstQuota(int sku, int quota) {
    rows.setLow(sku, POLICY_FIRST_QUOTA, quota);
  }

  void addAvailable(int sku, long change) {
    rows.add(sku, AVAILABLE, change);
  }

  void addBackordered(int sku, long change) {
    rows.add(sku, BACKORDERED_LEVEL, change << LEVEL_BITS);
  }

  void setLevel(int sku, StockLevel level) {
    long change = (long) level.code() - levelCode(sku);
    hash += change * Hashing.weight(Hashing.SKUS, sku, BACKORDERED_LEVEL);
    rows.add(sku, BACKORDERED_LEVEL, change);
  }

  long hash() {
    return registry.hash() + hash;
  }

  private int levelCode(int sku) {
    return rows.low(sku, BACKORDERED_LEVEL) & ((1 << LEVEL_BITS) - 1);
  }

  private void set(int sku, int column, long value) {
    hash += (value - rows.get(sku, column)) * Hashing.weight(Hashing.SKUS, sku, column);
    rows.set(sku, column, value);
  }

  void carry(Image image) {
    registry.carry(image);
    rows.carry(image);
    hash = image.carry(hash);
  }
}
