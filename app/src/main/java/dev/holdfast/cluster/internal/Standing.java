package dev.holdfast.cluster.internal;

import dev.holdfast.inventory.LedgerControl;
import dev.holdfast.inventory.LedgerRole;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is known of the lease and its holder, for whoever asks, and the meters of it. One thread
 * tells it, any may ask.
 */
@Component
final class Standing {
  private final LedgerControl ledger;
  private final Counter takeOvers;
  private volatile Owner owner = Owner.NONE;
  private volatile @Nullable Lease last;
  private volatile long changedNanos = System.nanoTime();

  Standing(LedgerControl ledger, MeterRegistry meters) {
    this.ledger = ledger;
    takeOvers =
        Counter.builder("holdfast.cluster.takeovers")
            .description("How often this process took the lease from one that no longer renewed it")
            .register(meters);
    Gauge.builder("holdfast.cluster.owner", ledger, it -> it.role() == LedgerRole.OWNER ? 1 : 0)
        .description("1 where this process owns the ledger")
        .register(meters);
    Gauge.builder("holdfast.cluster.standby.lag", this, Standing::lag)
        .description("Stored positions that this standby does not hold yet")
        .register(meters);
    TimeGauge.builder(
            "holdfast.cluster.lease.age",
            this,
            TimeUnit.NANOSECONDS,
            it -> System.nanoTime() - it.changedNanos)
        .description("Since this process has renewed the lease, or has seen it renewed")
        .register(meters);
  }

  /** Another process that owns the ledger, as far as is known. */
  Owner owner() {
    return owner;
  }

  private double lag() {
    Lease seen = last;
    return seen == null || ledger.role() != LedgerRole.STANDBY
        ? 0
        : Math.max(0, seen.journalPosition() - ledger.position());
  }

  void renewed() {
    changedNanos = System.nanoTime();
  }

  /**
   * The lease was looked at.
   *
   * @param isOwn whether its holder is this process, which has ceased to be the owner
   * @return whether another process has renewed it since it was looked at before
   */
  boolean saw(Lease found, boolean isOwn) {
    Lease before = last;
    last = found;
    setOwner(isOwn ? "" : found.address(), found.isFree());
    boolean isChanged = before == null || !found.isSameAs(before);
    if (isChanged) {
      renewed();
    }
    return isChanged && before != null && !found.isFree() && !isOwn;
  }

  /** This process has taken the lease as it was found. */
  void took(Lease found) {
    if (!found.isFree()) {
      takeOvers.increment();
    }
    last = null;
    renewed();
    setOwner("", true);
  }

  private void setOwner(String address, boolean isNobody) {
    String now = isNobody ? "" : address;
    Owner before = owner;
    if (!before.address().equals(now)) {
      owner = now.isEmpty() ? Owner.NONE : new Owner(now);
      before.leave();
    }
  }
}
