package dev.holdfast.inventory.internal.engine;

import dev.holdfast.ledger.api.LedgerClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Time that only runs forward, at an even pace: the wall clock's at the start, carried on by the
 * monotonic clock. Where the wall clock has gone elsewhere since, this one follows by running up to
 * 5 % faster or slower than the monotonic clock; it never jumps. Thread-safe, without locks.
 */
public final class SteadyClock implements LedgerClock {
  /** By what part of elapsed time it may run ahead or behind: one in so many. */
  static final int SLEW_PART = 20;

  /** How often it looks at the wall clock, at most. */
  static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LongSupplier wallMillis;
  private final LongSupplier nanos;
  private final AtomicReference<Stretch> stretch;

  /** What was told last: a thread that read the monotonic clock earlier must not tell less. */
  private final AtomicLong toldMillis;

  /**
   * A clock that starts now.
   *
   * @param wallMillis the wall clock, epoch milliseconds; may jump
   * @param nanos the monotonic clock, from anywhere
   */
  public SteadyClock(LongSupplier wallMillis, LongSupplier nanos) {
    this.wallMillis = wallMillis;
    this.nanos = nanos;
    long startMillis = wallMillis.getAsLong();
    stretch = new AtomicReference<>(new Stretch(nanos.getAsLong(), nanosOf(startMillis), 0));
    toldMillis = new AtomicLong(startMillis);
  }

  @Override
  public long epochMillis() {
    long nowNanos = nanos.getAsLong();
    Stretch current = stretch.get();
    if (nowNanos - current.fromNanos >= LOOK_NANOS) {
      current = look(current, nowNanos);
    }
    return neverLess(TimeUnit.NANOSECONDS.toMillis(current.at(nowNanos)));
  }

  /** Begins a new stretch, which goes towards what the wall clock says now. */
  private Stretch look(Stretch ended, long nowNanos) {
    long time = ended.at(nowNanos);
    var next = new Stretch(nowNanos, time, nanosOf(wallMillis.getAsLong()) - time);
    return stretch.compareAndSet(ended, next) ? next : stretch.get();
  }

  private long neverLess(long millis) {
    long told = toldMillis.get();
    while (millis > told) {
      if (toldMillis.compareAndSet(told, millis)) {
        return millis;
      }
      told = toldMillis.get();
    }
    return told;
  }

  private static long nanosOf(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /**
   * Time between two looks at the wall clock.
   *
   * @param fromNanos the monotonic clock at its beginning
   * @param timeNanos the time told then, epoch nanoseconds (good until the year 2262)
   * @param aheadNanos by how much the wall clock was ahead then
   */
  private record Stretch(long fromNanos, long timeNanos, long aheadNanos) {

    /** The time at a reading of the monotonic clock; one from before counts as the beginning. */
    long at(long nowNanos) {
      long elapsed = Math.max(0, nowNanos - fromNanos);
      long slewMax = elapsed / SLEW_PART;
      return timeNanos + elapsed + Math.clamp(aheadNanos, -slewMax, slewMax);
    }
  }
}
