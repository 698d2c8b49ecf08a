package dev.holdfast.stream.internal;

import dev.holdfast.stream.internal.wire.Goodbye;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one view, by what they follow, so that a change costs nothing for those whom it
 * does not concern. Owned by the views' thread.
 */
final class Audience {
  private final Map<Integer, Set<Follower>> listedBySku = new HashMap<>();
  private final Set<Follower> listed = new HashSet<>();
  private final Set<Follower> matching = new HashSet<>();

  void add(Follower follower) {
    switch (follower.interest()) {
      case Interest.Listed(int[] skus) -> {
        listed.add(follower);
        for (int sku : skus) {
          listedBySku.computeIfAbsent(sku, _ -> new HashSet<>(2)).add(follower);
        }
      }
      case Interest.Matching _ -> matching.add(follower);
    }
  }

  void remove(Follower follower) {
    if (follower.interest() instanceof Interest.Listed(int[] skus) && listed.remove(follower)) {
      for (int sku : skus) {
        listedBySku.computeIfPresent(sku, (_, those) -> without(those, follower));
      }
    } else {
      matching.remove(follower);
    }
  }

  boolean isEmpty() {
    return listed.isEmpty() && matching.isEmpty();
  }

  /**
   * Tells those whom changes concern.
   *
   * @param changedSkus null for more than could be kept
   */
  void wake(int @Nullable [] changedSkus) {
    matching.forEach(Follower::wake);
    if (changedSkus == null) {
      listed.forEach(Follower::wake);
      return;
    }
    for (int sku : changedSkus) {
      Set<Follower> concerned = listedBySku.get(sku);
      if (concerned != null) {
        concerned.forEach(Follower::wake);
      }
    }
  }

  /** Ends the streams of all. */
  void end(Goodbye goodbye) {
    matching.forEach(follower -> follower.end(goodbye));
    listed.forEach(follower -> follower.end(goodbye));
  }

  private static @Nullable Set<Follower> without(Set<Follower> those, Follower follower) {
    those.remove(follower);
    return those.isEmpty() ? null : those;
  }
}
