package dev.holdfast.inventory.internal.archive;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the past is kept.
 *
 * @param retention after which blocks and the history of stock may go; none: nothing ever goes
 * @param passInterval how often it is looked for what may go
 */
@ConfigurationProperties("holdfast.archive")
public record ArchiveSettings(
    @Nullable Duration retention, @DefaultValue("1m") Duration passInterval) {

  public ArchiveSettings {
    if (passInterval.toMillis() < 1) {
      throw new IllegalArgumentException("holdfast.archive.pass-interval is below 1 ms");
    }
  }
}
