package dev.holdfast.stream.internal;

/**
 * When a stream is due for a comment, and since when its client has taken nothing. Owned by the
 * views' thread.
 */
final class Pulse {
  private final long commentNanos;
  private long commentAtNanos;
  private long movedAtNanos;

  Pulse(long nowNanos, long commentNanos) {
    this.commentNanos = commentNanos;
    this.commentAtNanos = nowNanos + commentNanos;
    this.movedAtNanos = nowNanos;
  }

  /** Whether it is time for a comment; the next one is due that much later. */
  boolean isCommentDue(long nowNanos) {
    if (nowNanos - commentAtNanos < 0) {
      return false;
    }
    commentAtNanos = nowNanos + commentNanos;
    return true;
  }

  /**
   * Whether the client has taken nothing for too long.
   *
   * @param moves whether it takes what it is given, or has since the last time
   */
  boolean isStalled(long nowNanos, boolean moves, long stallNanos) {
    if (moves) {
      movedAtNanos = nowNanos;
    }
    return nowNanos - movedAtNanos >= stallNanos;
  }
}
