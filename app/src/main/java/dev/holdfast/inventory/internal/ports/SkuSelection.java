package dev.holdfast.inventory.internal.ports;

import dev.holdfast.inventory.internal.engine.Directory;
import java.util.Arrays;

/**
 * Some SKUs: those that are named, if any are, and whose ids begin alike.
 *
 * @param named ordinals, ascending; empty for all
 * @param prefix empty for any
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SkuSelection(Directory directory, int[] named, String prefix) {

  boolean holds(int sku) {
    return (named.length == 0 || Arrays.binarySearch(named, sku) >= 0) && hasPrefix(sku);
  }

  /** The next that it holds, or -1. */
  int next(int from, int before) {
    return named.length == 0 ? nextOfAll(from, before) : nextOfNamed(from, before);
  }

  private int nextOfAll(int from, int before) {
    for (int sku = from; sku < before; sku++) {
      if (hasPrefix(sku)) {
        return sku;
      }
    }
    return -1;
  }

  private int nextOfNamed(int from, int before) {
    int found = Arrays.binarySearch(named, from);
    for (int i = found < 0 ? -found - 1 : found; i < named.length && named[i] < before; i++) {
      if (hasPrefix(named[i])) {
        return named[i];
      }
    }
    return -1;
  }

  private boolean hasPrefix(int sku) {
    return prefix.isEmpty() || directory.skus().id(sku).startsWith(prefix);
  }
}
