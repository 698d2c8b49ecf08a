package dev.holdfast.shared.bulk;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of bulk requests.
 *
 * @param inFlight lines of one request that may wait for their answers to be taken; with so many no
 *     further one is read
 * @param maxLineBytes the longest line; a longer one is answered 413
 * @param maxRequests how many may be open; one more is answered 503 TOO_MANY_STREAMS
 * @param idleTimeout how long one may stand still, waiting for lines, for its reader or for room in
 *     the ledger
 */
@ConfigurationProperties("holdfast.bulk")
record BulkSettings(
    @DefaultValue("4096") int inFlight,
    @DefaultValue("64KB") DataSize maxLineBytes,
    @DefaultValue("64") int maxRequests,
    @DefaultValue("60s") Duration idleTimeout) {

  BulkSettings {
    if (inFlight < 1
        || maxLineBytes.toBytes() < 1
        || maxRequests < 1
        || idleTimeout.toMillis() < 4) {
      throw new IllegalArgumentException("every bound under holdfast.bulk must be positive");
    }
  }
}
