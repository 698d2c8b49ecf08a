package dev.holdfast.cluster.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How several servers share a ledger.
 *
 * @param leaseTime for how long a standby must see the owner renew nothing before it takes over
 * @param renewInterval how often the owner renews
 * @param pollInterval how often a standby looks
 * @param advertisedAddress where others reach this server; its port on this machine by default
 * @param forward whether a standby passes on to the owner what it does not answer itself
 * @param forwardTimeout how long the owner may send nothing of an answer that is passed on
 */
@ConfigurationProperties("holdfast.cluster")
record ClusterSettings(
    @DefaultValue("1500ms") Duration leaseTime,
    @DefaultValue("300ms") Duration renewInterval,
    @DefaultValue("100ms") Duration pollInterval,
    @Nullable String advertisedAddress,
    @DefaultValue("false") boolean forward,
    @DefaultValue("30s") Duration forwardTimeout) {
  private static final int RENEWALS_MIN = 3;

  ClusterSettings {
    if (renewInterval.isZero() || pollInterval.isZero()) {
      throw new IllegalArgumentException("an interval of holdfast.cluster is zero");
    }
    if (leaseTime.compareTo(renewInterval.multipliedBy(RENEWALS_MIN)) < 0
        || leaseTime.compareTo(pollInterval.multipliedBy(RENEWALS_MIN)) < 0) {
      throw new IllegalArgumentException(
          "holdfast.cluster.lease-time is less than "
              + RENEWALS_MIN
              + " times renew-interval or poll-interval");
    }
  }
}
