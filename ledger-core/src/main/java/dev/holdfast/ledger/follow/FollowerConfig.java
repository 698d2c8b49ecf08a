package dev.holdfast.ledger.follow;

/**
 * A follower's pace.
 *
 * @param passMillis the least time between the end of one pass over the journal and the next, so
 *     that under load a pass takes many blocks
 * @param pollMillis after which it looks for blocks that nobody called it for
 * @param restartMillis the pause before it begins anew
 * @param closeTimeoutMillis how long a close waits for it
 */
public record FollowerConfig(
    long passMillis, long pollMillis, long restartMillis, long closeTimeoutMillis) {}
