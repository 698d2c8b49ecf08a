package dev.holdfast.stream.internal;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * SKUs that have been touched and not been looked at since: a bit each, however often. One thread
 * marks, one drains, and neither waits for the other.
 *
 * <p>Marking takes a few nanoseconds a SKU, draining a look at each 64 SKUs there are.
 */
final class DirtySkus {
  private static final int PAGE_BITS = 12;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int WORDS = PAGE / Long.SIZE;

  private volatile AtomicLongArray[] pages = {};

  void mark(int sku) {
    AtomicLongArray page = pageOf(sku);
    int word = (sku & (PAGE - 1)) / Long.SIZE;
    long bit = 1L << sku;
    long before = page.get(word);
    while ((before & bit) == 0 && !page.compareAndSet(word, before, before | bit)) {
      before = page.get(word);
    }
  }

  /** Takes out all that are marked, in order of their numbers. */
  int[] drain() {
    AtomicLongArray[] current = pages;
    int[] drained = new int[16];
    int count = 0;
    for (int i = 0; i < current.length * WORDS; i++) {
      AtomicLongArray page = current[i / WORDS];
      int word = i % WORDS;
      long bits = page.get(word) == 0 ? 0 : page.getAndSet(word, 0);
      for (; bits != 0; bits &= bits - 1) {
        drained = count < drained.length ? drained : Arrays.copyOf(drained, 2 * count);
        drained[count++] = i * Long.SIZE + Long.numberOfTrailingZeros(bits);
      }
    }
    return Arrays.copyOf(drained, count);
  }

  private AtomicLongArray pageOf(int sku) {
    AtomicLongArray[] current = pages;
    int page = sku >>> PAGE_BITS;
    if (page < current.length) {
      return current[page];
    }
    AtomicLongArray[] more = Arrays.copyOf(current, page + 1);
    for (int i = current.length; i <= page; i++) {
      more[i] = new AtomicLongArray(WORDS);
    }
    pages = more;
    return more[page];
  }
}
