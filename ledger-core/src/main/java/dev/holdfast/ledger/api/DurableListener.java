package dev.holdfast.ledger.api;

import java.nio.ByteBuffer;

/**
 * Hears of each durable block, in order, on the publishing thread, after the read state holds it.
 * It must not block: it stands between callers and their replies.
 */
public interface DurableListener {

  /** A block has become durable. */
  void onDurable(Published published);

  /**
   * The ledger has stopped for good: fenced by another owner, or broken. Parked replies have been
   * answered {@link ResultCode#OUTCOME_UNKNOWN}.
   */
  default void onStopped(Throwable cause) {}

  /**
   * One durable block.
   *
   * @param facts read-only, valid only during the call
   * @param touchedSkus ordinals of the SKUs whose figures or settings changed, each once
   * @param changedChannels ordinals of the channels whose settings changed
   */
  @SuppressWarnings("ArrayRecordComponent") // lent for one call, never compared
  record Published(
      int shard,
      long firstPosition,
      long lastPosition,
      long timeMillis,
      ByteBuffer facts,
      int[] touchedSkus,
      int[] changedChannels) {}
}
