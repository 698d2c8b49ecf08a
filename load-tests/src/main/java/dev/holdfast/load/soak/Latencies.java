package dev.holdfast.load.soak;

import java.util.Arrays;

/** How long the answers of a minute took. Thread-safe. */
final class Latencies {

  private long[] nanos = new long[1 << 16];
  private int count;
  private int refused;
  private int failures;

  /**
   * What a minute came to.
   *
   * @param refused answers that say what is wrong with the request, which a mixed load has
   * @param failures answers of 5xx, and requests without one
   */
  record Summary(int count, double p50Millis, double p99Millis, int refused, int failures) {
    @Override
    public String toString() {
      return "%,8d answers  p50 %6.1f ms  p99 %7.1f ms  %,6d refused  %,4d failed"
          .formatted(count, p50Millis, p99Millis, refused, failures);
    }
  }

  synchronized void answered(int status, long tookNanos) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = tookNanos;
    refused += status / 100 == 4 ? 1 : 0;
    failures += status / 100 == 5 ? 1 : 0;
  }

  synchronized void failed() {
    failures++;
  }

  /** Since it was asked last. */
  synchronized Summary take() {
    Arrays.sort(nanos, 0, count);
    var summary = new Summary(count, percentile(0.5), percentile(0.99), refused, failures);
    count = 0;
    refused = 0;
    failures = 0;
    return summary;
  }

  private double percentile(double share) {
    return count == 0 ? 0 : nanos[(int) ((count - 1) * share)] / 1e6;
  }
}
