package dev.holdfast.ledger.api;

/**
 * How much of the past the ledger remembers. They are facts, since what is forgotten must not
 * depend on when the journal is replayed.
 *
 * @param terminalReservationsMax terminal reservations kept to answer verbs and reads, 1 or more
 * @param terminalRetentionMillis how long they are kept at most
 * @param requestSuccessesMax request ids remembered of what succeeded, besides those of open
 *     reservations, which are all kept
 * @param requestRefusalsMax request ids remembered of what was refused
 * @param requestRetentionMillis how long request ids are remembered at most
 */
public record Bounds(
    long terminalReservationsMax,
    long terminalRetentionMillis,
    long requestSuccessesMax,
    long requestRefusalsMax,
    long requestRetentionMillis) {

  public Bounds {
    if (terminalReservationsMax < 1
        || terminalRetentionMillis < 0
        || requestSuccessesMax < 0
        || requestRefusalsMax < 0
        || requestRetentionMillis < 0) {
      throw new IllegalArgumentException(
          "at least one terminal reservation is remembered, and nothing less than zero: "
              + "%d, %d ms, %d, %d, %d ms"
                  .formatted(
                      terminalReservationsMax,
                      terminalRetentionMillis,
                      requestSuccessesMax,
                      requestRefusalsMax,
                      requestRetentionMillis));
    }
  }

  /** Nothing is forgotten: what a journal starts with. */
  public static final Bounds NONE =
      new Bounds(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
}
