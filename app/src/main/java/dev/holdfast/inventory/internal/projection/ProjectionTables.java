package dev.holdfast.inventory.internal.projection;

import dev.holdfast.ledger.follow.StockItem;
import dev.holdfast.persistence.UnpooledConnection;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The statements that write the history of one shard's stock. Thread-safe. */
record ProjectionTables(int shard) {
  private static final String NAME = "stock";
  private static final int ITEMS_AT_ONCE = 20_000;

  private static final String MAKE =
      "insert into projection (name, shard, position) values ('"
          + NAME
          + "', $1, 0) on conflict do nothing";

  private static final String READ =
      "select position, since_position, since_millis from projection where name = '"
          + NAME
          + "' and shard = $1";

  private static final String BEGIN_AT =
      """
      update projection set position = $3, since_position = $3, since_millis = $4
      where name = 'stock' and shard = $1 and position = $2\
      """;

  /** Of the one shard there is. */
  private static final String EMPTY = "truncate stock_at, stock_movement, stock_run";

  private static final String FORGET =
      "delete from projection where name = '" + NAME + "' and shard = $1";

  /** Moves the checkpoint and notes the run, or neither. */
  private static final String MOVE =
      """
      with moved as (
        update projection set position = $3
        where name = 'stock' and shard = $1 and position = $2
        returning 1)
      insert into stock_run (shard, last_position, last_time) select $1, $3, $4 from moved\
      """;

  /** What is lost with a crash is made again: no answer waits for these to be durable. */
  private static final String PREPARE_SESSION = "set synchronous_commit = off";

  /** Makes a new connection fit for this. */
  Mono<UnpooledConnection> prepare(UnpooledConnection connection) {
    return execute(connection.r2dbc().createStatement(PREPARE_SESSION).execute())
        .thenReturn(connection);
  }

  /** Where the checkpoint is, which is made if there is none. */
  Mono<Long> begin(UnpooledConnection connection) {
    return execute(connection.r2dbc().createStatement(MAKE).bind(0, shard).execute())
        .then(checkpoint(connection.r2dbc()))
        .map(Checkpoint::position)
        .single();
  }

  /** Where the checkpoint is; empty if there is none. */
  Mono<Checkpoint> checkpoint(Connection connection) {
    return Flux.from(connection.createStatement(READ).bind(0, shard).execute())
        .flatMap(result -> result.map(ProjectionTables::read))
        .singleOrEmpty();
  }

  private static Checkpoint read(Readable row) {
    return new Checkpoint(
        Objects.requireNonNull(row.get(0, Long.class)),
        new Since(
            Objects.requireNonNull(row.get(1, Long.class)),
            Objects.requireNonNull(row.get(2, Long.class))));
  }

  /**
   * How far the tables are.
   *
   * @param position up to which everything is stored
   */
  record Checkpoint(long position, Since since) {}

  /** Empties the tables and forgets the checkpoint: whoever follows begins anew. */
  Mono<Void> forget(UnpooledConnection connection) {
    PostgresqlConnection r2dbc = connection.r2dbc();
    return r2dbc
        .beginTransaction()
        .then(execute(r2dbc.createStatement(FORGET).bind(0, shard).execute()))
        .then(execute(r2dbc.createStatement(EMPTY).execute()))
        .then(r2dbc.commitTransaction());
  }

  /**
   * Replaces everything by what items had at a position, all or nothing.
   *
   * @param from where the checkpoint must be
   * @return false if the checkpoint was elsewhere, and nothing was done
   */
  Mono<Boolean> beginAt(
      UnpooledConnection connection, long from, long to, long timeMillis, List<StockItem> items) {
    PostgresqlConnection r2dbc = connection.r2dbc();
    Mono<Void> fill =
        execute(
                r2dbc
                    .createStatement(
                        "insert into stock_run (shard, last_position, last_time)"
                            + " values ($1, $2, $3)")
                    .bind(0, shard)
                    .bind(1, to)
                    .bind(2, Instant.ofEpochMilli(timeMillis).atOffset(ZoneOffset.UTC))
                    .execute())
            .thenMany(Flux.fromIterable(items).buffer(ITEMS_AT_ONCE))
            .concatMap(
                some ->
                    copy(
                        connection,
                        "stock_at",
                        HistoryRun.ITEM_COLUMNS,
                        HistoryRun.standing(shard, some, to)))
            .then();
    return r2dbc
        .beginTransaction()
        .then(
            execute(
                r2dbc
                    .createStatement(BEGIN_AT)
                    .bind(0, shard)
                    .bind(1, from)
                    .bind(2, to)
                    .bind(3, timeMillis)
                    .execute()))
        .flatMap(
            moved ->
                moved == 1
                    ? execute(r2dbc.createStatement(EMPTY).execute())
                        .then(fill)
                        .then(r2dbc.commitTransaction())
                        .thenReturn(true)
                    : r2dbc.rollbackTransaction().thenReturn(false));
  }

  /**
   * Moves the checkpoint and writes the rows of a run, all or nothing.
   *
   * @param from where the checkpoint must be
   * @param to where the run ends
   * @param timeMillis of the fact at that position
   * @return false if the checkpoint was elsewhere, and nothing was done
   */
  Mono<Boolean> store(
      UnpooledConnection connection, long from, long to, long timeMillis, HistoryRun run) {
    OffsetDateTime time = Instant.ofEpochMilli(timeMillis).atOffset(ZoneOffset.UTC);
    Mono<Long> move =
        execute(
            connection
                .r2dbc()
                .createStatement(MOVE)
                .bind(0, shard)
                .bind(1, from)
                .bind(2, to)
                .bind(3, time)
                .execute());
    return connection
        .r2dbc()
        .beginTransaction()
        .then(move)
        .flatMap(
            moved ->
                moved == 1
                    ? copy(connection, run, to).thenReturn(true)
                    : connection.r2dbc().rollbackTransaction().thenReturn(false));
  }

  private static Mono<Void> copy(UnpooledConnection connection, HistoryRun run, long to) {
    return copy(connection, "stock_at", HistoryRun.ITEM_COLUMNS, run.items(to))
        .then(copy(connection, "stock_movement", HistoryRun.MOVEMENT_COLUMNS, run.movements()))
        .then(connection.r2dbc().commitTransaction());
  }

  private static Mono<Long> copy(
      UnpooledConnection connection, String table, String columns, CopyRows rows) {
    if (rows.rows() == 0) {
      return Mono.empty();
    }
    GrowingBytes bytes = rows.ended();
    return connection
        .r2dbc()
        .copyIn("copy " + table + " (" + columns + ") from stdin (format binary)")
        .from(bytes.array(), 0, bytes.length())
        .build();
  }

  private static Mono<Long> execute(Flux<? extends Result> results) {
    return results.flatMap(Result::getRowsUpdated).reduce(0L, Long::sum);
  }
}
