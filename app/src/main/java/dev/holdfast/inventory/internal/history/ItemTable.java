package dev.holdfast.inventory.internal.history;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The statements that read {@code stock_at} and {@code stock_run}. */
@Component
final class ItemTable {
  private static final int SHARD = 0;

  /** Stands for every location. */
  static final int ANYWHERE = -1;

  private static final String ITEM = "from stock_at where shard = $1 and sku = $2";

  /** Of each location, the rows on both sides of a position. */
  private static final String AROUND =
      "select r.* from unnest($3) as l(place) cross join lateral ("
          + "(select"
          + ItemRow.COLUMNS
          + ITEM
          + " and location = l.place and last_position > $4 order by last_position limit 1)"
          + " union all (select"
          + ItemRow.COLUMNS
          + ITEM
          + " and location = l.place and last_position <= $4 order by last_position desc limit 1)"
          + ") r";

  private static final String POSITION_OF_TIME =
      "select last_position from stock_run where shard = $1 and last_time <= $2"
          + " order by last_time desc, last_position desc limit 1";

  /**
   * The run that holds a position, whole; and the runs before it, whole, newest first, until they
   * have so many entries. A row has an entry at least, which bounds how many are looked at.
   */
  private static final String BACK_FROM =
      "(select"
          + ItemRow.COLUMNS
          + "%1$s and last_position = (select min(last_position) %1$s and last_position >= $3))"
          + " union all (select"
          + ItemRow.COLUMNS
          + "from (select s.*, coalesce(sum(entries) over (order by last_position desc"
          + " groups between unbounded preceding and 1 preceding), 0) as newer"
          + " from (select * %1$s and last_position < $3"
          + " order by last_position desc fetch first ($4) rows with ties) s) t where newer < $4)"
          + " order by last_position desc";

  private static final String BACK_FROM_EVERYWHERE = BACK_FROM.formatted(ITEM);
  private static final String BACK_FROM_SOMEWHERE =
      BACK_FROM.formatted(ITEM + " and location = $5");

  private final DatabaseClient database;

  ItemTable(DatabaseClient database) {
    this.database = database;
  }

  /** The last position of the newest run none of which is later than a time; 0 if there is none. */
  Mono<Long> positionOf(Instant time) {
    return database
        .inConnectionMany(
            connection ->
                Flux.from(
                        connection
                            .createStatement(POSITION_OF_TIME)
                            .bind(0, SHARD)
                            .bind(1, time.atOffset(ZoneOffset.UTC))
                            .execute())
                    .flatMap(
                        result ->
                            result.map(row -> Objects.requireNonNull(row.get(0, Long.class)))))
        .next()
        .defaultIfEmpty(0L);
  }

  /** At each location, the first row that ends after a position, and the last that does not. */
  Mono<List<ItemRow>> around(long position, int sku, List<Integer> locations) {
    return rows(
        connection ->
            connection
                .createStatement(AROUND)
                .bind(0, SHARD)
                .bind(1, sku)
                .bind(2, locations.toArray(Integer[]::new))
                .bind(3, position));
  }

  /**
   * Rows of a SKU, newest first, in whole runs: the one that holds a position, and of those before
   * it as many as it takes for so many entries, if there are as many.
   *
   * @param location or {@link #ANYWHERE}
   */
  Mono<List<ItemRow>> backFrom(long position, int sku, int location, int entries) {
    return rows(
        connection -> {
          Statement read =
              connection
                  .createStatement(
                      location == ANYWHERE ? BACK_FROM_EVERYWHERE : BACK_FROM_SOMEWHERE)
                  .bind(0, SHARD)
                  .bind(1, sku)
                  .bind(2, position)
                  .bind(3, (long) entries);
          return location == ANYWHERE ? read : read.bind(4, location);
        });
  }

  private Mono<List<ItemRow>> rows(Function<Connection, Statement> statement) {
    return database
        .inConnectionMany(
            connection ->
                Flux.from(statement.apply(connection).execute())
                    .flatMap(result -> result.map(ItemRow::of)))
        .collectList();
  }
}
