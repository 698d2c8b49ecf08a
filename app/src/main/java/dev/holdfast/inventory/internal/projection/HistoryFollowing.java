package dev.holdfast.inventory.internal.projection;

import dev.holdfast.inventory.LedgerListener;
import dev.holdfast.inventory.internal.archive.SnapshotSettings;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.ledger.follow.Follower;
import dev.holdfast.ledger.follow.ProjectedStock;
import dev.holdfast.ledger.journal.BlockSource;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import dev.holdfast.persistence.UnpooledConnections;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has the history of stock follow the ledger, which takes the snapshots as well. It begins once the
 * ledger is open, and ends after it has closed: it then goes to the journal's end and takes a last
 * snapshot, before the connections are closed.
 */
@Component
final class HistoryFollowing implements SmartLifecycle, LedgerListener, DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(HistoryFollowing.class);
  private static final int SHARD = 0;

  private final LedgerGateway ledger;
  private final BlockSource blocks;
  private final UnpooledConnections connections;
  private final ProjectedPosition projected;
  private final ProjectionSettings settings;
  private final SnapshotStore snapshots;
  private final SnapshotSettings snapshotSettings;
  private volatile @Nullable Following following;

  HistoryFollowing(
      LedgerGateway ledger,
      BlockSource blocks,
      UnpooledConnections connections,
      ProjectedPosition projected,
      ProjectionSettings settings,
      SnapshotStore snapshots,
      SnapshotSettings snapshotSettings,
      MeterRegistry meters) {
    this.ledger = ledger;
    this.blocks = blocks;
    this.connections = connections;
    this.projected = projected;
    this.settings = settings;
    this.snapshots = snapshots;
    this.snapshotSettings = snapshotSettings;
    Gauge.builder("holdfast.projection.lag", this, HistoryFollowing::lag)
        .description("Durable positions that the history of stock does not hold yet")
        .tag("shard", Integer.toString(SHARD))
        .register(meters);
    Gauge.builder("holdfast.follower.position", this, HistoryFollowing::followed)
        .description("Position up to which blocks are read again and checked")
        .tag("shard", Integer.toString(SHARD))
        .register(meters);
  }

  private double followed() {
    Following now = following;
    return now == null ? 0 : now.stock().followed();
  }

  /** A follower and what it feeds. */
  private record Following(Follower follower, HistoryProjection projection, ProjectedStock stock) {}

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
    var stock = new ProjectedStock(SHARD, projection, blocks, snapshots, snapshotSettings.pace());
    following =
        new Following(
            Follower.start(
                "ledger-%d-follower".formatted(SHARD),
                blocks,
                stock,
                settings.pace(),
                ledger::fail),
            projection,
            stock);
  }

  @Override
  public void onDurable(Durable durable) {
    Following now = following;
    if (now != null) {
      now.follower().call();
    }
  }

  /** Not yet: the ledger has not closed. */
  @Override
  public void stop() {}

  @Override
  public void destroy() throws InterruptedException {
    Following now = following;
    if (now != null) {
      OptionalLong end = ledger.closedAt();
      if (end.isPresent()) {
        finish(now.follower(), end.getAsLong());
      }
      now.projection().close();
      now.follower().close();
      following = null;
    }
  }

  private void finish(Follower follower, long position) throws InterruptedException {
    if (!follower.finish(position, snapshotSettings.stopTimeout().toMillis())) {
      log.warn(
          "The history did not come to position {} and take a snapshot within {}: the next start"
              + " goes on from the snapshot before",
          position,
          snapshotSettings.stopTimeout());
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
