package dev.holdfast.ledger.pipeline;

/**
 * The pipeline's bounds, as {@code LedgerConfig} describes them.
 *
 * @param closeTimeoutMillis how long a close waits for what is parked
 */
public record PipelineConfig(
    int shard,
    int ringSize,
    int blockBytes,
    int blockReplies,
    int blocks,
    int openReservationsMax,
    int expiriesPerCommand,
    long closeTimeoutMillis) {}
