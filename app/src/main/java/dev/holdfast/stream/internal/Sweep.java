package dev.holdfast.stream.internal;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One walk over all SKUs that a client follows, for those that changed. Not thread-safe: its
 * follower owns it.
 */
final class Sweep {
  /** How many SKUs are looked at before others have their turn on the event loop. */
  static final int LOOKS_MAX = 16_384;

  private static final long NEVER = Long.MAX_VALUE;

  private final ChannelView view;
  private final Interest interest;
  private final long changedAfter;
  private final long changedSince;
  private final int end;
  private int at;
  private int looksLeft;

  private Sweep(ChannelView view, Interest interest, long changedAfter, long changedSince) {
    this.view = view;
    this.interest = interest;
    this.changedAfter = changedAfter;
    this.changedSince = changedSince;
    this.end = interest.end();
    rest();
  }

  /** Looks for what changed after a position of the journal. */
  static Sweep after(long position, ChannelView view, Interest interest) {
    return new Sweep(view, interest, position, NEVER);
  }

  /** Looks for what changed since a change of the view's, this one among them. */
  static Sweep since(long change, ChannelView view, Interest interest) {
    return new Sweep(view, interest, NEVER, change);
  }

  boolean isOver() {
    return at >= end;
  }

  /** Whether it has yet to come to this SKU. */
  boolean isBefore(int sku) {
    return at <= sku && sku < end;
  }

  /** Allows it to look at more SKUs. */
  void rest() {
    looksLeft = interest.size() <= LOOKS_MAX ? Integer.MAX_VALUE : LOOKS_MAX;
  }

  /**
   * Goes to the next SKU that changed.
   *
   * @param known what to leave out
   * @return null if there is none, and then it is over; or if it has to {@link #rest} first
   */
  @Nullable Shown peek(Set<Shown> known) {
    int limit = (int) Math.min(end, (long) at + looksLeft);
    for (int sku = interest.next(at, limit); sku >= 0; sku = interest.next(at, limit)) {
      goTo(sku);
      Shown shown = view.shown(sku);
      if (shown != null && isWanted(shown) && !known.contains(shown)) {
        return shown;
      }
      goTo(sku + 1);
    }
    goTo(limit);
    return null;
  }

  /** Leaves the SKU that {@link #peek} came to behind. */
  void pass() {
    goTo(at + 1);
  }

  private boolean isWanted(Shown shown) {
    return shown.changedAt() > changedAfter || shown.change() >= changedSince;
  }

  private void goTo(int sku) {
    looksLeft = Math.max(0, looksLeft - (sku - at));
    at = sku;
  }
}
