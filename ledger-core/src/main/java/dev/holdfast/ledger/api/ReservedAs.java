package dev.holdfast.ledger.api;

/** The state a reservation is made in. */
public enum ReservedAs {
  HELD,
  CONFIRMED,
  FULFILLED
}
