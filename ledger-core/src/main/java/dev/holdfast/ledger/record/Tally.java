package dev.holdfast.ledger.record;

/** Sums by key: a reused table, emptied in one step. Not thread-safe. */
final class Tally {

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final long[] keys;
  private final long[] sums;

  /** The round in which a slot was filled last; slots of earlier ones are empty. */
  private final long[] rounds;

  private final int shift;
  private final int mask;
  private long round = 1;

  /** An empty one for so many keys at most. */
  Tally(int keysMax) {
    int capacity = Integer.highestOneBit(keysMax) << 2;
    keys = new long[capacity];
    sums = new long[capacity];
    rounds = new long[capacity];
    mask = capacity - 1;
    shift = Long.SIZE - Integer.numberOfTrailingZeros(capacity);
  }

  void clear() {
    round++;
  }

  long sum(long key) {
    int slot = slot(key);
    return rounds[slot] == round ? sums[slot] : 0;
  }

  void add(long key, long units) {
    int slot = slot(key);
    if (rounds[slot] != round) {
      rounds[slot] = round;
      keys[slot] = key;
      sums[slot] = 0;
    }
    sums[slot] += units;
  }

  /** The slot of a key, or the empty one where it belongs. */
  private int slot(long key) {
    int slot = (int) ((key * SPREAD) >>> shift);
    while (rounds[slot] == round && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
