package dev.holdfast.ledger.table;

/** A fact left the state as it must never be: a bug. The ledger stops before the fact is stored. */
public final class InvariantBroken extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  public InvariantBroken(String message) {
    super(message);
  }
}
