package dev.holdfast.ledger.recovery;

/** The journal is not what was written. The message says which block, and how it differs. */
public final class DamagedJournal extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** Blocks are missing at the end. */
  public static DamagedJournal incomplete(long found, long expected) {
    return new DamagedJournal(
        "the journal's blocks end at position %d, its head says %d".formatted(found, expected));
  }

  /** What follows a position is missing. */
  static DamagedJournal gap(int shard, long position, String next) {
    return new DamagedJournal(
        position == 0
            ? "it begins with block %s, and there is no snapshot that this build reads of what came before"
                .formatted(next)
            : "the block that begins at position %d of shard %d is missing; the next one is %s"
                .formatted(position + 1, shard, next));
  }

  DamagedJournal(String message) {
    super(message);
  }

  DamagedJournal(String message, Throwable cause) {
    super(message, cause);
  }
}
