package dev.holdfast.stream.internal.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one write. Not thread-safe: its follower owns it. */
public final class Batch {
  private static final byte[] NO_ID = {'\n'};

  private final List<byte[]> events = new ArrayList<>(1);
  private final int bytesMax;
  private int bytes;

  /**
   * @param bytesMax once it has so many it takes no further event
   */
  public Batch(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  public boolean isEmpty() {
    return events.isEmpty();
  }

  public boolean isFull() {
    return bytes >= bytesMax;
  }

  /**
   * Adds an event.
   *
   * @param event without the line that ends it
   */
  public void add(byte[] event) {
    events.add(event);
    bytes += event.length + NO_ID.length;
  }

  /**
   * Takes everything out as one piece.
   *
   * @param id what the last event has as its id; null for none
   */
  public byte[] take(@Nullable String id) {
    byte[] end = id == null ? NO_ID : Sse.idAndEnd(id);
    var all = new byte[bytes - NO_ID.length + end.length];
    int at = 0;
    for (byte[] event : events) {
      System.arraycopy(event, 0, all, at, event.length);
      at += event.length;
      if (at < all.length - end.length) {
        all[at++] = '\n';
      }
    }
    System.arraycopy(end, 0, all, at, end.length);
    events.clear();
    bytes = 0;
    return all;
  }
}
