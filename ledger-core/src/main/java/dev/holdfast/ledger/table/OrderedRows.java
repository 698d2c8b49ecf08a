package dev.holdfast.ledger.table;

import java.util.Arrays;

/**
 * Rows in order of (first, second): a heap of four children each, that knows where each row is.
 * Adding, removing and taking the least cost O(log n); adding in ascending order O(1).
 */
public final class OrderedRows {

  private static final int ABSENT = -1;
  private static final int WAYS_BITS = 2;
  private static final int PAGE_BITS = 12;

  private long[] firsts = new long[64];
  private long[] seconds = new long[64];
  private int[] rows = new int[64];
  private int[][] placePages = new int[4][];
  private int size;

  public boolean isEmpty() {
    return size == 0;
  }

  public int size() {
    return size;
  }

  /** The row that comes first; there is one. */
  public int first() {
    return rows[0];
  }

  /** What the row that comes first is ordered by, first of all; {@link Long#MAX_VALUE} for none. */
  public long firstKey() {
    return size == 0 ? Long.MAX_VALUE : firsts[0];
  }

  public void add(int row, long first, long second) {
    if (size == rows.length) {
      int capacity = size * 2;
      firsts = Arrays.copyOf(firsts, capacity);
      seconds = Arrays.copyOf(seconds, capacity);
      rows = Arrays.copyOf(rows, capacity);
    }
    size++;
    up(size - 1, row, first, second);
  }

  /** Removes a row if it is there. */
  public void remove(int row) {
    int at = place(row);
    if (at == ABSENT) {
      return;
    }
    setPlace(row, ABSENT);
    size--;
    if (at == size) {
      return;
    }
    int last = rows[size];
    long first = firsts[size];
    long second = seconds[size];
    int settled = down(at, first, second);
    if (settled == at) {
      up(at, last, first, second);
    } else {
      put(settled, last, first, second);
    }
  }

  private void up(int from, int row, long first, long second) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) >>> WAYS_BITS;
      if (!precedes(first, second, parent)) {
        break;
      }
      put(at, rows[parent], firsts[parent], seconds[parent]);
      at = parent;
    }
    put(at, row, first, second);
  }

  /** Moves lesser children up from a hole, and returns where the hole ends. */
  private int down(int from, long first, long second) {
    int at = from;
    while (true) {
      int least = leastChild(at);
      if (least < 0 || precedes(first, second, least)) {
        return at;
      }
      put(at, rows[least], firsts[least], seconds[least]);
      at = least;
    }
  }

  private int leastChild(int at) {
    int child = (at << WAYS_BITS) + 1;
    if (child >= size) {
      return -1;
    }
    int end = Math.min(child + (1 << WAYS_BITS), size);
    int least = child;
    for (int i = child + 1; i < end; i++) {
      if (precedes(firsts[i], seconds[i], least)) {
        least = i;
      }
    }
    return least;
  }

  private boolean precedes(long first, long second, int other) {
    return first < firsts[other] || (first == firsts[other] && second < seconds[other]);
  }

  private void put(int at, int row, long first, long second) {
    firsts[at] = first;
    seconds[at] = second;
    rows[at] = row;
    setPlace(row, at);
  }

  private int place(int row) {
    int page = row >>> PAGE_BITS;
    return page >= placePages.length || placePages[page] == null
        ? ABSENT
        : placePages[page][row & ((1 << PAGE_BITS) - 1)];
  }

  private void setPlace(int row, int place) {
    int page = row >>> PAGE_BITS;
    if (page >= placePages.length) {
      placePages = Arrays.copyOf(placePages, Math.max(page + 1, placePages.length * 2));
    }
    if (placePages[page] == null) {
      placePages[page] = new int[1 << PAGE_BITS];
      Arrays.fill(placePages[page], ABSENT);
    }
    placePages[page][row & ((1 << PAGE_BITS) - 1)] = place;
  }
}
