package dev.holdfast.inventory.internal.history;

import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The statements that read {@code stock_movement}. */
@Component
final class MovementTable {
  private static final int SHARD = 0;

  /** How many movements a page looks at before it ends short, if it shows only some. */
  private static final int LOOK_MAX = 10_000;

  private static final String FIND =
      "select * from stock_movement where shard = $1 and position = $2 and part = $3";

  private final DatabaseClient database;

  MovementTable(DatabaseClient database) {
    this.database = database;
  }

  /** Which movements: those that match everything that is given, ids being ordinals. */
  record Filter(
      Optional<Integer> sku,
      Optional<Integer> location,
      Optional<String> type,
      Optional<String> reference) {}

  /**
   * Movements that were found.
   *
   * @param rest after which there may be more; null if there are none
   */
  record Found(List<MovementRow> rows, @Nullable MovementPlace rest) {}

  Mono<MovementRow> find(MovementPlace id) {
    return database
        .inConnectionMany(
            connection ->
                Flux.from(
                        connection
                            .createStatement(FIND)
                            .bind(0, SHARD)
                            .bind(1, id.position())
                            .bind(2, id.part())
                            .execute())
                    .flatMap(result -> result.map(MovementRow::of)))
        .next();
  }

  /** The newest movements before one, which need not be there. */
  Mono<Found> before(MovementPlace before, Filter filter, int limit) {
    var query = new Query(filter, limit);
    return database
        .inConnectionMany(
            connection -> {
              Statement read =
                  connection
                      .createStatement(query.sql)
                      .bind(0, SHARD)
                      .bind(1, before.position())
                      .bind(2, before.part());
              for (int i = 0; i < query.values.size(); i++) {
                read.bind(i + 3, query.values.get(i));
              }
              return Flux.from(read.execute()).flatMap(result -> result.map(Line::of));
            })
        .collectList()
        .map(lines -> found(lines, query.look, limit));
  }

  /**
   * A list's statement. It walks down one index, that of the rarest thing asked for, and looks at
   * so many movements at most; of those it picks what matches the rest. It tells where it stopped
   * even if nothing matches.
   */
  private static final class Query {
    private final List<Object> values = new ArrayList<>();
    private final String sql;
    private final int look;

    Query(Filter filter, int limit) {
      var conditions = new ArrayList<String>();
      add(conditions, "reference", filter.reference());
      add(conditions, "sku", filter.sku());
      add(conditions, "location", filter.location());
      boolean hasIndex = !conditions.isEmpty();
      add(conditions, "type", filter.type());
      String walked = hasIndex ? " and " + conditions.removeFirst() : "";
      look = conditions.isEmpty() ? limit + 1 : LOOK_MAX;
      String picked = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
      sql =
          "with walked as materialized (select * from stock_movement where shard = $1"
              + " and (position, part) < ($2, $3)"
              + walked
              + " order by position desc, part desc limit "
              + look
              + "), last as (select position as last_position, part as last_part,"
              + " (select count(*) from walked) as looked from walked"
              + " order by position, part limit 1),"
              + " picked as (select * from walked"
              + picked
              + " order by position desc, part desc limit "
              + (limit + 1)
              + ") select * from last left join picked on true order by position desc, part desc";
    }

    private void add(List<String> conditions, String column, Optional<?> value) {
      value.ifPresent(
          present -> {
            values.add(present);
            conditions.add(column + " = $" + (values.size() + 3));
          });
    }
  }

  /**
   * A row of the answer.
   *
   * @param last the last movement that was looked at
   * @param looked how many were
   * @param row null if none matched
   */
  private record Line(MovementPlace last, long looked, @Nullable MovementRow row) {
    static Line of(Readable row) {
      return new Line(
          new MovementPlace(
              Objects.requireNonNull(row.get("last_position", Long.class)),
              Objects.requireNonNull(row.get("last_part", Integer.class))),
          Objects.requireNonNull(row.get("looked", Long.class)),
          row.get("position") == null ? null : MovementRow.of(row));
    }
  }

  private static Found found(List<Line> lines, int look, int limit) {
    var rows = new ArrayList<MovementRow>(lines.size());
    for (Line line : lines) {
      if (line.row != null) {
        rows.add(line.row);
      }
    }
    if (rows.size() > limit) {
      List<MovementRow> shown = rows.subList(0, limit);
      MovementRow last = shown.getLast();
      return new Found(shown, new MovementPlace(last.position(), last.part()));
    }
    boolean isAll = lines.isEmpty() || lines.getFirst().looked < look;
    return new Found(rows, isAll ? null : lines.getFirst().last);
  }
}
