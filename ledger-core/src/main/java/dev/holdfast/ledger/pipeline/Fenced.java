package dev.holdfast.ledger.pipeline;

/** Another owner writes the journal: this one's memory is worth nothing any more. */
public final class Fenced extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  Fenced(String message) {
    super(message);
  }
}
