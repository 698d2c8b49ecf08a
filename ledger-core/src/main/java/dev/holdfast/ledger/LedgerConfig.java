package dev.holdfast.ledger;

/**
 * The ledger's bounds. What happens at each bound is said in docs/ARCHITECTURE.md.
 *
 * @param shard 0 to 2047
 * @param ringSize commands that may wait to be decided; a power of two
 * @param blockBytes the most bytes of facts in one block; at least 262,144
 * @param blocks how many blocks may be filling, in flight or being published; at least 3
 * @param openReservationsMax reservations that may hold stock at once
 * @param terminalReservationsMax terminal reservations kept to answer verbs and reads
 * @param terminalRetentionMillis how long they are kept at most
 * @param requestSuccessesMax request ids remembered of what succeeded
 * @param requestRefusalsMax request ids remembered of what was refused
 * @param requestRetentionMillis how long they are remembered at most
 * @param expiriesPerCommand reservations that may expire between two commands
 */
public record LedgerConfig(
    int shard,
    int ringSize,
    int blockBytes,
    int blocks,
    int openReservationsMax,
    int terminalReservationsMax,
    long terminalRetentionMillis,
    int requestSuccessesMax,
    int requestRefusalsMax,
    long requestRetentionMillis,
    int expiriesPerCommand) {

  /** What a small server runs well with. */
  public static final LedgerConfig DEFAULT =
      new LedgerConfig(
          0, 16_384, 1 << 20, 6, 20_000_000, 1_000_000, 86_400_000L, 2_000_000, 500_000,
          86_400_000L, 64);
}
