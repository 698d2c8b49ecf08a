package dev.holdfast.ledger.record;

/**
 * What a reservation draws from where: a reused list of (line, SKU, location, quantity). Not
 * thread-safe.
 */
public final class Parts {

  /** The most places one reservation draws from. */
  public static final int MAX = 1_024;

  private final int[] lines = new int[MAX];
  private final int[] skus = new int[MAX];
  private final int[] locations = new int[MAX];
  private final int[] quantities = new int[MAX];
  private int size;

  public void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  public boolean isFull() {
    return size == MAX;
  }

  /** Adds a part; {@code line} counts from 1. */
  public void add(int line, int sku, int location, int quantity) {
    lines[size] = line;
    skus[size] = sku;
    locations[size] = location;
    quantities[size] = quantity;
    size++;
  }

  /** What the parts so far take of a SKU at a location. */
  public long taken(int sku, int location) {
    long taken = 0;
    for (int i = 0; i < size; i++) {
      if (skus[i] == sku && locations[i] == location) {
        taken += quantities[i];
      }
    }
    return taken;
  }

  public int line(int index) {
    return lines[index];
  }

  public int sku(int index) {
    return skus[index];
  }

  public int location(int index) {
    return locations[index];
  }

  public int quantity(int index) {
    return quantities[index];
  }
}
