package dev.holdfast.ledger.state;

/**
 * Finds rows by a 64-bit key: open addressing with linear probing, at most 3/4 full. Several rows
 * may share a key. Doubling rehashes all of it at once.
 *
 * <p>A key stands beside its row, and keys that follow one another stand together, so that a look
 * costs one miss of the cache and the next key's often none.
 */
final class RowIndex {

  private static final int NO_ROW = -1;

  /** Keys that differ in these bits only are neighbours: four slots are one cache line. */
  private static final int NEIGHBOUR_BITS = 2;

  private static final int NEIGHBOUR_MASK = (1 << NEIGHBOUR_BITS) - 1;

  /** A slot is a key and, behind it, its row plus one: zeros are an empty slot. */
  private long[] slots;

  private int mask;
  private int size;

  RowIndex(int initialCapacity) {
    int capacity = Integer.highestOneBit(Math.max(8, initialCapacity) * 2 - 1);
    slots = new long[capacity * 2];
    mask = capacity - 1;
  }

  /** The slot of the first row with a key, or -1. */
  int find(long key) {
    return probe(key, start(key));
  }

  /** The slot of the next row with the same key after a slot, or -1. */
  int findNext(long key, int slot) {
    return probe(key, (slot + 1) & mask);
  }

  /** The row with a key that is in the index once, or -1. */
  int row(long key) {
    int slot = find(key);
    return slot < 0 ? NO_ROW : rowAt(slot);
  }

  /** The row in a slot, or -1 if the slot is empty. */
  int rowAt(int slot) {
    return (int) slots[2 * slot + 1] - 1;
  }

  void put(long key, int row) {
    if ((size + 1) * 4L > capacity() * 3L) {
      grow();
    }
    insert(key, row);
    size++;
  }

  /** Removes one row, which is there. */
  void remove(long key, int row) {
    int slot = find(key);
    while (rowAt(slot) != row) {
      slot = findNext(key, slot);
    }
    size--;
    closeGap(slot);
  }

  private int capacity() {
    return mask + 1;
  }

  private int probe(long key, int from) {
    for (int slot = from; !isEmpty(slot); slot = (slot + 1) & mask) {
      if (slots[2 * slot] == key) {
        return slot;
      }
    }
    return -1;
  }

  private boolean isEmpty(int slot) {
    return slots[2 * slot + 1] == 0;
  }

  /** Neighbours are put in the same line, in an order that differs from line to line. */
  private int start(long key) {
    long line = Hashing.mix(key >>> NEIGHBOUR_BITS);
    long place = (key ^ line >>> -NEIGHBOUR_BITS) & NEIGHBOUR_MASK;
    return (int) (line << NEIGHBOUR_BITS | place) & mask;
  }

  private void insert(long key, int row) {
    int slot = start(key);
    while (!isEmpty(slot)) {
      slot = (slot + 1) & mask;
    }
    slots[2 * slot] = key;
    slots[2 * slot + 1] = row + 1L;
  }

  /** Moves back what probing would no longer reach across an emptied slot. */
  private void closeGap(int gap) {
    int empty = gap;
    for (int slot = (gap + 1) & mask; !isEmpty(slot); slot = (slot + 1) & mask) {
      int home = start(slots[2 * slot]);
      if (((slot - home) & mask) >= ((slot - empty) & mask)) {
        slots[2 * empty] = slots[2 * slot];
        slots[2 * empty + 1] = slots[2 * slot + 1];
        empty = slot;
      }
    }
    slots[2 * empty + 1] = 0;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    mask = slots.length / 2 - 1;
    for (int at = 0; at < old.length; at += 2) {
      if (old[at + 1] != 0) {
        insert(old[at], (int) old[at + 1] - 1);
      }
    }
  }
}
