package dev.holdfast.inventory.internal.archive;

import dev.holdfast.ledger.api.LedgerClock;
import dev.holdfast.ledger.snapshot.Snapshot;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** What operators watch of snapshots. */
@Component
final class SnapshotMeters implements MeterBinder {
  private final StoredSnapshots snapshots;
  private final LedgerClock clock;

  SnapshotMeters(StoredSnapshots snapshots, LedgerClock clock) {
    this.snapshots = snapshots;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("holdfast.snapshot.position", snapshots, it -> newest(it, Snapshot::position))
        .description("Position of the newest whole snapshot, 0 for none")
        .register(meters);
    Gauge.builder("holdfast.snapshot.bytes", snapshots, it -> newest(it, Snapshot::bytes))
        .description("Bytes of the newest whole snapshot")
        .baseUnit("bytes")
        .register(meters);
    Gauge.builder("holdfast.snapshot.age", snapshots, it -> newest(it, this::ageSeconds))
        .description("Time since the last fact in the newest whole snapshot")
        .baseUnit("seconds")
        .register(meters);
    Gauge.builder(
            "holdfast.snapshot.duration",
            snapshots,
            it -> it.lastWriting().orElse(Duration.ZERO).toMillis() / 1e3)
        .description("How long this server took to write its last one")
        .baseUnit("seconds")
        .register(meters);
    Gauge.builder("holdfast.snapshot.damaged", snapshots, StoredSnapshots::damaged)
        .description("Snapshots that were found damaged and left out since the start")
        .register(meters);
  }

  private double ageSeconds(Snapshot snapshot) {
    return Math.max(0, clock.epochMillis() - snapshot.timeMillis()) / 1e3;
  }

  private static double newest(StoredSnapshots snapshots, ToDoubleFunction<Snapshot> figure) {
    return snapshots.newest().map(figure::applyAsDouble).orElse(0.0);
  }
}
