package dev.holdfast.cluster.internal;

import dev.holdfast.persistence.UnpooledConnection;
import dev.holdfast.persistence.UnpooledConnections;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The connection over which a lease is watched and renewed, and nothing else is done, so that it
 * waits for nothing else. Waits for answers: owned by one thread, which is nobody else's.
 */
final class LeaseConnection {
  private static final String NAME = "lease";

  /** Longer than an answer may take: keys are derived, and the first time everything is slow. */
  private static final Duration OPENING_MAX = Duration.ofSeconds(5);

  private final UnpooledConnections connections;
  private final Duration answerMax;
  private @Nullable UnpooledConnection connection;

  LeaseConnection(UnpooledConnections connections, Duration answerMax) {
    this.connections = connections;
    this.answerMax = answerMax;
  }

  /** Whether what is asked next goes over the same connection as what was asked last. */
  boolean isUnbroken() {
    return connection != null && connection.isOpen();
  }

  /**
   * Asks the database; a connection on which that fails is closed.
   *
   * @param prepare what a connection that has to be opened is asked first
   */
  <T> Optional<T> ask(
      Function<UnpooledConnection, Mono<Void>> prepare,
      Function<UnpooledConnection, Mono<T>> question)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      UnpooledConnection opened = opened(prepare);
      return Optional.ofNullable(await(question.apply(opened), answerMax));
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      close();
      throw failed;
    }
  }

  private UnpooledConnection opened(Function<UnpooledConnection, Mono<Void>> prepare)
      throws InterruptedException, ExecutionException, TimeoutException {
    UnpooledConnection present = connection;
    if (present != null && present.isOpen()) {
      return present;
    }
    UnpooledConnection opened = await(connections.open(NAME, OPENING_MAX), OPENING_MAX);
    if (opened == null) {
      throw new IllegalStateException("no connection was opened");
    }
    connection = opened;
    await(prepare.apply(opened), answerMax);
    return opened;
  }

  private static <T> @Nullable T await(Mono<T> answer, Duration max)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<@Nullable T> coming = answer.toFuture();
    try {
      return coming.get(max.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      coming.cancel(true);
    }
  }

  void close() {
    UnpooledConnection present = connection;
    connection = null;
    if (present != null) {
      present.abort();
    }
  }
}
