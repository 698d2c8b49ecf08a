package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.api.LedgerClock;
import java.util.concurrent.TimeUnit;

/** The wall clock at the start, carried on by the monotonic clock. Thread-safe. */
public final class MonotonicClock implements LedgerClock {

  private final long startMillis = System.currentTimeMillis();
  private final long startNanos = System.nanoTime();

  @Override
  public long epochMillis() {
    return startMillis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }
}
