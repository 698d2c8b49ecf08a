package dev.holdfast.inventory.internal.archive;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The statements that let the past of one shard go. Each is a transaction of its own and bounded in
 * what it deletes; cut off anywhere, the next pass goes on. Thread-safe.
 */
record ArchiveTables(int shard) {
  private static final int ROWS_AT_ONCE = 5_000;
  private static final int BLOCKS_AT_ONCE = 32;
  private static final int SKUS_AT_ONCE = 512;

  /** Of where the history begins, which {@link #MOVE_SINCE} has said. */
  private static final String SINCE =
      "(select since_position from projection where name = 'stock' and shard = $1)";

  /** To the newest run none of whose facts is later, so that what was then can be told. */
  private static final String MOVE_SINCE =
      """
      update projection p
      set since_position = r.last_position,
          since_millis = ceil(extract(epoch from r.last_time) * 1000)::bigint
      from (select last_position, last_time from stock_run
          where shard = $1 and last_time <= to_timestamp($2 / 1000.0)
          order by last_time desc, last_position desc limit 1) r
      where p.name = 'stock' and p.shard = $1 and p.since_position < r.last_position
        and p.position >= r.last_position\
      """;

  private static final String DELETE_MOVEMENTS =
      "delete from stock_movement where (shard, position, part) in ("
          + "select shard, position, part from stock_movement where shard = $1 and position <= "
          + SINCE
          + " order by position, part limit "
          + ROWS_AT_ONCE
          + ")";

  private static final String DELETE_RUNS =
      "delete from stock_run where (shard, last_time, last_position) in ("
          + "select shard, last_time, last_position from (select * from stock_run where shard = $1"
          + " order by last_time, last_position limit "
          + ROWS_AT_ONCE
          + ") oldest where last_position < "
          + SINCE
          + ")";

  /** All of an item but the newest row up to where the history begins, and what came later. */
  private static final String DELETE_ITEMS =
      """
      delete from stock_at where (shard, sku, location, last_position) in (
        select shard, sku, location, last_position from stock_at r
        where shard = $1 and sku >= $2 and sku < $3 and last_position <\
      """
          + " "
          + SINCE
          + """
           and exists (select from stock_at n
              where n.shard = r.shard and n.sku = r.sku and n.location = r.location
                and n.last_position > r.last_position and n.last_position <=
          """
              .stripTrailing()
          + " "
          + SINCE
          + ") limit "
          + ROWS_AT_ONCE
          + ")";

  private static final String SKUS =
      "select coalesce(max(sku) + 1, 0) from stock_at where shard = $1";

  /** Of the oldest few, those that no start and no projection will read again. */
  private static final String DELETE_BLOCKS =
      """
      delete from ledger_block where (shard, last_position) in (
        select shard, last_position from (
          select shard, last_position, last_time_millis from ledger_block where shard = $1
          order by last_position limit %d) oldest
        where last_time_millis < $2
          and last_position <= (select min(position) from ledger_snapshot where shard = $1)
          and last_position <= (select min(position) from projection where shard = $1))\
      """
          .formatted(BLOCKS_AT_ONCE);

  /**
   * Lets go of what was before a time.
   *
   * @param beforeMillis of facts
   */
  Mono<Void> dropBefore(PostgresqlConnection connection, long beforeMillis) {
    Mono<Long> moved =
        Mono.defer(
            () ->
                execute(
                    connection.createStatement(MOVE_SINCE).bind(0, shard).bind(1, beforeMillis)));
    return moved
        .then(repeat(connection, DELETE_MOVEMENTS, ROWS_AT_ONCE))
        .then(repeat(connection, DELETE_RUNS, ROWS_AT_ONCE))
        .then(Mono.defer(() -> skus(connection)))
        .flatMapMany(skus -> Flux.range(0, (skus + SKUS_AT_ONCE - 1) / SKUS_AT_ONCE))
        .concatMap(window -> deleteItems(connection, window * SKUS_AT_ONCE))
        .then(deleteBlocks(connection, beforeMillis));
  }

  private Mono<Void> repeat(PostgresqlConnection connection, String statement, int most) {
    return untilFewer(
        Mono.defer(() -> execute(connection.createStatement(statement).bind(0, shard))), most);
  }

  private Mono<Integer> skus(PostgresqlConnection connection) {
    return connection
        .createStatement(SKUS)
        .bind(0, shard)
        .execute()
        .flatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0, Integer.class))))
        .single();
  }

  private Mono<Void> deleteItems(PostgresqlConnection connection, int firstSku) {
    return untilFewer(
        Mono.defer(
            () ->
                execute(
                    connection
                        .createStatement(DELETE_ITEMS)
                        .bind(0, shard)
                        .bind(1, firstSku)
                        .bind(2, firstSku + SKUS_AT_ONCE))),
        ROWS_AT_ONCE);
  }

  private Mono<Void> deleteBlocks(PostgresqlConnection connection, long beforeMillis) {
    return untilFewer(
        Mono.defer(
            () ->
                execute(
                    connection
                        .createStatement(DELETE_BLOCKS)
                        .bind(0, shard)
                        .bind(1, beforeMillis))),
        BLOCKS_AT_ONCE);
  }

  private static Mono<Void> untilFewer(Mono<Long> step, int most) {
    return step.repeat().takeUntil(rows -> rows < most).then();
  }

  private static Mono<Long> execute(PostgresqlStatement statement) {
    return statement.execute().flatMap(result -> result.getRowsUpdated()).reduce(0L, Long::sum);
  }
}
