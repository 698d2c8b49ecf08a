package dev.holdfast.cluster.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says when the holder of a lease may be taken for gone: once nothing was renewed for the lease
 * time, by this process's monotonic clock alone, while the database was asked again and again and
 * answered at once. A slow answer, a pause between two questions or {@link #restart} begins the
 * watch anew, for then it was perhaps the database or this process that stood still.
 *
 * <p>Owned by one thread.
 */
final class LeaseWatch {
  /** What part of the lease time an answer, or the pause before a question, may take. */
  private static final int PAUSE_PART = 2;

  private final long leaseNanos;
  private final long pauseNanosMax;
  private @Nullable Lease first;
  private long sinceNanos;
  private long answeredNanos;

  LeaseWatch(Duration leaseTime) {
    leaseNanos = leaseTime.toNanos();
    pauseNanosMax = leaseNanos / PAUSE_PART;
  }

  /** Forgets what was seen: the connection is another one. */
  void restart() {
    first = null;
  }

  /**
   * Takes in an answer.
   *
   * @param askedNanos when it was asked for: what is in it is no older
   * @param nowNanos when it came: what is in it is no newer
   * @return whether the holder has renewed nothing for the lease time
   */
  boolean isExpired(Lease found, long askedNanos, long nowNanos) {
    Lease before = first;
    boolean isSlow = nowNanos - askedNanos > pauseNanosMax;
    boolean continues =
        before != null
            && !isSlow
            && found.isSameAs(before)
            && askedNanos - answeredNanos <= pauseNanosMax;
    answeredNanos = nowNanos;
    if (!continues) {
      first = isSlow ? null : found;
      sinceNanos = nowNanos;
      return false;
    }
    return askedNanos - sinceNanos >= leaseNanos;
  }
}
