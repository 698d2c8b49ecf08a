package dev.holdfast.ledger.table;

import java.util.Arrays;

/**
 * Finds rows by a 64-bit key, several of which may have the same. A key's hash names a segment by
 * its first bits and a slot there by its last: open addressing with linear probing, at most 3/4
 * full. A full segment is split in two, so that growing costs some microseconds now and then,
 * however many keys there are.
 *
 * <p>A key stands beside its row, and keys that follow one another stand together, so that a look
 * costs one miss of the cache and the next key's often none.
 */
public final class RowIndex {

  private static final int NO_ROW = -1;

  /** Keys that differ in these bits only are neighbours: four slots are one cache line. */
  private static final int NEIGHBOUR_BITS = 2;

  private static final int NEIGHBOUR_MASK = (1 << NEIGHBOUR_BITS) - 1;

  /** A segment is doubled until it has so many slots, then split. */
  private static final int SPLIT_BITS = 11;

  /** Where keys are so alike that splitting no longer parts them, segments are doubled again. */
  private static final int ENTRIES_PER_SEGMENT_MAX = 8;

  /** The segment of each value of a hash's first bits. */
  private long[][] directory;

  private int directoryBits = 1;
  private int segments = 1;

  /** A slot's number has so many bits for the slot, and above them its segment's entry. */
  private int slotBits = SPLIT_BITS;

  public RowIndex(int initialCapacity) {
    int wanted = Integer.highestOneBit(Math.max(8, initialCapacity) * 2 - 1);
    long[] segment = Segment.make(Math.min(wanted, 1 << SPLIT_BITS), 0);
    directory = new long[][] {segment, segment};
  }

  /** The slot of the first row with a key, or -1. Slots are good until the next change. */
  public int find(long key) {
    long hash = hash(key);
    int entry = entry(hash);
    return number(entry, Segment.find(directory[entry], key, place(key, hash)));
  }

  /** The slot of the next row with the same key after a slot, or -1. */
  public int findNext(long key, int slot) {
    int entry = slot >>> slotBits;
    return number(entry, Segment.find(directory[entry], key, inSegment(slot) + 1));
  }

  /** The row with a key that is in the index once, or -1. */
  public int row(long key) {
    long hash = hash(key);
    long[] segment = directory[entry(hash)];
    int slot = Segment.find(segment, key, place(key, hash));
    return slot < 0 ? NO_ROW : Segment.row(segment, slot);
  }

  /** The row in a slot. */
  public int rowAt(int slot) {
    return Segment.row(directory[slot >>> slotBits], inSegment(slot));
  }

  public void put(long key, int row) {
    long hash = hash(key);
    while (Segment.isFull(directory[entry(hash)])) {
      grow(entry(hash));
    }
    Segment.insert(directory[entry(hash)], key, row, place(key, hash));
  }

  /** Removes one row, which is there. */
  public void remove(long key, int row) {
    long hash = hash(key);
    long[] segment = directory[entry(hash)];
    int slot = Segment.find(segment, key, place(key, hash));
    while (Segment.row(segment, slot) != row) {
      slot = Segment.find(segment, key, slot + 1);
    }
    Segment.remove(segment, slot);
  }

  /** Neighbours have one hash. */
  public static long hash(long key) {
    return Hashing.mix(key >>> NEIGHBOUR_BITS);
  }

  /**
   * Where to look first, but for the number of slots. Neighbours are put in the same line, in an
   * order that differs from line to line.
   */
  public static int place(long key, long hash) {
    long place = (key ^ hash >>> 32) & NEIGHBOUR_MASK;
    return (int) (hash << NEIGHBOUR_BITS | place);
  }

  private int entry(long hash) {
    return (int) (hash >>> -directoryBits);
  }

  private int number(int entry, int slot) {
    return slot < 0 ? slot : entry << slotBits | slot;
  }

  private int inSegment(int slot) {
    return slot & (1 << slotBits) - 1;
  }

