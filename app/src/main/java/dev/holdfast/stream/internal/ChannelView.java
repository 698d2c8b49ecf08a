package dev.holdfast.stream.internal;

import dev.holdfast.inventory.Availabilities;
import dev.holdfast.inventory.Availability;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one channel is shown of each SKU, everywhere or at one location, and in what order that
 * changed: computed once, for all clients that see the same. It knows the SKUs that somebody has
 * asked for.
 *
 * <p>Only the views' thread writes; {@link #mark}, {@link #shown} and {@link #changes} are for all.
 * A change is in {@link #shown} before a {@link #mark} tells of it, never after.
 */
final class ChannelView {
  /** How many SKUs are looked at before others have their turn on the views' thread. */
  static final int CHUNK = 4_096;

  private static final int DONE = Integer.MAX_VALUE;

  private final Availabilities.View eyes;
  private final ShownTable table = new ShownTable();
  private final ChangeRing ring = new ChangeRing();
  private final Audience audience = new Audience();

  /** Those who follow all SKUs and wait until the view knows them. */
  private final List<Follower> waiting = new ArrayList<>();

  /** All SKUs before this one are known; DONE if those to come are too. */
  private int known;

  /** All SKUs before this one have been looked at since the channel's settings changed. */
  private int rechecked = DONE;

  private volatile Mark mark;

  /**
   * @param eyes what the channel is shown of any SKU
   * @param position one that the readings hold
   */
  ChannelView(Availabilities.View eyes, long position) {
    this.eyes = eyes;
    this.mark = new Mark(0, position);
  }

  Mark mark() {
    return mark;
  }

  /** The newest, published or not; null if the SKU is unknown. */
  @Nullable Shown shown(int sku) {
    return table.get(sku);
  }

  /** The SKUs of these changes, or null if not all are kept any more. */
  int @Nullable [] changes(long from, long to) {
    return ring.between(from, to);
  }

  /** Takes in a client, which begins as soon as all it follows is known. */
  void add(Follower follower) {
    audience.add(follower);
    switch (follower.interest()) {
      case Interest.Listed(int[] skus) -> {
        for (int sku : skus) {
          know(sku);
        }
        follower.begin(this);
      }
      case Interest.Matching _ when known == DONE -> follower.begin(this);
      case Interest.Matching _ -> waiting.add(follower);
    }
  }

  void remove(Follower follower) {
    audience.remove(follower);
    waiting.remove(follower);
  }

  Audience audience() {
    return audience;
  }

  /**
   * Looks at SKUs that may have changed, and goes on with what takes longer.
   *
   * @param dirty SKUs touched by blocks up to the position, and perhaps later ones
   * @param resettled whether such a block changed the channel's settings
   * @return whether it wants to be called again, with nothing new
   */
  boolean advance(int[] dirty, boolean resettled, long position) {
    long before = ring.appended();
    for (int sku : dirty) {
      refresh(sku);
    }
    if (resettled) {
      rechecked = 0;
    }
    recheck();
    publish(before, position);
    learn();
    return rechecked != DONE || !waiting.isEmpty();
  }

  private void refresh(int sku) {
    Shown before = table.get(sku);
    if (before == null && known != DONE) {
      return;
    }
    Availability now = eyes.of(sku);
    if (before == null || !before.looksLike(now)) {
      table.set(sku, new Shown(ring.appended(), changedAt(now), now));
      ring.append(sku);
    }
  }

  private void know(int sku) {
    if (table.get(sku) == null) {
      Availability now = eyes.of(sku);
      table.set(sku, new Shown(Shown.FOUND, changedAt(now), now));
    }
  }

  /** The settings come after the state: what they changed in it cannot be missed that way. */
  private long changedAt(Availability read) {
    return Math.max(read.position(), eyes.settingsPosition());
  }

  private void recheck() {
    if (rechecked == DONE) {
      return;
    }
    int count = eyes.skuCount();
    int to = Math.min(rechecked + CHUNK, count);
    for (int sku = rechecked; sku < to; sku++) {
      if (table.get(sku) != null) {
        refresh(sku);
      }
    }
    rechecked = to == count ? DONE : to;
  }

  /** While settings are only half applied, their position is not reached. */
  private void publish(long before, long position) {
    long after = ring.appended();
    long held = mark.position();
    mark = new Mark(after, rechecked == DONE ? Math.max(position, held) : held);
    if (after > before) {
      audience.wake(ring.between(before, after));
    }
  }

  private void learn() {
    if (waiting.isEmpty()) {
      return;
    }
    int count = eyes.skuCount();
    int to = Math.min(known + CHUNK, count);
    for (int sku = known; sku < to; sku++) {
      know(sku);
    }
    known = to == count ? DONE : to;
    if (known == DONE) {
      waiting.forEach(follower -> follower.begin(this));
      waiting.clear();
    }
  }
}
