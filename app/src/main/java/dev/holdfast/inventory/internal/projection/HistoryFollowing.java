package dev.holdfast.inventory.internal.projection;

import dev.holdfast.inventory.LedgerListener;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.ledger.follow.Follower;
import dev.holdfast.ledger.follow.ProjectedStock;
import dev.holdfast.ledger.journal.BlockSource;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import dev.holdfast.persistence.UnpooledConnections;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has the history of stock follow the ledger, from when that is open to before it closes. */
@Component
final class HistoryFollowing implements SmartLifecycle, LedgerListener {
  private static final int SHARD = 0;

  private final LedgerGateway ledger;
  private final BlockSource blocks;
  private final UnpooledConnections connections;
  private final ProjectedPosition projected;
  private final ProjectionSettings settings;
  private volatile @Nullable Following following;

  HistoryFollowing(
      LedgerGateway ledger,
      BlockSource blocks,
      UnpooledConnections connections,
      ProjectedPosition projected,
      ProjectionSettings settings,
      MeterRegistry meters) {
    this.ledger = ledger;
    this.blocks = blocks;
    this.connections = connections;
    this.projected = projected;
    this.settings = settings;
    Gauge.builder("holdfast.projection.lag", this, HistoryFollowing::lag)
        .description("Durable positions that the history of stock does not hold yet")
        .tag("shard", Integer.toString(SHARD))
        .register(meters);
  }

  /** A follower and what it feeds. */
  private record Following(Follower follower, HistoryProjection projection) {}

  private double lag() {
    return ledger.isRunning()
        ? Math.max(0, ledger.reads().position() - projected.known().position())
        : 0;
  }

  @Override
  public void start() {
    var projection =
        new HistoryProjection(
            SHARD, connections, settings.batchEntries(), projected::set, ledger::takesCommands);
    var stock = new ProjectedStock(SHARD, projection, SnapshotStore.NONE, settings.snapshots());
    following =
        new Following(
            Follower.start(
                "ledger-%d-follower".formatted(SHARD),
                blocks,
                stock,
                settings.pace(),
                ledger::fail),
            projection);
  }

  @Override
  public void onDurable(Durable durable) {
    Following now = following;
    if (now != null) {
      now.follower().call();
    }
  }

  @Override
  public void stop() {
    Following now = following;
    if (now != null) {
      now.projection().close();
      now.follower().close();
      following = null;
    }
  }

  @Override
  public boolean isRunning() {
    return following != null;
  }

  @Override
  public int getPhase() {
    return ledger.getPhase() + 1;
  }
}
