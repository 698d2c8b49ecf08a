package dev.holdfast.inventory.internal.archive;

import dev.holdfast.ledger.snapshot.Snapshot;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * The statements on {@code ledger_snapshot} and {@code ledger_snapshot_chunk} of one shard.
 * Thread-safe.
 */
record SnapshotTables(int shard) {

  private static final String LIST =
      "select position, time_millis, state_hash, layout, chunks, bytes from ledger_snapshot"
          + " where shard = $1 order by position desc";

  private static final String READ =
      "select bytes from ledger_snapshot_chunk where shard = $1 and position = $2 and chunk = $3";

  private static final String WRITE =
      """
      insert into ledger_snapshot_chunk (shard, position, chunk, writer, bytes)
      values ($1, $2, $3, $4, $5)
      on conflict (shard, position, chunk)
        do update set writer = excluded.writer, bytes = excluded.bytes\
      """;

  /** Only of what one writer has stored whole. */
  private static final String COMPLETE =
      """
      insert into ledger_snapshot (shard, position, time_millis, state_hash, layout, chunks, bytes,
          created_at)
      select $1, $2, $3, $4, $5, $6, $7, now()
      where (select count(*) from ledger_snapshot_chunk
          where shard = $1 and position = $2 and writer = $8 and chunk < $6) = $6
      on conflict do nothing\
      """;

  private static final String FORGET_OLD =
      """
      delete from ledger_snapshot where shard = $1 and position not in (
        select position from ledger_snapshot where shard = $1 order by position desc limit $2)\
      """;

  /** As many as are deleted in no time. */
  private static final int DELETED_AT_ONCE = 32;

  private static final String SWEEP =
      """
      delete from ledger_snapshot_chunk where (shard, position, chunk) in (
        select shard, position, chunk from ledger_snapshot_chunk c
        where shard = $1 and not exists (
          select from ledger_snapshot s where s.shard = c.shard and s.position = c.position)
        limit\
      """
          + " "
          + DELETED_AT_ONCE
          + ")";

  /** Chunks wait for no disk: the head row does, and whatever was written before it with it. */
  private static final String LAZILY = "set synchronous_commit = off";

  private static final String DURABLY = "set synchronous_commit = on";

  /** Those that are whole, newest first. */
  Mono<List<Snapshot>> list(PostgresqlConnection connection) {
    return connection
        .createStatement(LIST)
        .bind(0, shard)
        .execute()
        .flatMap(result -> result.map(this::snapshot))
        .collectList();
  }

  private Snapshot snapshot(Readable row) {
    return new Snapshot(
        shard,
        number(row, "position"),
        number(row, "time_millis"),
        number(row, "state_hash"),
        Objects.requireNonNull(row.get("layout", Integer.class)),
        Objects.requireNonNull(row.get("chunks", Integer.class)),
        number(row, "bytes"));
  }

  /** A chunk; empty if there is none. */
  Mono<ByteBuffer> read(PostgresqlConnection connection, long position, int chunk) {
    return connection
        .createStatement(READ)
        .bind(0, shard)
        .bind(1, position)
        .bind(2, chunk)
        .execute()
        .flatMap(result -> result.map(SnapshotTables::bytes))
        .singleOrEmpty();
  }

  private static ByteBuffer bytes(Readable row) {
    return Objects.requireNonNull(row.get("bytes", ByteBuffer.class));
  }

  /** Makes a connection fit for {@link #write}. */
  Mono<Void> beginChunks(PostgresqlConnection connection) {
    return execute(connection.createStatement(LAZILY)).then();
  }

  Mono<Void> write(
      PostgresqlConnection connection, long position, int chunk, String writer, ByteBuffer bytes) {
    return execute(
            connection
                .createStatement(WRITE)
                .bind(0, shard)
                .bind(1, position)
                .bind(2, chunk)
                .bind(3, writer)
                .bind(4, bytes))
        .then();
  }

  /**
   * Writes the head row, durably.
   *
   * @return false if not all chunks are there
   */
  Mono<Boolean> complete(PostgresqlConnection connection, Snapshot snapshot, String writer) {
    PostgresqlStatement complete =
        connection
            .createStatement(COMPLETE)
            .bind(0, shard)
            .bind(1, snapshot.position())
            .bind(2, snapshot.timeMillis())
            .bind(3, snapshot.stateHash())
            .bind(4, snapshot.layout())
            .bind(5, snapshot.chunks())
            .bind(6, snapshot.bytes())
            .bind(7, writer);
    return execute(connection.createStatement(DURABLY))
        .then(execute(complete))
        .map(rows -> rows == 1);
  }

  /** Lets all but the newest few go; their chunks are what {@link #sweep} removes. */
  Mono<Void> forgetOld(PostgresqlConnection connection, int kept) {
    return execute(connection.createStatement(FORGET_OLD).bind(0, shard).bind(1, kept)).then();
  }

  /** Removes the chunks of what is no snapshot, some at a time. */
  Mono<Void> sweep(PostgresqlConnection connection) {
    return Mono.defer(() -> execute(connection.createStatement(SWEEP).bind(0, shard)))
        .repeat()
        .takeUntil(rows -> rows < DELETED_AT_ONCE)
        .then();
  }

  private static Mono<Long> execute(PostgresqlStatement statement) {
    return statement.execute().flatMap(result -> result.getRowsUpdated()).reduce(0L, Long::sum);
  }

  private static long number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class));
  }
}
