package dev.holdfast.persistence.internal;

import dev.holdfast.persistence.UnpooledConnection;
import dev.holdfast.persistence.UnpooledConnections;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import io.r2dbc.postgresql.util.LogLevel;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;

/** Opens connections with PostgreSQL's driver. Thread-safe. */
public final class PostgresConnections implements UnpooledConnections {
  private static final int CACHED_STATEMENTS_MAX = 16;

  /**
   * {@code transaction_timeout} ends what {@code statement_timeout} does not: a transaction whose
   * client fell silent in the middle of a request. It comes a little later, for it ends the
   * session.
   */
  private static final String PREPARE_SESSION =
      "select set_config('default_transaction_isolation', 'read committed', false),"
          + " case when current_setting('server_version_num')::int >= 170000"
          + " then set_config('transaction_timeout', $1, false) end";

  private static final CodecRegistrar BINARY_BYTES =
      (connection, allocator, registry) ->
          Mono.fromRunnable(() -> registry.addFirst(new BinaryBytesCodec()));

  private final DatabaseAddress address;

  private PostgresConnections(DatabaseAddress address) {
    this.address = address;
  }

  /** To where the options say, whose pool is left aside. */
  public static PostgresConnections to(ConnectionFactoryOptions options) {
    return new PostgresConnections(DatabaseAddress.of(options));
  }

  @Override
  public Mono<UnpooledConnection> open(String name, Duration timeout) {
    return Mono.defer(
        () -> {
          var sockets = new RememberedSockets();
          var isHandedOver = new AtomicBoolean();
          return new PostgresqlConnectionFactoryProvider()
              .create(options(name, timeout, sockets))
              .create()
              .delayUntil(connection -> prepareSession(connection, timeout))
              .<UnpooledConnection>map(connection -> new PostgresUnpooled(connection, sockets))
              .timeout(timeout)
              .doOnError(failed -> sockets.closeAll())
              .doOnNext(opened -> isHandedOver.set(true))
              .doOnCancel(
                  () -> {
                    if (!isHandedOver.get()) {
                      sockets.closeAll();
                    }
                  });
        });
  }

  private ConnectionFactoryOptions options(
      String name, Duration timeout, RememberedSockets sockets) {
    return address
        .options()
        .mutate()
        .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, timeout)
        .option(ConnectionFactoryOptions.STATEMENT_TIMEOUT, timeout)
        .option(PostgresqlConnectionFactoryProvider.APPLICATION_NAME, "holdfast " + name)
        .option(PostgresqlConnectionFactoryProvider.FORCE_BINARY, true)
        .option(PostgresqlConnectionFactoryProvider.EXTENSIONS, List.of(BINARY_BYTES))
        .option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, sockets)
        .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
        .option(PostgresqlConnectionFactoryProvider.ERROR_RESPONSE_LOG_LEVEL, LogLevel.DEBUG)
        .option(
            PostgresqlConnectionFactoryProvider.PREPARED_STATEMENT_CACHE_QUERIES,
            CACHED_STATEMENTS_MAX)
        .build();
  }

  private static Mono<Void> prepareSession(PostgresqlConnection connection, Duration timeout) {
    return connection
        .createStatement(PREPARE_SESSION)
        .bind(0, timeout.multipliedBy(5).dividedBy(4).toMillis() + "ms")
        .execute()
        .flatMap(result -> result.getRowsUpdated())
        .then();
  }

  private record PostgresUnpooled(PostgresqlConnection r2dbc, RememberedSockets sockets)
      implements UnpooledConnection {
    private static final Duration GOOD_BYE_MAX = Duration.ofSeconds(1);

    @Override
    public boolean isOpen() {
      return sockets.areOpen();
    }

    @Override
    public void abort() {
      sockets.closeAll();
    }

    @Override
    public Mono<Void> close() {
      return r2dbc
          .close()
          .timeout(GOOD_BYE_MAX)
          .onErrorComplete()
          .doFinally(end -> sockets.closeAll());
    }
  }
}
