package dev.holdfast.ledger.pipeline;

/** How long a test of this folder goes on: {@code -Dstress.millis}. */
final class StressTime {

  static final long MILLIS = Long.getLong("stress.millis", 500);

  private StressTime() {}

  /** When a test that starts now ends, on {@link System#nanoTime}. */
  static long end() {
    return System.nanoTime() + MILLIS * 1_000_000;
  }
}
