package dev.holdfast.ledger.state;

import java.util.Arrays;

/**
 * What the facts applied last call for: stock items at which units became free while lines wait for
 * some, and SKUs whose level is not the one that was told. The decider writes the facts that
 * follow. Not thread-safe.
 */
public final class Consequences {

  private int[] freedItems = new int[16];
  private long[] freedUnits = new long[16];
  private int freed;
  private int[] skus = new int[16];
  private int levels;

  /** How many times units became free where some were waited for. */
  public int freed() {
    return freed;
  }

  public int freedItem(int index) {
    return freedItems[index];
  }

  public long freedUnits(int index) {
    return freedUnits[index];
  }

  /** How many SKUs may have changed their level; one may come twice. */
  public int levels() {
    return levels;
  }

  public int sku(int index) {
    return skus[index];
  }

  public boolean isEmpty() {
    return (freed | levels) == 0;
  }

  void clear() {
    freed = 0;
    levels = 0;
  }

  void addFreed(int item, long units) {
    if (freed == freedItems.length) {
      freedItems = Arrays.copyOf(freedItems, freed * 2);
      freedUnits = Arrays.copyOf(freedUnits, freed * 2);
    }
    freedItems[freed] = item;
    freedUnits[freed] = units;
    freed++;
  }

  void addLevel(int sku) {
    if (levels == skus.length) {
      skus = Arrays.copyOf(skus, levels * 2);
    }
    skus[levels] = sku;
    levels++;
  }
}
