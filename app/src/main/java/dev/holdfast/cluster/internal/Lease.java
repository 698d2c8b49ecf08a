package dev.holdfast.cluster.internal;

/**
 * The lease on a shard's ledger, as it was found, and how the journal stood then.
 *
 * @param holder empty if nobody has it
 * @param address of the holder
 * @param renewals changes with each renewal and each holder
 * @param journalEpoch 0 for a journal that was never claimed
 * @param journalPosition of the last stored fact
 */
record Lease(
    String holder, String address, long renewals, long journalEpoch, long journalPosition) {

  boolean isFree() {
    return holder.isEmpty();
  }

  /** Whether nobody has renewed or taken it between the two. */
  boolean isSameAs(Lease earlier) {
    return holder.equals(earlier.holder) && renewals == earlier.renewals;
  }
}
