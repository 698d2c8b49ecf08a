package dev.holdfast.ledger.record;

/**
 * What a reservation draws from where: a reused list of (line, SKU, location, quantity). Not
 * thread-safe.
 */
public final class Parts {

  /** The most places one reservation draws from. */
  public static final int MAX = 1_024;

  /** Sums over more parts than these are kept, and not added up each time. */
  private static final int ADDED_UP_MAX = 16;

  private final int[] lines = new int[MAX];
  private final int[] skus = new int[MAX];
  private final int[] locations = new int[MAX];
  private final int[] quantities = new int[MAX];
  private final int[] backordered = new int[MAX];
  private final boolean[] fixed = new boolean[MAX];
  private final Tally takenAt = new Tally(MAX);
  private final Tally taken = new Tally(MAX);
  private final Tally promised = new Tally(MAX);
  private int size;

  public void clear() {
    if (size > ADDED_UP_MAX) {
      takenAt.clear();
      taken.clear();
      promised.clear();
    }
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
        if (size > ADDED_UP_MAX) {
          keepSums(sku, location, units - unitsBackordered, unitsBackordered);
        }
        return;
      }
    }
    insert(endOfLine(line), line, sku, location, units, unitsBackordered, isFixed);
    if (size > ADDED_UP_MAX + 1) {
      keepSums(sku, location, units - unitsBackordered, unitsBackordered);
    } else if (size > ADDED_UP_MAX) {
      for (int i = 0; i < size; i++) {
        keepSums(skus[i], locations[i], quantities[i] - backordered[i], backordered[i]);
      }
    }
  }

  private void keepSums(int sku, int location, int unitsTaken, int unitsPromised) {
    takenAt.add(place(sku, location), unitsTaken);
    taken.add(sku, unitsTaken);
    promised.add(sku, unitsPromised);
  }

  private static long place(int sku, int location) {
    return (long) sku << 32 | location;
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
    if (size > ADDED_UP_MAX) {
      return takenAt.sum(place(sku, location));
    }
    long sum = 0;
    for (int i = 0; i < size; i++) {
      if (skus[i] == sku && locations[i] == location) {
        sum += quantities[i] - backordered[i];
      }
    }
    return sum;
  }

  /** What the parts so far take of what is at hand of a SKU anywhere. */
  public long taken(int sku) {
    if (size > ADDED_UP_MAX) {
      return taken.sum(sku);
    }
    long sum = 0;
    for (int i = 0; i < size; i++) {
      if (skus[i] == sku) {
        sum += quantities[i] - backordered[i];
      }
    }
    return sum;
  }

  /** What the parts so far promise of a SKU beyond what is there. */
  public long backorderedOf(int sku) {
    if (size > ADDED_UP_MAX) {
      return promised.sum(sku);
    }
    long sum = 0;
    for (int i = 0; i < size; i++) {
      if (skus[i] == sku) {
        sum += backordered[i];
      }
    }
    return sum;
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
