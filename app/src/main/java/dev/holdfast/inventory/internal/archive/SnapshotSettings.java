package dev.holdfast.inventory.internal.archive;

import dev.holdfast.ledger.follow.SnapshotConfig;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When snapshots are taken and how many are kept.
 *
 * @param everyFacts since the one before
 * @param every since the one before, in the facts' time: an idle ledger takes none
 * @param kept at least 2, so that a damaged one has one before it
 * @param stopTimeout how long a shutdown waits, once the ledger is closed, for the history to catch
 *     up and for a last snapshot
 */
@ConfigurationProperties("holdfast.snapshots")
public record SnapshotSettings(
    @DefaultValue("1000000") long everyFacts,
    @DefaultValue("10m") Duration every,
    @DefaultValue("3") int kept,
    @DefaultValue("10s") Duration stopTimeout) {

  public SnapshotSettings {
    if (everyFacts < 1) {
      throw new IllegalArgumentException("holdfast.snapshots.every-facts is below 1");
    }
    if (every.toMillis() < 1) {
      throw new IllegalArgumentException("holdfast.snapshots.every is below 1 ms");
    }
    if (kept < 2) {
      throw new IllegalArgumentException("holdfast.snapshots.kept is below 2");
    }
  }

  /** When the follower writes one. */
  public SnapshotConfig pace() {
    return new SnapshotConfig(everyFacts, every.toMillis());
  }
}
