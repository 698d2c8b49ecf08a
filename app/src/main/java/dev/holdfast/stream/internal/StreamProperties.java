package dev.holdfast.stream.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of streams.
 *
 * @param maxConnections how many streams may be open; one more is refused with 503
 * @param heartbeat how often each stream gets a comment, at least
 * @param retry how long clients are told to wait before they come back
 * @param passInterval the least time between two looks at what changed; what changes meanwhile goes
 *     out in one write
 * @param batchSize how many bytes of events go out in one write, give or take one event
 * @param stallTimeout how long a client may take nothing of a write before it is cut off
 * @param viewLinger how long a channel's view is kept after its last client has left
 */
@ConfigurationProperties("holdfast.stream")
record StreamProperties(
    @DefaultValue("20000") int maxConnections,
    @DefaultValue("15s") Duration heartbeat,
    @DefaultValue("2s") Duration retry,
    @DefaultValue("5ms") Duration passInterval,
    @DefaultValue("32KB") DataSize batchSize,
    @DefaultValue("60s") Duration stallTimeout,
    @DefaultValue("60s") Duration viewLinger) {

  private static final Duration TICK_MAX = Duration.ofSeconds(1);
  private static final int TICKS_PER_HEARTBEAT_MIN = 10;

  StreamProperties {
    Assert.isTrue(maxConnections > 0, "holdfast.stream.max-connections must be at least 1");
    Assert.isTrue(
        heartbeat.compareTo(Duration.ofMillis(100)) >= 0,
        "holdfast.stream.heartbeat must be at least 100ms");
    Assert.isTrue(
        batchSize.compareTo(DataSize.ofMegabytes(1)) <= 0,
        "holdfast.stream.batch-size must be at most 1MB");
  }

  /** How often all streams are looked after. */
  Duration tick() {
    Duration part = heartbeat.dividedBy(TICKS_PER_HEARTBEAT_MIN);
    return part.compareTo(TICK_MAX) < 0 ? part : TICK_MAX;
  }

  /** When a comment is due, so that it is not late although time is looked at once a tick. */
  Duration commentAfter() {
    return heartbeat.minus(tick());
  }
}
