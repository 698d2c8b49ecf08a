package dev.holdfast.ledger.table;

import java.util.Arrays;

/**
 * Rows of longs, in pages, so that growing copies no row. Rows are numbered from 0; a freed row is
 * given out again, last freed first.
 */
public final class Rows {

  private static final int PAGE_BITS = 12;
  private static final int PAGE_ROWS = 1 << PAGE_BITS;
  private static final int PAGE_MASK = PAGE_ROWS - 1;
  private static final int NO_ROW = -1;

  private final int width;
  private long[][] pages = new long[4][];
  private int size;
  private int firstFree = NO_ROW;
  private int freeCount;

  public Rows(int width) {
    this.width = width;
  }

  /** A row of zeros. */
  public int allocate() {
    int row = firstFree;
    if (row != NO_ROW) {
      firstFree = (int) get(row, 0);
      freeCount--;
      clear(page(row), at(row));
      return row;
    }
    row = size++;
    int page = row >>> PAGE_BITS;
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, page * 2);
    }
    if ((row & PAGE_MASK) == 0) {
      pages[page] = new long[PAGE_ROWS * width];
    }
    return row;
  }

  /** Rows are short: a plain loop is quicker than what fills arrays. */
  private void clear(long[] page, int at) {
    for (int i = at; i < at + width; i++) {
      page[i] = 0;
    }
  }

  public void free(int row) {
    set(row, 0, firstFree);
    firstFree = row;
    freeCount++;
  }

  /** Behind the greatest row ever given out. */
  public int end() {
    return size;
  }

  /** Rows given out and not freed. */
  public int used() {
    return size - freeCount;
  }

  /** The page that holds a row from {@link #at} on, for whoever needs several columns. */
  public long[] page(int row) {
    return pages[row >>> PAGE_BITS];
  }

  /** Where in its page a row begins. */
  public int at(int row) {
    return (row & PAGE_MASK) * width;
  }

  /** Loads a row, and returns something that depends on it; of one that is not there, nothing. */
  public long touch(int row) {
    if (row < 0 || row >= size) {
      return 0;
    }
    long[] page = page(row);
    int at = at(row);
    return page[at] + page[at + (width >> 1)] + page[at + width - 1];
  }

  public long get(int row, int column) {
    return page(row)[at(row) + column];
  }

  public void set(int row, int column, long value) {
    page(row)[at(row) + column] = value;
  }

  /** Adds to a value and returns the sum. */
  public long add(int row, int column, long change) {
    return page(row)[at(row) + column] += change;
  }

  public int high(int row, int column) {
    return (int) (get(row, column) >>> 32);
  }

  public int low(int row, int column) {
    return (int) get(row, column);
  }

  public void setHigh(int row, int column, int value) {
    set(row, column, pack(value, low(row, column)));
  }

  public void setLow(int row, int column, int value) {
    set(row, column, pack(high(row, column), value));
  }

  public static long pack(int high, int low) {
    return ((long) high << 32) | (low & 0xFFFF_FFFFL);
  }

  /** Carries all rows, free ones too: a row keeps its number. */
  public void carry(Image image) {
    size = image.carry(size);
    firstFree = image.carry(firstFree);
    freeCount = image.carry(freeCount);
    int count = (size + PAGE_MASK) >>> PAGE_BITS;
    if (image.isLoading()) {
      pages = new long[Math.max(4, count)][];
      for (int page = 0; page < count; page++) {
        pages[page] = new long[PAGE_ROWS * width];
      }
    }
    for (int page = 0; page < count; page++) {
      image.carry(pages[page], Math.min(PAGE_ROWS, size - page * PAGE_ROWS) * width);
    }
  }
}
