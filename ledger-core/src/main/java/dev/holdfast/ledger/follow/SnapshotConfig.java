package dev.holdfast.ledger.follow;

/**
 * When a follower writes a snapshot: as soon as one of these has come since the one before. Both
 * count what is in the journal, so that an idle ledger writes none.
 *
 * @param everyFacts 1 or more
 * @param everyMillis of the facts' time, 1 or more
 */
public record SnapshotConfig(long everyFacts, long everyMillis) {

  public SnapshotConfig {
    if (everyFacts < 1 || everyMillis < 1) {
      throw new IllegalArgumentException("a snapshot is written every 1 or more facts and ms");
    }
  }
}
