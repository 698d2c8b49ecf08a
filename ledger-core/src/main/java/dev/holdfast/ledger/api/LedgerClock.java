package dev.holdfast.ledger.api;

/** The time the ring's owner stamps on commands. Thread-safe. */
@FunctionalInterface
public interface LedgerClock {

  /** Epoch milliseconds. Never runs backwards. */
  long epochMillis();

  /** Nanoseconds since some instant, to measure with; never stamped on anything. */
  default long nanoTime() {
    return epochMillis() * 1_000_000;
  }
}
