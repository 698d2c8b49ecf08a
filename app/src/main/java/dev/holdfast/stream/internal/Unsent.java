package dev.holdfast.stream.internal;

import dev.holdfast.stream.internal.wire.StreamCursor;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one client has not been told yet: SKUs, not states, so that it is told of each once and with
 * the newest state, however slow it is. Not thread-safe: its follower owns it.
 *
 * <p>It goes over the SKUs in rounds. A round is a sweep over all that the client follows; or,
 * where that is the longer way, the SKUs of the view's newest changes, kept pending in their order.
 * Each round has a goal: the position that the view had reached when it began. Once the round is
 * over everything that changed up to its goal has been told, and the client may come back with it.
 *
 * <p>What changes behind a sweep becomes pending, what changes before it is met on the way. A SKU
 * may be told in a state that the view has not published yet: it is remembered, so that it is told
 * once. A client that falls behind by more than {@link #PENDING_MAX} changes within one sweep may
 * be told a state twice.
 */
final class Unsent {
  /** So many SKUs may be pending; what goes beyond is left to the next sweep. */
  static final int PENDING_MAX = 1_024;

  private final ChannelView view;
  private final Interest interest;
  private final Set<Integer> pending = new LinkedHashSet<>(4);
  private final Set<Shown> toldEarly = new HashSet<>(2);
  private @Nullable Sweep sweep;

  /** Every change up to here has been told, or is pending, or lies before the sweep. */
  private Mark collected;

  private long goal;

  /** How many pending SKUs the goal is away, if no sweep is. */
  private int owed;

  private long reached = StreamCursor.NOTHING;

  /**
   * Begins with a sweep.
   *
   * @param known the position up to which the client knows everything, or NOTHING; one that the
   *     view has not reached is not believed
   */
  Unsent(ChannelView view, Interest interest, long known) {
    this.view = view;
    this.interest = interest;
    this.collected = view.mark();
    this.goal = collected.position();
    this.sweep = Sweep.after(known <= goal ? known : StreamCursor.NOTHING, view, interest);
  }

  /** The position up to which everything has been told, or NOTHING. */
  long reached() {
    return reached;
  }

  /** Whether there is nothing to tell, as far as {@link #collect} has seen. */
  boolean isIdle() {
    return sweep == null && pending.isEmpty();
  }

  /** Lets a long sweep look further. */
  void rest() {
    if (sweep != null) {
      sweep.rest();
    }
  }

  /** Looks for new changes, unless too much is left to do. */
  void collect() {
    Mark mark = view.mark();
    long changes = mark.changes() - collected.changes();
    boolean fits = changes + pending.size() <= PENDING_MAX && changes <= interest.size();
    int[] skus = fits ? view.changes(collected.changes(), mark.changes()) : null;
    if (skus != null) {
      collect(skus, mark);
    } else if (isIdle()) {
      sweep = Sweep.since(collected.changes(), view, interest);
      collected = mark;
      goal = mark.position();
    }
  }

  /**
   * What to tell next.
   *
   * @return null if there is nothing, or if it has to {@link #rest} before it finds it
   */
  @Nullable Shown peek() {
    if (sweep != null) {
      Shown found = sweep.peek(toldEarly);
      if (found != null || !sweep.isOver()) {
        return found;
      }
      sweep = null;
      reached = goal;
      forgetEarly();
      beginRound();
    }
    return pending.isEmpty() ? null : view.shown(pending.iterator().next());
  }

  /** Takes out what {@link #peek} gave: it is as good as told. */
  void take(Shown shown) {
    if (shown.change() >= collected.changes() && toldEarly.size() < PENDING_MAX) {
      toldEarly.add(shown);
    }
    if (sweep != null) {
      sweep.pass();
      return;
    }
    pending.remove(pending.iterator().next());
    owed--;
    if (owed == 0) {
      reached = goal;
      beginRound();
    }
  }

  private void collect(int[] skus, Mark mark) {
    boolean idle = isIdle();
    for (int sku : skus) {
      if (interest.includes(sku) && !isBeforeSweep(sku) && !isToldEarly(sku)) {
        pending.add(sku);
      }
    }
    collected = mark;
    forgetEarly();
    if (idle) {
      beginRound();
    }
  }

  /** The next round is what is pending now; nothing pending is a round already over. */
  private void beginRound() {
    goal = collected.position();
    owed = pending.size();
    if (owed == 0) {
      reached = goal;
    }
  }

  private boolean isBeforeSweep(int sku) {
    return sweep != null && sweep.isBefore(sku);
  }

  private boolean isToldEarly(int sku) {
    return !toldEarly.isEmpty() && toldEarly.contains(view.shown(sku));
  }

  /** A sweep may yet meet what was told early, so it is forgotten only after. */
  private void forgetEarly() {
    if (sweep == null && !toldEarly.isEmpty()) {
      toldEarly.removeIf(shown -> shown.change() < collected.changes());
    }
  }
}
