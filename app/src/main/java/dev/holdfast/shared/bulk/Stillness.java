package dev.holdfast.shared.bulk;

/** Notices that nothing has moved for a time. Belongs to the event loop. */
final class Stillness {
  /** How many looks the time has. */
  static final int LOOKS = 4;

  private boolean moved;
  private int stillLooks;

  /** Something moved. */
  void end() {
    moved = true;
  }

  /**
   * To be asked at even intervals.
   *
   * @param excused whether nothing need move at present
   * @return true if nothing has moved for as many intervals as the time has
   */
  boolean isTooLong(boolean excused) {
    stillLooks = moved || excused ? 0 : stillLooks + 1;
    moved = false;
    return stillLooks >= LOOKS;
  }
}
