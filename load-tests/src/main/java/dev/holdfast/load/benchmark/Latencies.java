package dev.holdfast.load.benchmark;

import java.util.Arrays;

/** How long answers took. Filled by one thread, then read by another once that has ended. */
final class Latencies {

  private long[] nanos = new long[1 << 16];
  private int count;

  void add(long tookNanos) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = tookNanos;
  }

  int count() {
    return count;
  }

  /** What so many percent of the answers took at most. */
  double millis(double percent) {
    Arrays.sort(nanos, 0, count);
    return nanos[(int) ((count - 1) * percent / 100)] / 1e6;
  }
}
