package dev.holdfast.faults;

import java.util.HashMap;
import java.util.Map;

/** A SKU at a place, as the model counts it. What is held may end by itself, nobody says when. */
final class Item {
  /** By how much the ledger may be late to write down that something has expired. */
  static final long SWEPT_WITHIN_MILLIS = 3_000;

  private final Map<String, Hold> passing = new HashMap<>();
  private final long passingBeforeMillis;
  long onHand;
  long committed;
  private long lasting;

  /** So many units until a time. */
  private record Hold(long units, long deadlineMillis) {}

  /**
   * Nothing of it.
   *
   * @param passingBeforeMillis what ends later does not end while anybody looks
   */
  Item(long passingBeforeMillis) {
    this.passingBeforeMillis = passingBeforeMillis;
  }

  void hold(String line, long units, long deadlineMillis) {
    if (deadlineMillis > passingBeforeMillis) {
      lasting += units;
    } else {
      passing.put(line, new Hold(units, deadlineMillis));
    }
  }

  void letGo(String line, long units, long deadlineMillis) {
    if (deadlineMillis > passingBeforeMillis) {
      lasting -= units;
    } else {
      passing.remove(line);
    }
  }

  /** Forgets what was over long before a time. */
  void forgetBefore(long millis) {
    passing.values().removeIf(hold -> hold.deadlineMillis < millis - SWEPT_WITHIN_MILLIS);
  }

  /** What is held at a time for sure. */
  long heldAt(long millis) {
    return figures().heldAt(millis);
  }

  /** As it is now, for later. */
  Figures figures() {
    var deadlines = new long[passing.size()];
    var units = new long[passing.size()];
    int i = 0;
    for (Hold hold : passing.values()) {
      deadlines[i] = hold.deadlineMillis;
      units[i++] = hold.units;
    }
    return new Figures(onHand, committed, lasting, deadlines, units);
  }
}
