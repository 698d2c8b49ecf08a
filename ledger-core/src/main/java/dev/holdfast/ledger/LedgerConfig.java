package dev.holdfast.ledger;

import dev.holdfast.ledger.api.Bounds;

/**
 * The ledger's bounds. What happens at each bound is said in docs/ARCHITECTURE.md.
 *
 * @param shard 0 to 2047
 * @param ringSize commands that may wait to be decided; a power of two
 * @param blockBytes the most bytes of facts in one block; at least 262,144
 * @param blockReplies the most replies parked on one block
 * @param blocks how many blocks may be filling, in flight or being published; at least 3
 * @param openReservationsMax reservations that may hold stock at once
 * @param expiriesPerCommand reservations that may expire between two commands
 * @param closeTimeoutMillis how long a close waits for what is parked to become durable
 * @param bounds how much of the past is remembered
 */
public record LedgerConfig(
    int shard,
    int ringSize,
    int blockBytes,
    int blockReplies,
    int blocks,
    int openReservationsMax,
    int expiriesPerCommand,
    long closeTimeoutMillis,
    Bounds bounds) {

  /** What a small server runs well with. */
  public static final LedgerConfig DEFAULT =
      new LedgerConfig(
          0,
          16_384,
          1 << 20,
          16_384,
          6,
          20_000_000,
          64,
          10_000,
          new Bounds(1_000_000, 86_400_000L, 2_000_000, 500_000, 86_400_000L));
}
