package dev.holdfast.ledger.state;

import dev.holdfast.ledger.table.Hashing;
import dev.holdfast.ledger.table.Image;
import dev.holdfast.ledger.table.Rows;

/**
 * What each channel has of each SKU: one row for a channel that ever reserved it or has a share of
 * it, linked from the SKU. Looking one up costs O(channels that use the SKU).
 */
final class UseTable {

  private static final int CHANNEL_NEXT = 0;
  private static final int HOLDING = 1;
  static final int SHIPPED = 2;
  static final int SHARE = 3;
  static final int CREDIT = 4;
  private static final int NO_ROW = -1;

  private final Rows rows = new Rows(5);
  private final SkuTable skus;
  private long hash;

  UseTable(SkuTable skus) {
    this.skus = skus;
  }

  /** The row of a SKU and a channel, or -1. */
  int find(int sku, int channel) {
    int use = skus.firstUse(sku);
    while (use != NO_ROW && channel(use) != channel) {
      use = next(use);
    }
    return use;
  }

  int count() {
    return rows.used();
  }

  int findOrCreate(int sku, int channel) {
    int use = find(sku, channel);
    if (use != NO_ROW) {
      return use;
    }
    use = rows.allocate();
    rows.set(use, CHANNEL_NEXT, Rows.pack(channel, skus.firstUse(sku)));
    skus.setFirstUse(sku, use);
    return use;
  }

  /** Loads its row. */
  long touch(int use) {
    return rows.touch(use);
  }

  int next(int use) {
    return rows.low(use, CHANNEL_NEXT);
  }

  int channel(int use) {
    return rows.high(use, CHANNEL_NEXT);
  }

  /** Units that are held or committed for the channel; of -1, none. */
  long holding(int use) {
    return use == NO_ROW ? 0 : rows.get(use, HOLDING);
  }

  /** What counts against its protected units: {@link #holding} and what was shipped since. */
  long used(int use) {
    return use == NO_ROW ? 0 : rows.get(use, HOLDING) + rows.get(use, SHIPPED);
  }

  long share(int use) {
    return use == NO_ROW ? 0 : rows.get(use, SHARE);
  }

  long credit(int use) {
    return use == NO_ROW ? 0 : rows.get(use, CREDIT);
  }

  /** Follows from the reservations, so it is not hashed. */
  void addHolding(int use, long change) {
    rows.add(use, HOLDING, change);
  }

  void set(int sku, int use, int column, long value) {
    long change = value - rows.get(use, column);
    if (change != 0) {
      long key = Rows.pack(sku, channel(use));
      hash += change * Hashing.weight(Hashing.USES, key, column);
      rows.set(use, column, value);
    }
  }

  void addShipped(int sku, int use, long change) {
    set(sku, use, SHIPPED, rows.get(use, SHIPPED) + change);
  }

  void addShare(int sku, int use, long change) {
    set(sku, use, SHARE, rows.get(use, SHARE) + change);
  }

  /** Forgets whatever an earlier policy left on a SKU. */
  void reset(int sku) {
    for (int use = skus.firstUse(sku); use != NO_ROW; use = next(use)) {
      set(sku, use, SHIPPED, 0);
      set(sku, use, SHARE, 0);
      set(sku, use, CREDIT, 0);
    }
  }

  long hash() {
    return hash;
  }

  void carry(Image image) {
    rows.carry(image);
    hash = image.carry(hash);
  }
}
