package dev.holdfast.ledger.api;

/**
 * How much of the past the ledger remembers. They are facts, since what is forgotten must not
 * depend on when the journal is replayed.
 *
 * @param terminalReservationsMax terminal reservations kept to answer verbs and reads
 * @param terminalRetentionMillis how long they are kept at most
 * @param requestSuccessesMax request ids remembered of what succeeded; those of open reservations
 *     are kept beyond it
 * @param requestRefusalsMax request ids remembered of what was refused
 * @param requestRetentionMillis how long request ids are remembered at most
 */
public record Bounds(
    long terminalReservationsMax,
    long terminalRetentionMillis,
    long requestSuccessesMax,
    long requestRefusalsMax,
    long requestRetentionMillis) {

  /** Nothing is forgotten: what a journal starts with. */
  public static final Bounds NONE =
      new Bounds(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
}
