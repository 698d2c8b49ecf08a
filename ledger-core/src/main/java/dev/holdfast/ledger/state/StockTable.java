package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.StockFigures;

/** The stock items: one row for each SKU at each location that ever held it. */
public final class StockTable {

  private static final int ON_HAND = 0;
  private static final int HELD = 1;
  private static final int COMMITTED = 2;
  private static final int SAFETY_TARGET = 3;
  private static final int DAMAGED = 4;
  private static final int QUALITY_CONTROL = 5;
  private static final int INCOMING = 6;
  private static final int BACKORDERED = 7;
  private static final int KEY = 8;
  private static final int NEXT = 9;
  private static final int NO_ROW = -1;

  private final Rows rows = new Rows(10);
  private final RowIndex rowByKey = new RowIndex(1024);
  private long hash;

  /** The stock item of a SKU at a location, or -1. */
  public int find(int sku, int location) {
    return rowByKey.row(Rows.pack(sku, location));
  }

  public int sku(int stock) {
    return rows.high(stock, KEY);
  }

  public int location(int stock) {
    return rows.low(stock, KEY);
  }

  /** The same SKU's next stock item by location id, or -1. */
  public int next(int stock) {
    return (int) rows.get(stock, NEXT);
  }

  public long onHand(int stock) {
    return rows.get(stock, ON_HAND);
  }

  /** What held, committed, damaged and qualityControl leave of on hand. */
  public long unclaimed(int stock) {
    return rows.get(stock, ON_HAND)
        - rows.get(stock, HELD)
        - rows.get(stock, COMMITTED)
        - rows.get(stock, DAMAGED)
        - rows.get(stock, QUALITY_CONTROL);
  }

  public long available(int stock) {
    long unclaimed = unclaimed(stock);
    return unclaimed - safetyStock(stock, unclaimed);
  }

  public StockFigures figures(int stock) {
    long unclaimed = unclaimed(stock);
    long safetyStock = safetyStock(stock, unclaimed);
    return new StockFigures(
        location(stock),
        rows.get(stock, ON_HAND),
        unclaimed - safetyStock,
        rows.get(stock, HELD),
        rows.get(stock, COMMITTED),
        safetyStock,
        rows.get(stock, DAMAGED),
        rows.get(stock, QUALITY_CONTROL),
        rows.get(stock, INCOMING),
        rows.get(stock, BACKORDERED));
  }

  /** The safety stock gives way before available does. */
  private long safetyStock(int stock, long unclaimed) {
    return Math.max(0, Math.min(rows.get(stock, SAFETY_TARGET), unclaimed));
  }

  int create(int sku, int location) {
    int stock = rows.allocate();
    rows.set(stock, KEY, Rows.pack(sku, location));
    rows.set(stock, NEXT, NO_ROW);
    rowByKey.put(Rows.pack(sku, location), stock);
    return stock;
  }

  void setNext(int stock, int next) {
    rows.set(stock, NEXT, next);
  }

  void move(int stock, long onHandChange) {
    add(stock, ON_HAND, onHandChange);
    check(stock);
  }

  void hold(int stock, int units) {
    add(stock, HELD, units);
    check(stock);
  }

  void release(int stock, int units) {
    add(stock, HELD, -units);
    check(stock);
  }

  void commit(int stock, int units) {
    add(stock, HELD, -units);
    add(stock, COMMITTED, units);
    check(stock);
  }

  void cancel(int stock, int units) {
    add(stock, COMMITTED, -units);
    check(stock);
  }

  void fulfil(int stock, int units) {
    add(stock, COMMITTED, -units);
    add(stock, ON_HAND, -units);
    check(stock);
  }

  long hash() {
    return hash;
  }

  private void add(int stock, int column, long change) {
    hash += change * Hashing.weight(Hashing.STOCK, rows.get(stock, KEY), column);
    rows.add(stock, column, change);
  }

  private void check(int stock) {
    if ((rows.get(stock, ON_HAND)
            | rows.get(stock, HELD)
            | rows.get(stock, COMMITTED)
            | unclaimed(stock))
        < 0) {
      throw new InvariantBroken(
          "SKU %d at location %d: %s".formatted(sku(stock), location(stock), figures(stock)));
    }
  }
}