  private void grow(int entry) {
    long[] segment = directory[entry];
    int bits = Segment.bits(segment);
    if (Segment.capacity(segment) < 1 << SPLIT_BITS) {
      replace(entry, segment, Segment.make(Segment.capacity(segment) * 2, bits));
    } else if (bits < directoryBits) {
      split(entry, segment);
    } else if (directory.length < segments * ENTRIES_PER_SEGMENT_MAX) {
      doubleDirectory();
    } else {
      long[] larger = Segment.make(Segment.capacity(segment) * 2, bits);
      slotBits = Math.max(slotBits, Integer.numberOfTrailingZeros(Segment.capacity(larger)));
      replace(entry, segment, larger);
    }
  }

  private void replace(int entry, long[] segment, long[] larger) {
    Segment.copy(segment, larger, larger, 0);
    enter(entry, larger);
  }

  private void split(int entry, long[] segment) {
    int bits = Segment.bits(segment) + 1;
    long[] lower = Segment.make(Segment.capacity(segment), bits);
    long[] upper = Segment.make(Segment.capacity(segment), bits);
    Segment.copy(segment, lower, upper, 1L << -bits);
    int other = entry ^ 1 << (directoryBits - bits);
    enter(Math.min(entry, other), lower);
    enter(Math.max(entry, other), upper);
    segments++;
  }

  /** Puts a segment in all its entries. */
  private void enter(int entry, long[] segment) {
    int entryBits = directoryBits - Segment.bits(segment);
    int from = entry >>> entryBits << entryBits;
    Arrays.fill(directory, from, from + (1 << entryBits), segment);
  }

  private void doubleDirectory() {
    long[][] old = directory;
    directory = new long[old.length * 2][];
    for (int i = 0; i < directory.length; i++) {
      directory[i] = old[i >>> 1];
    }
    directoryBits++;
  }

  /**
   * A part of the index: slots, and behind them how many are used and how many first bits of their
   * hashes are the same. A slot is a key and its row plus one; zeros are an empty slot.
   */
  private static final class Segment {

    private Segment() {}

    static long[] make(int capacity, int bits) {
      long[] segment = new long[2 * capacity + 2];
      segment[segment.length - 1] = bits;
      return segment;
    }

    static int capacity(long[] segment) {
      return (segment.length >>> 1) - 1;
    }

    static int bits(long[] segment) {
      return (int) segment[segment.length - 1];
    }

    static boolean isFull(long[] segment) {
      return (segment[segment.length - 2] + 1) * 4 > capacity(segment) * 3L;
    }

    static int row(long[] segment, int slot) {
      return (int) segment[2 * slot + 1] - 1;
    }

    /** The first slot with a key from a place on, or -1. */
    static int find(long[] segment, long key, int place) {
      int mask = capacity(segment) - 1;
      for (int slot = place & mask; segment[2 * slot + 1] != 0; slot = (slot + 1) & mask) {
        if (segment[2 * slot] == key) {
          return slot;
        }
      }
      return -1;
    }

    static void insert(long[] segment, long key, int row, int place) {
      int mask = capacity(segment) - 1;
      int slot = place & mask;
      while (segment[2 * slot + 1] != 0) {
        slot = (slot + 1) & mask;
      }
      segment[2 * slot] = key;
      segment[2 * slot + 1] = row + 1L;
      segment[segment.length - 2]++;
    }

    /** Empties a slot, and moves back what probing would no longer reach across it. */
    static void remove(long[] segment, int slot) {
      int mask = capacity(segment) - 1;
      int empty = slot;
      for (int next = (slot + 1) & mask; segment[2 * next + 1] != 0; next = (next + 1) & mask) {
        long key = segment[2 * next];
        int home = place(key, hash(key)) & mask;
        if (((next - home) & mask) >= ((next - empty) & mask)) {
          segment[2 * empty] = key;
          segment[2 * empty + 1] = segment[2 * next + 1];
          empty = next;
        }
      }
      segment[2 * empty + 1] = 0;
      segment[segment.length - 2]--;
    }

    /** Copies a segment's rows: those with a bit in the hash to one, the others to another. */
    static void copy(long[] segment, long[] without, long[] with, long bit) {
      for (int slot = 0; slot < capacity(segment); slot++) {
        if (segment[2 * slot + 1] != 0) {
          long key = segment[2 * slot];
          long hash = hash(key);
          insert((hash & bit) == 0 ? without : with, key, row(segment, slot), place(key, hash));
        }
      }
    }
  }
}
