package dev.holdfast.inventory.internal.archive;

import dev.holdfast.persistence.UnpooledConnection;
import dev.holdfast.persistence.UnpooledConnections;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A connection that is opened when it is needed, for one piece of work at a time. Thread-safe. */
final class OwnConnection {
  private final String name;
  private final UnpooledConnections connections;
  private final Duration statementMax;
  private final AtomicReference<@Nullable UnpooledConnection> own = new AtomicReference<>();
  private CompletionStage<?> last = CompletableFuture.completedStage(null);

  OwnConnection(String name, UnpooledConnections connections, Duration statementMax) {
    this.name = name;
    this.connections = connections;
    this.statementMax = statementMax;
  }

  /**
   * Does work once all that came before it has ended.
   *
   * @param work is given the connection, which it may subscribe to again after an {@link #abort}
   */
  synchronized <T> CompletionStage<T> next(Function<Mono<PostgresqlConnection>, Mono<T>> work) {
    CompletionStage<T> end =
        last.handle((_, _) -> work.apply(Mono.defer(this::connection)).toFuture())
            .thenCompose(Function.identity());
    last = end;
    return end;
  }

  private Mono<PostgresqlConnection> connection() {
    UnpooledConnection present = own.get();
    return (present != null && present.isOpen()
            ? Mono.just(present)
            : connections.open(name, statementMax).doOnNext(this::keep))
        .map(UnpooledConnection::r2dbc);
  }

  private void keep(UnpooledConnection opened) {
    abort(own.getAndSet(opened));
  }

  /** Closes it at once, whatever runs. */
  void abort() {
    abort(own.getAndSet(null));
  }

  private static void abort(@Nullable UnpooledConnection connection) {
    if (connection != null) {
      connection.abort();
    }
  }
}
