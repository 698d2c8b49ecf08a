package dev.holdfast.faults;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What callers saw in a span of time, for a person to read.
 *
 * @param counts how often they saw each outcome
 * @param longestMillis for each outcome
 */
record Callers(Map<String, Integer> counts, Map<String, Double> longestMillis) {

  /** Of those who waited at some time in the span. */
  static Callers within(Stream<Attempt> attempts, long fromNanos, long toNanos) {
    var counts = new TreeMap<String, Integer>();
    var longest = new TreeMap<String, Double>();
    attempts
        .filter(attempt -> attempt.endedNanos() >= fromNanos && attempt.sentNanos() < toNanos)
        .forEach(
            attempt -> {
              counts.merge(attempt.outcome(), 1, Integer::sum);
              longest.merge(attempt.outcome(), attempt.millis(), Math::max);
            });
    return new Callers(counts, longest);
  }

  /**
   * How long after a time the first of these ended well.
   *
   * @return milliseconds, -1 for never
   */
  static double firstAfter(Stream<Attempt> attempts, long nanos, Predicate<Attempt> which) {
    List<Long> ends =
        attempts
            .filter(which)
            .map(Attempt::endedNanos)
            .filter(ended -> ended - nanos > 0)
            .sorted()
            .limit(1)
            .toList();
    return ends.isEmpty() ? -1 : (ends.getFirst() - nanos) / 1e6;
  }

  @Override
  public String toString() {
    var words = new StringBuilder();
    counts.forEach(
        (outcome, count) ->
            words.append(
                "%s%s ×%d (≤ %.0f ms)"
                    .formatted(
                        words.isEmpty() ? "" : ", ", outcome, count, longestMillis.get(outcome))));
    return words.toString();
  }
}
