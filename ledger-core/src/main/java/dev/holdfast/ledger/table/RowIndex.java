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

  /** So many slots a segment gets before it is split. */
  private static final int SPLIT_SLOTS = 1 << 12;

  /** Where so many keys are alike that splitting does not part them, all segments are doubled. */
  private static final int ENTRIES_PER_SEGMENT_MAX = 8;

  /** Behind the slots of a segment: how many are used, and how many first bits its hashes share. */
  private static final int TAIL = 2;

  private static final int SIZE = 2;
  private static final int BITS = 1;

  /**
   * The segment of each value of a hash's first bits. A slot is a key and its row plus one; zeros
   * are an empty slot.
   */
  private long[][] directory;

  private int directoryBits;
  private int segments;

  /** A slot's number is its segment's entry and, in so many bits, its own. */
  private int slotBits;

  /** Slots of a segment less one. */
  private int mask;

  public RowIndex(int initialCapacity) {
    int wanted = Integer.highestOneBit(Math.max(8, initialCapacity) * 2 - 1);
    start(Math.min(wanted, SPLIT_SLOTS));
  }

  /** The slot of the first row with a key, or -1. Slots are good until the next change. */
  public int find(long key) {
    long hash = hash(key);
    int entry = entry(hash);
    return number(entry, probe(directory[entry], key, place(key, hash)));
  }

  /** The slot of the next row with the same key after a slot, or -1. */
  public int findNext(long key, int slot) {
    int entry = slot >>> slotBits;
    return number(entry, probe(directory[entry], key, slot + 1));
  }

  /** The row with a key that is in the index once, or -1. */
  public int row(long key) {
    long hash = hash(key);
    long[] segment = directory[entry(hash)];
    int slot = probe(segment, key, place(key, hash));
    return slot < 0 ? NO_ROW : row(segment, slot);
  }

  /** Loads where a key is or would be, and returns something that depends on it. */
  public long touch(long key) {
    long hash = hash(key);
    long[] segment = directory[entry(hash)];
    return segment[2 * (place(key, hash) & mask) + 1] + segment[segment.length - SIZE];
  }

  /** The row in a slot. */
  public int rowAt(int slot) {
    return row(directory[slot >>> slotBits], slot & mask);
  }

  public void put(long key, int row) {
    long hash = hash(key);
    while (isFull(directory[entry(hash)])) {
      grow(entry(hash));
    }
    insert(directory[entry(hash)], key, row, place(key, hash));
  }

  /** Removes one row, which is there. */
  public void remove(long key, int row) {
    long hash = hash(key);
    long[] segment = directory[entry(hash)];
    int slot = probe(segment, key, place(key, hash));
    while (row(segment, slot) != row) {
      slot = probe(segment, key, slot + 1);
    }
    empty(segment, slot);
  }

  /** Neighbours have one hash. */
  private static long hash(long key) {
    return Hashing.mix(key >>> NEIGHBOUR_BITS);
  }

  /**
   * Where to look first, in the last bits. Neighbours are put in the same line, in an order that
   * differs from line to line.
   */
  private static int place(long key, long hash) {
    long place = (key ^ hash >>> Integer.SIZE) & NEIGHBOUR_MASK;
    return (int) (hash << NEIGHBOUR_BITS | place);
  }

  private int entry(long hash) {
    return (int) (hash >>> -directoryBits);
  }

  private int number(int entry, int slot) {
    return slot < 0 ? slot : entry << slotBits | slot;
  }

  private static int row(long[] segment, int slot) {
    return (int) segment[2 * slot + 1] - 1;
  }

  private int probe(long[] segment, long key, int place) {
    for (int slot = place & mask; segment[2 * slot + 1] != 0; slot = (slot + 1) & mask) {
      if (segment[2 * slot] == key) {
        return slot;
      }
    }
    return -1;
  }

  private void insert(long[] segment, long key, int row, int place) {
    int slot = place & mask;
    while (segment[2 * slot + 1] != 0) {
      slot = (slot + 1) & mask;
    }
    segment[2 * slot] = key;
    segment[2 * slot + 1] = row + 1L;
    segment[segment.length - SIZE]++;
  }

  /** Empties a slot, and moves back what probing would no longer reach across it. */
  private void empty(long[] segment, int slot) {
    int gap = slot;
    for (int next = (slot + 1) & mask; segment[2 * next + 1] != 0; next = (next + 1) & mask) {
      long key = segment[2 * next];
      int home = place(key, hash(key)) & mask;
      if (((next - home) & mask) >= ((next - gap) & mask)) {
        segment[2 * gap] = key;
        segment[2 * gap + 1] = segment[2 * next + 1];
        gap = next;
      }
    }
    segment[2 * gap + 1] = 0;
    segment[segment.length - SIZE]--;
  }

  private boolean isFull(long[] segment) {
    return (segment[segment.length - SIZE] + 1) * 4 > (mask + 1) * 3L;
  }

  private void grow(int entry) {
    if (mask + 1 < SPLIT_SLOTS) {
      restart();
    } else if (bits(directory[entry]) < directoryBits) {
      split(entry);
    } else if (directory.length < segments * ENTRIES_PER_SEGMENT_MAX) {
      doubleDirectory();
    } else {
      restart();
    }
  }

  private void start(int slots) {
    slotBits = Integer.numberOfTrailingZeros(slots);
    mask = slots - 1;
    long[] segment = segment(0);
    directory = new long[][] {segment, segment};
    directoryBits = 1;
    segments = 1;
  }

  /** Puts all rows into segments of twice the size. */
  private void restart() {
    long[][] old = directory;
    int oldBits = directoryBits;
    int oldSlots = mask + 1;
    start(oldSlots * 2);
    for (int entry = 0; entry < old.length; ) {
      for (int slot = 0; slot < oldSlots; slot++) {
        if (old[entry][2 * slot + 1] != 0) {
          put(old[entry][2 * slot], row(old[entry], slot));
        }
      }
      entry += 1 << (oldBits - bits(old[entry]));
    }
  }

  private void split(int entry) {
    long[] segment = directory[entry];
    int bits = bits(segment) + 1;
    long[] lower = segment(bits);
    long[] upper = segment(bits);
    for (int slot = 0; slot <= mask; slot++) {
      if (segment[2 * slot + 1] != 0) {
        long key = segment[2 * slot];
        long hash = hash(key);
        long[] to = (hash >>> -bits & 1) == 0 ? lower : upper;
        insert(to, key, row(segment, slot), place(key, hash));
      }
    }
    int entries = 1 << (directoryBits - bits);
    int from = entry & -2 * entries;
    Arrays.fill(directory, from, from + entries, lower);
    Arrays.fill(directory, from + entries, from + 2 * entries, upper);
    segments++;
  }

  private void doubleDirectory() {
    long[][] old = directory;
    directory = new long[old.length * 2][];
    for (int entry = 0; entry < directory.length; entry++) {
      directory[entry] = old[entry >>> 1];
    }
    directoryBits++;
  }

  private long[] segment(int bits) {
    long[] segment = new long[2 * (mask + 1) + TAIL];
    segment[segment.length - BITS] = bits;
    return segment;
  }

  private static int bits(long[] segment) {
    return (int) segment[segment.length - BITS];
  }

  /** Carries all keys and their rows. */
  public void carry(Image image) {
    directoryBits = image.carry(directoryBits);
    segments = image.carry(segments);
    slotBits = image.carry(slotBits);
    mask = (1 << slotBits) - 1;
    if (image.isLoading()) {
      directory = new long[1 << directoryBits][];
    }
    for (int entry = 0; entry < directory.length; ) {
      long[] segment = image.isLoading() ? segment(0) : directory[entry];
      image.carry(segment, segment.length);
      int next = entry + (1 << (directoryBits - bits(segment)));
      Arrays.fill(directory, entry, next, segment);
      entry = next;
    }
  }
}
