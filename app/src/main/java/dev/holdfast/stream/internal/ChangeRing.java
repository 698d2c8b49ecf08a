package dev.holdfast.stream.internal;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest changes of a view, in order: which SKU each was. One thread appends, any may read. It
 * never waits for a reader: one that comes too late is told so.
 */
final class ChangeRing {
  /** How many are kept. */
  static final int CAPACITY = 2_048;

  private final AtomicIntegerArray skus = new AtomicIntegerArray(CAPACITY);
  private volatile long appended;

  /** The number that the next change gets. */
  long appended() {
    return appended;
  }

  void append(int sku) {
    long change = appended;
    // The number first: whoever sees the slot overwritten then sees the number too.
    appended = change + 1;
    skus.setRelease(slot(change), sku);
  }

  /**
   * The SKUs of changes, which must have been published by a {@link Mark}.
   *
   * @return null if not all of them are kept any more
   */
  int @Nullable [] between(long from, long to) {
    if (to - from > CAPACITY) {
      return null;
    }
    int[] between = new int[(int) (to - from)];
    for (int i = 0; i < between.length; i++) {
      between[i] = skus.getAcquire(slot(from + i));
    }
    return appended - from > CAPACITY ? null : between;
  }

  private static int slot(long change) {
    return (int) change & (CAPACITY - 1);
  }
}
