package dev.holdfast.inventory.internal.archive;

import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.ledger.api.LedgerClock;
import dev.holdfast.persistence.Outage;
import dev.holdfast.persistence.UnpooledConnection;
import dev.holdfast.persistence.UnpooledConnections;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets blocks and history go that are older than the archive is told to keep, while this server
 * owns the ledger. Blocks that a start or a projection may still read stay, however old.
 */
@Component
final class Archivist implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Archivist.class);
  private static final int SHARD = 0;
  private static final Duration STATEMENT_MAX = Duration.ofSeconds(30);

  private final LedgerGateway ledger;
  private final UnpooledConnections connections;
  private final LedgerClock clock;
  private final ArchiveSettings settings;
  private final ArchiveTables tables = new ArchiveTables(SHARD);
  private volatile @Nullable Disposable passes;

  Archivist(
      LedgerGateway ledger,
      UnpooledConnections connections,
      LedgerClock clock,
      ArchiveSettings settings) {
    this.ledger = ledger;
    this.connections = connections;
    this.clock = clock;
    this.settings = settings;
  }

  @Override
  public void start() {
    Duration retention = settings.retention();
    passes =
        retention == null
            ? Mono.never().subscribe()
            : Flux.interval(settings.passInterval())
                .onBackpressureDrop()
                .filter(_ -> ledger.takesCommands())
                .concatMap(_ -> pass(retention), 1)
                .subscribe();
  }

  /** What fails is tried again with the next pass. */
  private Mono<Void> pass(Duration retention) {
    return Mono.usingWhen(
            connections.open("archive", STATEMENT_MAX),
            connection ->
                tables.dropBefore(connection.r2dbc(), clock.epochMillis() - retention.toMillis()),
            UnpooledConnection::close)
        .onErrorResume(
            failed -> {
              log.warn(
                  "What is older than {} is not let go: {}", retention, Outage.describe(failed));
              return Mono.empty();
            });
  }

  @Override
  public void stop() {
    Disposable present = passes;
    if (present != null) {
      present.dispose();
      passes = null;
    }
  }

  @Override
  public boolean isRunning() {
    return passes != null;
  }

  @Override
  public int getPhase() {
    return ledger.getPhase() + 1;
  }
}
