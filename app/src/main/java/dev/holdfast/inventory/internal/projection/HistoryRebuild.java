package dev.holdfast.inventory.internal.projection;

import dev.holdfast.persistence.UnpooledConnection;
import dev.holdfast.persistence.UnpooledConnections;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Has the history of stock made anew. Thread-safe. */
@Component
public final class HistoryRebuild {
  private static final Logger log = LoggerFactory.getLogger(HistoryRebuild.class);
  private static final int SHARD = 0;
  private static final Duration STATEMENT_MAX = Duration.ofSeconds(30);

  private final UnpooledConnections connections;
  private final ProjectionTables tables = new ProjectionTables(SHARD);

  HistoryRebuild(UnpooledConnections connections) {
    this.connections = connections;
  }

  /**
   * Empties the history and forgets how far it was, both or neither. Whoever follows the journal
   * finds that within {@code holdfast.projection.poll-interval} and writes it again, from the
   * oldest block there is; a server that is killed meanwhile goes on when it is back.
   */
  public Mono<Void> begin() {
    return Mono.usingWhen(
            connections.open("rebuild", STATEMENT_MAX),
            tables::forget,
            UnpooledConnection::close,
            (connection, _) -> connection.close(),
            UnpooledConnection::close)
        .doOnSuccess(_ -> log.info("The history of shard {} is to be made anew", SHARD));
  }
}
