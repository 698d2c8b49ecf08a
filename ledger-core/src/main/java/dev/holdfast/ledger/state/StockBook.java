package dev.holdfast.ledger.state;

import dev.holdfast.ledger.record.Parts;

/**
 * Changes stock items, and with them what follows from their figures: their SKU's sums, the shares
 * of its channels, what is waited for, who is told. Not thread-safe.
 */
final class StockBook {

  private static final int NO_ROW = -1;

  /** Less than anything can be short of. */
  private static final long WHATEVER_IS_FREE = Long.MIN_VALUE / 4;

  private final SkuTable skus;
  private final StockTable stock;
  private final LocationTable locations;
  private final AllocationTable allocations;
  private final Consequences consequences;
  private final ChangeListener listener;

  /** A fact is about one SKU, or about those of one reservation's parts. */
  private final int[] dealSkus = new int[Parts.MAX];

  private final long[] dealUnits = new long[Parts.MAX];
  private int deals;
  private long position;
  private long timeMillis;

  StockBook(
      SkuTable skus,
      StockTable stock,
      LocationTable locations,
      AllocationTable allocations,
      Consequences consequences,
      ChangeListener listener) {
    this.skus = skus;
    this.stock = stock;
    this.locations = locations;
    this.allocations = allocations;
    this.consequences = consequences;
    this.listener = listener;
  }

  /** Starts a fact. */
  void begin(long at, long atMillis) {
    position = at;
    timeMillis = atMillis;
  }

  /** The stock item of a SKU at a location, made if there is none. */
  int item(int sku, int location) {
    int item = stock.find(sku, location);
    if (item == NO_ROW) {
      item = stock.create(sku, location);
      link(sku, item);
    }
    return item;
  }

  /**
   * Units are promised.
   *
   * @param backordered how many of them are not there
   * @param forced whether the rest may be missing too
   */
  void reserve(int item, long units, long backordered, boolean forced) {
    long available = available(item);
    long free = stock.free(item);
    stock.add(item, StockTable.HELD, units);
    stock.add(item, StockTable.BACKORDERED, backordered);
    skus.addBackordered(stock.sku(item), backordered);
    settle(item, available, free, forced);
  }

  /** Units that were held are committed. */
  void commit(int item, long units) {
    long available = available(item);
    long free = stock.free(item);
    stock.shift(item, StockTable.HELD, StockTable.COMMITTED, units);
    settle(item, available, free, false);
  }

  /** Units that were held or committed are promised no more. */
  void giveBack(int item, long held, long committed, long backordered) {
    long available = available(item);
    long free = stock.free(item);
    stock.add(item, StockTable.HELD, -held);
    stock.add(item, StockTable.COMMITTED, -committed);
    stock.add(item, StockTable.BACKORDERED, -backordered);
    skus.addBackordered(stock.sku(item), -backordered);
    settle(item, available, free, false);
  }

  /**
   * Committed units leave.
   *
   * @param onHand how many of them were there
   */
  void ship(int item, long units, long onHand) {
    long available = available(item);
    long free = stock.free(item);
    stock.add(item, StockTable.COMMITTED, -units);
    stock.add(item, StockTable.ON_HAND, -onHand);
    settle(item, available, free, onHand < units);
  }

  /** Units that were waited for are there. */
  void fill(int item, long units) {
    long available = available(item);
    long free = stock.free(item);
    stock.add(item, StockTable.BACKORDERED, -units);
    skus.addBackordered(stock.sku(item), -units);
    settle(item, available, free, false);
  }

  /** Units come, go, or change their condition. */
  void move(int item, long onHand, long damaged, long qualityControl, boolean forced) {
    long available = available(item);
    long free = stock.free(item);
    stock.add(item, StockTable.ON_HAND, onHand);
    stock.add(item, StockTable.DAMAGED, damaged);
    stock.add(item, StockTable.QUALITY_CONTROL, qualityControl);
    settle(item, available, free, forced);
  }

  void expect(int item, long units) {
    stock.add(item, StockTable.INCOMING, units);
    settle(item, available(item), stock.free(item), false);
  }

  void setSafetyTarget(int item, long target) {
    long available = available(item);
    stock.add(item, StockTable.SAFETY_TARGET, target - stock.safetyTarget(item));
    settle(item, available, stock.free(item), false);
  }

  /** A change of available that a channel's own share has borne already. */
  void dealt(int sku, long units) {
    if (units != 0) {
      addDeal(sku, -units);
    }
  }

  /** Ends a fact: what changed of available and belongs to no channel is dealt. */
  void end() {
    for (int i = 0; i < deals; i++) {
      if (dealUnits[i] != 0) {
        allocations.deal(dealSkus[i], dealUnits[i]);
      }
    }
    deals = 0;
  }

  /** A SKU has changed otherwise than by its figures. */
  void touch(int sku) {
    skus.touch(sku, position, timeMillis);
    listener.onSku(sku);
  }

  /** Looks whether a SKU is at the level that was told. */
  void checkLevel(int sku) {
    if (!skus.isLevelTold(sku)) {
      consequences.addLevel(sku);
    }
  }

  private long available(int item) {
    return Math.max(0, stock.available(item));
  }

  private void settle(int item, long availableBefore, long freeBefore, boolean forced) {
    stock.check(item, forced ? WHATEVER_IS_FREE : Math.min(0, freeBefore));
    int sku = stock.sku(item);
    long change = available(item) - availableBefore;
    if (change != 0) {
      skus.addAvailable(sku, change);
      checkLevel(sku);
      if (allocations.isProportional(sku)) {
        addDeal(sku, change);
      }
    }
    long gained = stock.free(item) - freeBefore;
    if (gained > 0 && stock.backordered(item) > 0) {
      consequences.addFreed(item, gained);
    }
    touch(sku);
    listener.onStock(item);
  }

  private void addDeal(int sku, long units) {
    for (int i = 0; i < deals; i++) {
      if (dealSkus[i] == sku) {
        dealUnits[i] += units;
        return;
      }
    }
    assert deals < Parts.MAX : "a fact is about more SKUs than a reservation has parts";
    dealSkus[deals] = sku;
    dealUnits[deals] = units;
    deals++;
  }

  /** Puts a new stock item among its SKU's, by location id. */
  private void link(int sku, int item) {
    int location = stock.location(item);
    int previous = NO_ROW;
    int next = skus.firstStock(sku);
    while (next != NO_ROW && locations.compareIds(stock.location(next), location) < 0) {
      previous = next;
      next = stock.next(next);
    }
    stock.setNext(item, next);
    if (previous == NO_ROW) {
      skus.setFirstStock(sku, item);
    } else {
      stock.setNext(previous, item);
    }
  }
}
