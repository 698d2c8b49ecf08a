package dev.holdfast.inventory.internal.projection;

import dev.holdfast.inventory.LedgerControl;
import dev.holdfast.inventory.LedgerListener;
import dev.holdfast.inventory.LedgerRole;
import dev.holdfast.inventory.internal.archive.SnapshotSettings;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.ledger.follow.Follower;
import dev.holdfast.ledger.follow.ProjectedStock;
import dev.holdfast.ledger.journal.BlockSource;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import dev.holdfast.persistence.UnpooledConnections;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Has the history of stock follow the ledger, for as long as this process owns that, which takes
 * the snapshots as well. If the owner closes, it goes to the journal's end and takes a last
 * snapshot, before the connections are closed.
 */
@Component
final class HistoryFollowing implements SmartLifecycle, LedgerListener, DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(HistoryFollowing.class);
  private static final int SHARD = 0;
  private static final Duration WATCH_INTERVAL = Duration.ofMillis(250);

  private final LedgerGateway ledger;
  private final BlockSource blocks;
  private final UnpooledConnections connections;
  private final ProjectedPosition projected;
  private final ProjectionSettings settings;
  private final SnapshotStore snapshots;
  private final SnapshotSettings snapshotSettings;
  private volatile @Nullable Following following;
  private volatile boolean started;
  private Disposable watching = Disposables.disposed();

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
    return ledger.role() == LedgerRole.STOPPED
        ? 0
        : Math.max(0, ledger.reads().position() - projected.known().position());
  }

  @Override
  public synchronized void start() {
    started = true;
    look(ledger.role());
  }

  @Override
  public synchronized void onRole(LedgerRole role) {
    if (started) {
      look(role);
    }
  }

  /** Only the owner writes the history; a standby looks how far that is. */
  private void look(LedgerRole role) {
    if (role != LedgerRole.OWNER) {
      end();
    } else if (following == null) {
      following = begin();
    }
    watching.dispose();
    watching =
        role == LedgerRole.STANDBY ? projected.watch(WATCH_INTERVAL) : Disposables.disposed();
  }

  private Following begin() {
    var projection =
        new HistoryProjection(
            SHARD, connections, settings.batchEntries(), projected::set, ledger::takesCommands);
    var stock = new ProjectedStock(SHARD, projection, blocks, snapshots, snapshotSettings.pace());
    return new Following(
        Follower.start(
            "ledger-%d-follower".formatted(SHARD), blocks, stock, settings.pace(), ledger::fail),
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

  private void end() {
    Following now = following;
    if (now != null) {
      now.projection().close();
      now.follower().close();
      following = null;
    }
  }

  /** Begins nothing any more. What it follows has not closed yet. */
  @Override
  public synchronized void stop() {
    started = false;
    watching.dispose();
  }

  @Override
  public synchronized void destroy() throws InterruptedException {
    Following now = following;
    OptionalLong closedAt = ledger.closedAt();
    if (now != null && closedAt.isPresent()) {
      finish(now.follower(), closedAt.getAsLong());
    }
    end();
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
    return started;
  }

  /** After it is known who owns the ledger. */
  @Override
  public int getPhase() {
    return LedgerControl.PHASE + 2;
  }
}
