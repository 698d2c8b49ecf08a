package dev.holdfast.ledger.recovery;

/** The journal is not what was written. The message says which block, and how it differs. */
public final class DamagedJournal extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** Blocks are missing at the end. */
  public static DamagedJournal incomplete(long found, long expected) {
    return new DamagedJournal(
        "the journal's blocks end at position %d, its head says %d".formatted(found, expected));
  }

  DamagedJournal(String message) {
    super(message);
  }

  DamagedJournal(String message, Throwable cause) {
    super(message, cause);
  }
}
