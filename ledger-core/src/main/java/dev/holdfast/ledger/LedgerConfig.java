package dev.holdfast.ledger;

import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.pipeline.PipelineConfig;

/**
 * The ledger's bounds. What happens at each bound is said in docs/ARCHITECTURE.md.
 *
 * @param shard 0 to 2047
 * @param ringSize commands that may wait to be decided; a power of two
 * @param blockBytes the most bytes of facts in one block; at least 262,144
 * @param blockReplies the most replies parked on one block
 * @param blocks how many blocks may be filling, in flight or being published; at least 3
 * @param openReservationsMax reservations that may hold stock at once
 * @param expiriesPerCommand reservations that may expire between two commands, 1 to 1,024
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

  private static final int BLOCK_BYTES_MIN = 256 * 1024;
  private static final int EXPIRIES_MAX = 1_024;

  public LedgerConfig {
    require(shard >= 0 && shard < 2_048, "shard is 0 to 2,047");
    require(Integer.bitCount(ringSize) == 1, "ringSize is a power of two");
    require(blockBytes >= BLOCK_BYTES_MIN, "blockBytes is 262,144 or more");
    require(blockReplies > 0, "blockReplies is 1 or more");
    require(blocks >= 3, "blocks is 3 or more");
    require(openReservationsMax > 0, "openReservationsMax is 1 or more");
    require(
        expiriesPerCommand > 0 && expiriesPerCommand <= EXPIRIES_MAX,
        "expiriesPerCommand is 1 to 1,024");
    require(closeTimeoutMillis > 0, "closeTimeoutMillis is 1 or more");
  }

  PipelineConfig pipeline() {
    return new PipelineConfig(
        shard,
        ringSize,
        blockBytes,
        blockReplies,
        blocks,
        openReservationsMax,
        expiriesPerCommand,
        closeTimeoutMillis);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("The ledger's settings: " + rule);
    }
  }

  /** What a small server runs well with. */
  public static final LedgerConfig DEFAULT =
      new LedgerConfig(
          0,
          16_384,
          1 << 20,
          16_384,
          6,
          20_000_000,
          8,
          10_000,
          new Bounds(1_000_000, 86_400_000L, 2_000_000, 500_000, 86_400_000L));
}
