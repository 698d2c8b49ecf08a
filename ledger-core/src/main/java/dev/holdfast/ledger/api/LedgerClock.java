package dev.holdfast.ledger.api;

/** The time the ring's owner stamps on commands. Thread-safe. */
@FunctionalInterface
public interface LedgerClock {

  /** Epoch milliseconds. Never runs backwards. */
  long epochMillis();
}
