package dev.holdfast.ledger.state;

import java.util.Arrays;

/**
 * Finds rows by a 64-bit key: open addressing with linear probing, at most 3/4 full. Several rows
 * may share a key. Doubling rehashes all of it at once.
 */
final class RowIndex {

  private static final int NO_ROW = -1;

  private long[] keys;
  private int[] rows;
  private int size;

  RowIndex(int initialCapacity) {
    int capacity = Integer.highestOneBit(Math.max(8, initialCapacity) * 2 - 1);
    keys = new long[capacity];
    rows = new int[capacity];
    Arrays.fill(rows, NO_ROW);
  }

  /** The slot of the first row with a key, or -1. */
  int find(long key) {
    return probe(key, start(key));
  }

  /** The slot of the next row with the same key after a slot, or -1. */
  int findNext(long key, int slot) {
    return probe(key, (slot + 1) & (rows.length - 1));
  }

  /** The row with a key that is in the index once, or -1. */
  int row(long key) {
    int slot = find(key);
    return slot < 0 ? NO_ROW : rows[slot];
  }

  int rowAt(int slot) {
    return rows[slot];
  }

  void put(long key, int row) {
    if ((size + 1) * 4L > rows.length * 3L) {
      grow();
    }
    insert(key, row);
    size++;
  }

  /** Removes one row, which is there. */
  void remove(long key, int row) {
    int slot = find(key);
    while (rows[slot] != row) {
      slot = findNext(key, slot);
    }
    size--;
    closeGap(slot);
  }

  private int probe(long key, int from) {
    int mask = rows.length - 1;
    for (int slot = from; rows[slot] != NO_ROW; slot = (slot + 1) & mask) {
      if (keys[slot] == key) {
        return slot;
      }
    }
    return -1;
  }

  private int start(long key) {
    return (int) Hashing.mix(key) & (rows.length - 1);
  }

  private void insert(long key, int row) {
    int mask = rows.length - 1;
    int slot = start(key);
    while (rows[slot] != NO_ROW) {
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    rows[slot] = row;
  }

  /** Moves back what probing would no longer reach across an emptied slot. */
  private void closeGap(int gap) {
    int mask = rows.length - 1;
    int empty = gap;
    for (int slot = (gap + 1) & mask; rows[slot] != NO_ROW; slot = (slot + 1) & mask) {
      int home = start(keys[slot]);
      if (((slot - home) & mask) >= ((slot - empty) & mask)) {
        keys[empty] = keys[slot];
        rows[empty] = rows[slot];
        empty = slot;
      }
    }
    rows[empty] = NO_ROW;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldRows = rows;
    keys = new long[oldKeys.length * 2];
    rows = new int[oldRows.length * 2];
    Arrays.fill(rows, NO_ROW);
    for (int slot = 0; slot < oldRows.length; slot++) {
      if (oldRows[slot] != NO_ROW) {
        insert(oldKeys[slot], oldRows[slot]);
      }
    }
  }
}
