package dev.holdfast.ledger.state;

/** A fact left the state as it must never be: a bug. The ledger stops before the fact is stored. */
public final class InvariantBroken extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  InvariantBroken(String message) {
    super(message);
  }
}
