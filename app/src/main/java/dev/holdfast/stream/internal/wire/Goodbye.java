package dev.holdfast.stream.internal.wire;

/** Why the server ends a stream. A code, once published, keeps its meaning. */
public enum Goodbye {
  /** This server stops; come back in a moment. */
  SHUTTING_DOWN,
  /** This server owns the ledger no more; another one may have taken over. Come back. */
  LEDGER_STOPPED,
  /** Something went wrong here; come back, and go on from the last id. */
  INTERNAL
}
