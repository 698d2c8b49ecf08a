package dev.holdfast.ledger.snapshot;

/**
 * What is known of a snapshot that is stored whole.
 *
 * @param position of the last fact in it
 * @param timeMillis time of that fact, epoch milliseconds
 * @param stateHash of the state then
 * @param layout of the image, as {@link dev.holdfast.ledger.state.LedgerState#LAYOUT}
 * @param chunks how many there are
 * @param bytes in all chunks
 */
public record Snapshot(
    int shard,
    long position,
    long timeMillis,
    long stateHash,
    int layout,
    int chunks,
    long bytes) {}
