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
  private final int[] backordered = new int[MAX];
  private final boolean[] fixed = new boolean[MAX];
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

  /**
   * Adds units to the part of a line at a location, which goes behind the parts of its line and of
   * the lines before it if it is new.
   *
   * @param line from 1
   * @param unitsBackordered how many of the units are promised beyond what is there
   * @param isFixed whether the line names the location
   */
  public void add(
      int line, int sku, int location, int units, int unitsBackordered, boolean isFixed) {
    int at = size;
    while (at > 0 && lines[at - 1] >= line) {
      at--;
      if (lines[at] == line && locations[at] == location) {
        quantities[at] += units;
        backordered[at] += unitsBackordered;
        return;
      }
    }
    insert(endOfLine(line), line, sku, location, units, unitsBackordered, isFixed);
  }

  private int endOfLine(int line) {
    int end = size;
    while (end > 0 && lines[end - 1] > line) {
      end--;
    }
    return end;
  }

  private void insert(
      int at, int line, int sku, int location, int units, int unitsBackordered, boolean isFixed) {
    for (int i = size; i > at; i--) {
      lines[i] = lines[i - 1];
      skus[i] = skus[i - 1];
      locations[i] = locations[i - 1];
      quantities[i] = quantities[i - 1];
      backordered[i] = backordered[i - 1];
      fixed[i] = fixed[i - 1];
    }
    lines[at] = line;
    skus[at] = sku;
    locations[at] = location;
    quantities[at] = units;
    backordered[at] = unitsBackordered;
    fixed[at] = isFixed;
    size++;
  }

  /** What the parts so far take of what is at hand of a SKU at a location. */
  public long takenAt(int sku, int location) {
    long taken = 0;
    for (int i = 0; i < size; i++) {
      if (skus[i] == sku && locations[i] == location) {
        taken += quantities[i] - backordered[i];
      }
    }
    return taken;
  }

  /** What the parts so far take of what is at hand of a SKU anywhere. */
  public long taken(int sku) {
    long taken = 0;
    for (int i = 0; i < size; i++) {
      if (skus[i] == sku) {
        taken += quantities[i] - backordered[i];
      }
    }
    return taken;
  }

  /** What the parts so far promise of a SKU beyond what is there. */
  public long backorderedOf(int sku) {
    long units = 0;
    for (int i = 0; i < size; i++) {
      if (skus[i] == sku) {
        units += backordered[i];
      }
    }
    return units;
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

  public int backordered(int index) {
    return backordered[index];
  }

  /** Whether the line names the location. */
  public boolean isFixed(int index) {
    return fixed[index];
  }
}
