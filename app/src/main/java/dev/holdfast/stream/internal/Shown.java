package dev.holdfast.stream.internal;

import dev.holdfast.inventory.Availability;
import dev.holdfast.stream.internal.wire.Sse;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is shown of one SKU, from one change to the next. Thread-safe: it never changes,
 * but for the bytes of its event, which are encoded for the first client that needs them and kept
 * for the others.
 */
final class Shown {
  /** The number of the change if there was none: the view found it so. */
  static final long FOUND = -1;

  private final long change;
  private final long changedAt;
  private final Availability availability;
  private volatile byte @Nullable [] event;

  /**
   * @param change its number among the view's changes, or {@link #FOUND}
   * @param changedAt no change of what is shown came after this position
   */
  Shown(long change, long changedAt, Availability availability) {
    this.change = change;
    this.changedAt = changedAt;
    this.availability = availability;
  }

  long change() {
    return change;
  }

  long changedAt() {
    return changedAt;
  }

  boolean looksLike(Availability other) {
    return availability.looksLike(other);
  }

  /** Its event, but for the id and the empty line that ends it. Read, never written. */
  byte[] event(Sse sse) {
    byte[] bytes = event;
    if (bytes == null) {
      // Two clients may come at once; both get the same bytes.
      bytes = sse.event(availability);
      event = bytes;
    }
    return bytes;
  }
}
