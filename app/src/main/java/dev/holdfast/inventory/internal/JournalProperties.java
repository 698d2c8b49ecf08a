package dev.holdfast.inventory.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The journal's bounds.
 *
 * @param appendTimeout after which an append that has no answer is given up as unknown, and settled
 *     by a new claim
 */
@ConfigurationProperties("holdfast.journal")
record JournalProperties(@DefaultValue("5s") Duration appendTimeout) {
  JournalProperties {
    if (appendTimeout.toMillis() < 100) {
      throw new IllegalArgumentException("holdfast.journal.append-timeout is below 100 ms");
    }
  }
}
