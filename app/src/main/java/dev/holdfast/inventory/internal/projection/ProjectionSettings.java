package dev.holdfast.inventory.internal.projection;

import dev.holdfast.ledger.follow.FollowerConfig;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The pace of the projection.
 *
 * @param passInterval the least time between two passes over the journal: under load a pass takes
 *     many blocks
 * @param pollInterval how often it looks for blocks and at its checkpoint when nothing happens
 * @param batchEntries the most changes of stock items in one transaction
 */
@ConfigurationProperties("holdfast.projection")
record ProjectionSettings(
    @DefaultValue("20ms") Duration passInterval,
    @DefaultValue("1s") Duration pollInterval,
    @DefaultValue("8192") int batchEntries) {
  private static final long RESTART_MILLIS = 1_000;
  private static final long CLOSE_TIMEOUT_MILLIS = 5_000;

  ProjectionSettings {
    if (batchEntries < 1) {
      throw new IllegalArgumentException("holdfast.projection.batch-entries is below 1");
    }
  }

  FollowerConfig pace() {
    return new FollowerConfig(
        passInterval.toMillis(), pollInterval.toMillis(), RESTART_MILLIS, CLOSE_TIMEOUT_MILLIS);
  }
}
