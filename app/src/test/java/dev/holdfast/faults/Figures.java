package dev.holdfast.faults;

/**
 * Figures of a SKU at a place as they were once. Some of what is held ends by itself, and may be
 * counted for a while after.
 *
 * @param lasting units held by what does not end while anybody looks
 * @param deadlines of the rest, with as many units
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Figures(long onHand, long committed, long lasting, long[] deadlines, long[] units) {

  /** What is held at a time for sure. */
  long heldAt(long millis) {
    long held = lasting;
    for (int i = 0; i < deadlines.length; i++) {
      held += deadlines[i] > millis ? units[i] : 0;
    }
    return held;
  }

  /** What may still be counted as held at a time. */
  long countedAt(long millis) {
    return heldAt(millis - Item.SWEPT_WITHIN_MILLIS);
  }
}
