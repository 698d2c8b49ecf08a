package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.StockFigures;
import dev.holdfast.ledger.table.Hashing;
import dev.holdfast.ledger.table.Image;
import dev.holdfast.ledger.table.InvariantBroken;
import dev.holdfast.ledger.table.RowIndex;
import dev.holdfast.ledger.table.Rows;

/**
 * The stock items: one row for each SKU at each location that ever held it. {@link StockBook}
 * changes them.
 */
public final class StockTable {

  static final int ON_HAND = 0;
  static final int HELD = 1;
  static final int COMMITTED = 2;
  static final int BACKORDERED = 3;
  static final int DAMAGED = 4;
  static final int QUALITY_CONTROL = 5;
  static final int SAFETY_TARGET = 6;
  static final int INCOMING = 7;
  private static final int KEY = 8;
  private static final int NEXT = 9;
  private static final int BACKLOG = 10;
  private static final int NO_ROW = -1;

  private final Rows rows = new Rows(11);
  private final RowIndex rowByKey = new RowIndex(1024);
  private final SkuTable skus;
  private long hash;

  StockTable(SkuTable skus) {
    this.skus = skus;
  }

  /** How many there are; they are 0 to this - 1. */
  public int count() {
    return rows.used();
  }

  /**
   * The stock item of a SKU at a location, or -1. Most SKUs are sold from few locations: looks at
   * the first before it looks one up.
   */
  public int find(int sku, int location) {
    int first = skus.firstStock(sku);
    return first == NO_ROW || location(first) == location
        ? first
        : rowByKey.row(Rows.pack(sku, location));
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

  /** Units that are reserved and not confirmed. */
  public long held(int stock) {
    return rows.get(stock, HELD);
  }

  /** Units that are confirmed and not shipped. */
  long committed(int stock) {
    return rows.get(stock, COMMITTED);
  }

  /** Units that are expected. */
  long incoming(int stock) {
    return rows.get(stock, INCOMING);
  }

  public long damaged(int stock) {
    return rows.get(stock, DAMAGED);
  }

  public long qualityControl(int stock) {
    return rows.get(stock, QUALITY_CONTROL);
  }

  public long backordered(int stock) {
    return rows.get(stock, BACKORDERED);
  }

  /** The safety stock that was set, not what is left of it. */
  public long safetyTarget(int stock) {
    return rows.get(stock, SAFETY_TARGET);
  }

  /** What is physically there and promised to nobody; below zero only by force. */
  public long free(int stock) {
    return unclaimed(stock) + rows.get(stock, BACKORDERED);
  }

  /** What may be promised: the remainder, below zero by backorder or by force. */
  public long available(int stock) {
    long unclaimed = unclaimed(stock);
    return unclaimed - safetyStock(stock, unclaimed);
  }

  /** Whether units that were given back here would not all be available: some are wanting. */
  public boolean isWanting(int stock) {
    return unclaimed(stock) < rows.get(stock, SAFETY_TARGET);
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

  /** What held, committed, damaged and qualityControl leave of on hand. */
  private long unclaimed(int stock) {
    long[] page = rows.page(stock);
    int at = rows.at(stock);
    return page[at + ON_HAND]
        - page[at + HELD]
        - page[at + COMMITTED]
        - page[at + DAMAGED]
        - page[at + QUALITY_CONTROL];
  }

  /** The safety stock gives way before available does. */
  private long safetyStock(int stock, long unclaimed) {
    return Math.max(0, Math.min(rows.get(stock, SAFETY_TARGET), unclaimed));
  }

  /** Loads its row. */
  long touch(int stock) {
    return rows.touch(stock);
  }

  int create(int sku, int location) {
    int stock = rows.allocate();
    rows.set(stock, KEY, Rows.pack(sku, location));
    rows.set(stock, NEXT, NO_ROW);
    rows.set(stock, BACKLOG, Rows.pack(NO_ROW, NO_ROW));
    rowByKey.put(Rows.pack(sku, location), stock);
    return stock;
  }

  void setNext(int stock, int next) {
    rows.set(stock, NEXT, next);
  }

  /** The line that has waited longest for units here, as {@link Backlog} numbers them, or -1. */
  int firstWaiting(int stock) {
    return rows.high(stock, BACKLOG);
  }

  int lastWaiting(int stock) {
    return rows.low(stock, BACKLOG);
  }

  void setFirstWaiting(int stock, int entry) {
    rows.setHigh(stock, BACKLOG, entry);
  }

  void setLastWaiting(int stock, int entry) {
    rows.setLow(stock, BACKLOG, entry);
  }

  long hash() {
    return hash;
  }

  void add(int stock, int column, long change) {
    if (change != 0) {
      hash += change * Hashing.weight(Hashing.STOCK, rows.get(stock, KEY), column);
      rows.add(stock, column, change);
    }
  }

  /** Takes units from one figure and adds them to another. */
  void shift(int stock, int from, int to, long units) {
    long row = Hashing.rowWeight(Hashing.STOCK, rows.get(stock, KEY));
    hash += units * (Hashing.weight(row, to) - Hashing.weight(row, from));
    rows.add(stock, from, -units);
    rows.add(stock, to, units);
  }

  /**
   * Checks what must hold after every fact.
   *
   * @param freeMin the least that may be free now
   */
  void check(int stock, long freeMin) {
    long[] page = rows.page(stock);
    int at = rows.at(stock);
    long promised = page[at + HELD] + page[at + COMMITTED];
    long negative =
        page[at + ON_HAND]
            | page[at + HELD]
            | page[at + COMMITTED]
            | page[at + DAMAGED]
            | page[at + QUALITY_CONTROL]
            | page[at + INCOMING]
            | page[at + BACKORDERED]
            | (promised - page[at + BACKORDERED])
            | (free(stock) - freeMin);
    if (negative < 0) {
      throw new InvariantBroken(
          "SKU %d at location %d: %s".formatted(sku(stock), location(stock), figures(stock)));
    }
  }

  void carry(Image image) {
    rows.carry(image);
    rowByKey.carry(image);
    hash = image.carry(hash);
  }
}
