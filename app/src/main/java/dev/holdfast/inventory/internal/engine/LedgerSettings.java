package dev.holdfast.inventory.internal.engine;

import dev.holdfast.ledger.LedgerConfig;
import dev.holdfast.ledger.api.Bounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The ledger's bounds.
 *
 * @param ringSize commands that may wait to be decided, a power of two; beyond it they are answered
 *     503 LEDGER_BUSY
 * @param blockSize the most facts in one append, 256 KB or more
 * @param blockReplies the most callers who wait for one append
 * @param blocks how many blocks may be filling, in flight or being published, 3 or more
 * @param openReservationsMax reservations that hold stock at once; beyond it new ones are answered
 *     503 LEDGER_FULL
 * @param expiriesPerCommand reservations that may expire between two commands
 * @param closeTimeout how long a shutdown waits for the database to store what is accepted
 * @param terminalReservationsMax reservations kept that are released, expired, cancelled, fulfilled
 * @param terminalRetention how long they are kept at most
 * @param requestSuccessesMax Idempotency-Keys remembered of what succeeded
 * @param requestRefusalsMax Idempotency-Keys remembered of what was refused
 * @param requestRetention how long they are remembered at most
 */
@ConfigurationProperties("holdfast.ledger")
record LedgerSettings(
    @DefaultValue("16384") int ringSize,
    @DefaultValue("1MB") DataSize blockSize,
    @DefaultValue("16384") int blockReplies,
    @DefaultValue("6") int blocks,
    @DefaultValue("20000000") int openReservationsMax,
    @DefaultValue("8") int expiriesPerCommand,
    @DefaultValue("10s") Duration closeTimeout,
    @DefaultValue("1000000") long terminalReservationsMax,
    @DefaultValue("24h") Duration terminalRetention,
    @DefaultValue("2000000") long requestSuccessesMax,
    @DefaultValue("500000") long requestRefusalsMax,
    @DefaultValue("24h") Duration requestRetention) {

  /** The same for a shard. */
  LedgerConfig config(int shard) {
    return new LedgerConfig(
        shard,
        ringSize,
        Math.toIntExact(blockSize.toBytes()),
        blockReplies,
        blocks,
        openReservationsMax,
        expiriesPerCommand,
        closeTimeout.toMillis(),
        new Bounds(
            terminalReservationsMax,
            terminalRetention.toMillis(),
            requestSuccessesMax,
            requestRefusalsMax,
            requestRetention.toMillis()));
  }
}
