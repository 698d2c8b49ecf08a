package dev.holdfast.inventory;

/**
 * Hears of changes as they become durable, in order, right after {@link Availabilities} and the
 * other readings hold them and right before whoever asked for them gets an answer. Every bean of
 * this type is told.
 *
 * <p>All of it on one thread, which callers wait for: an implementation must neither block nor do
 * work that grows with the number of its own listeners. What it throws is logged and goes no
 * further.
 */
public interface LedgerListener {

  /** A block of changes has become durable. */
  void onDurable(Durable durable);

  /**
   * The role has become another one. Told on a thread of its own, of which {@link #onDurable} is
   * not aware: changes may be told meanwhile, whoever owns the ledger.
   */
  default void onRole(LedgerRole role) {}

  /**
   * Readings have gone forward by changes that were not told: what leans on being told of each is
   * worth nothing.
   */
  default void onSkipped() {}

  /**
   * One block of changes. The arrays are lent for the call, and only to be read.
   *
   * @param timeMillis epoch milliseconds of the last change in it
   * @param skus the numbers of SKUs whose figures or settings changed, each once
   * @param channels the ids of channels whose settings changed
   */
  @SuppressWarnings("ArrayRecordComponent") // lent for one call, never compared
  record Durable(
      int shard,
      long firstPosition,
      long lastPosition,
      long timeMillis,
      int[] skus,
      String[] channels) {}
}
