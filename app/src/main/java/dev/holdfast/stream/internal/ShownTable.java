package dev.holdfast.stream.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of each SKU, by its number. One thread writes, any may read; memory is taken by the
 * page of SKUs, when the first of them is shown.
 */
final class ShownTable {
  private static final int PAGE_BITS = 9;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Shown[].class);
  private static final Shown[] NO_PAGE = {};

  private volatile Shown[][] pages = {};

  /** What is shown of the SKU, or null if nobody has asked for it. */
  @Nullable Shown get(int sku) {
    Shown[][] current = pages;
    int page = sku >>> PAGE_BITS;
    if (page >= current.length || current[page].length == 0) {
      return null;
    }
    return (Shown) SLOT.getAcquire(current[page], sku & (PAGE - 1));
  }

  void set(int sku, Shown shown) {
    SLOT.setRelease(pageOf(sku), sku & (PAGE - 1), shown);
  }

  private Shown[] pageOf(int sku) {
    Shown[][] current = pages;
    int page = sku >>> PAGE_BITS;
    if (page < current.length && current[page].length > 0) {
      return current[page];
    }
    Shown[][] more = Arrays.copyOf(current, Math.max(current.length, page + 1));
    Arrays.fill(more, current.length, more.length, NO_PAGE);
    more[page] = new Shown[PAGE];
    pages = more;
    return more[page];
  }
}
