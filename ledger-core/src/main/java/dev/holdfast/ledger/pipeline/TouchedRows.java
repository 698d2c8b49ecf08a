package dev.holdfast.ledger.pipeline;

import java.util.Arrays;

/** Collects row numbers, each once. Belongs to the read state, whose publisher alone fills it. */
final class TouchedRows {

  private int[] rows = new int[64];
  private int size;
  private int[] seenIn = new int[64];
  private int round = 1;

  void add(int row) {
    if (row >= seenIn.length) {
      seenIn = Arrays.copyOf(seenIn, Math.max(row + 1, seenIn.length * 2));
    }
    if (seenIn[row] == round) {
      return;
    }
    seenIn[row] = round;
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, size * 2);
    }
    rows[size++] = row;
  }

  /** What was collected; starts over. */
  int[] take() {
    int[] taken = Arrays.copyOf(rows, size);
    size = 0;
    round++;
    return taken;
  }
}
