package dev.holdfast.faults;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What became of the requests of an {@link OpenLoop}. Belongs to its thread until that ends. */
final class Load {
  private final Map<Integer, Times> byStatus = new TreeMap<>();
  private long lastedNanos;
  private int connections;
  private int withoutRetryAfter;
  private int unanswered;
  private int broken;
  private int unsent;

  /** How long requests took, in tenths of milliseconds. */
  private static final class Times {
    private static final int SLOTS = 200_000;
    private final int[] counts = new int[SLOTS];
    private int count;

    void add(long nanos) {
      counts[(int) Math.min(SLOTS - 1, nanos / 100_000)]++;
      count++;
    }

    double millis(double share) {
      long left = (long) Math.ceil(count * share);
      int slot = 0;
      while (slot < SLOTS - 1 && (left -= counts[slot]) > 0) {
        slot++;
      }
      return slot / 10.0;
    }
  }

  void answered(int status, boolean retryAfter, long nanos) {
    byStatus.computeIfAbsent(status, _ -> new Times()).add(nanos);
    if ((status == 503 || status == 429) && !retryAfter) {
      withoutRetryAfter++;
    }
  }

  void lasted(long nanos) {
    lastedNanos = nanos;
  }

  void connects() {
    connections++;
  }

  void nobodyToSend() {
    unsent++;
  }

  void unanswered() {
    unanswered++;
  }

  void broken() {
    broken++;
  }

  Set<Integer> statuses() {
    return byStatus.keySet();
  }

  int count(int status) {
    return byStatus.containsKey(status) ? byStatus.get(status).count : 0;
  }

  double perSecond(int status) {
    return count(status) * 1e9 / lastedNanos;
  }

  double millis(int status, double share) {
    return byStatus.containsKey(status) ? byStatus.get(status).millis(share) : 0;
  }

  int withoutRetryAfter() {
    return withoutRetryAfter;
  }

  /** Requests that got no answer at all. */
  int lost() {
    return unanswered + broken;
  }

  @Override
  public String toString() {
    var words = new StringBuilder();
    byStatus.forEach(
        (status, times) ->
            words.append(
                "%d: %.0f/s, p50 %.1f p99 %.1f max %.1f ms; "
                    .formatted(
                        status,
                        perSecond(status),
                        times.millis(0.5),
                        times.millis(0.99),
                        times.millis(1))));
    return words
        + "connections %d, unanswered %d, broken %d, unsent %d, refusals without Retry-After %d"
            .formatted(connections, unanswered, broken, unsent, withoutRetryAfter);
  }
}
