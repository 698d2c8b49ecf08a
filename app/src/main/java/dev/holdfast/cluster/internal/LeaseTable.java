package dev.holdfast.cluster.internal;

import dev.holdfast.persistence.UnpooledConnection;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** The statements on {@code ledger_lease}, each in a transaction of its own. Thread-safe. */
record LeaseTable(int shard) {

  private static final String READ =
      """
      select coalesce(l.holder, '') as holder, coalesce(l.address, '') as address,
        coalesce(l.renewals, 0) as renewals, coalesce(h.epoch, 0) as epoch,
        coalesce(h.last_position, 0) as position
      from (select 1) one left join ledger_lease l on l.shard = $1
        left join ledger_head h on h.shard = $1\
      """;

  /** The journal's epoch, as it was when the statement began. */
  private static final String EPOCH =
      " returning coalesce((select epoch from ledger_head where shard = $1), 0) as epoch";

  private static final String TAKE =
      """
      insert into ledger_lease as l (shard, holder, address, epoch, renewals, renewed_at)
      values ($1, $2, $3, 0, 1, clock_timestamp())
      on conflict (shard) do update set holder = excluded.holder, address = excluded.address,
        epoch = 0, renewals = l.renewals + 1, renewed_at = excluded.renewed_at
      where coalesce(l.holder, '') = $4 and l.renewals = $5\
      """
          + EPOCH;

  private static final String RENEW =
      "update ledger_lease set renewals = renewals + 1, address = $3, epoch = $4,"
          + " renewed_at = clock_timestamp() where shard = $1 and holder = $2"
          + EPOCH;

  private static final String GIVE_BACK =
      "update ledger_lease set holder = null, renewals = renewals + 1,"
          + " renewed_at = clock_timestamp() where shard = $1 and holder = $2"
          + EPOCH;

  /** A renewal that a crash of the database takes back is made good by the next one. */
  private static final String RENEW_WITHOUT_DISK =
      "select set_config('synchronous_commit', 'off', false)";

  /** The lease as it is. */
  Mono<Lease> read(UnpooledConnection connection) {
    return one(bound(connection, READ), LeaseTable::lease);
  }

  /**
   * Takes the lease, if it is still as it was found.
   *
   * @return the journal's epoch then; empty if somebody was faster
   */
  Mono<Long> take(UnpooledConnection connection, Lease found, String holder, String address) {
    return one(
        bound(connection, TAKE)
            .bind(1, holder)
            .bind(2, address)
            .bind(3, found.holder())
            .bind(4, found.renewals()),
        LeaseTable::epoch);
  }

  /** Has renewals over this connection wait for no disk. */
  Mono<Void> prepareRenewals(UnpooledConnection connection) {
    return connection
        .r2dbc()
        .createStatement(RENEW_WITHOUT_DISK)
        .execute()
        .flatMap(result -> result.getRowsUpdated())
        .then();
  }

  /**
   * Renews the lease.
   *
   * @param epoch under which the holder owns the journal
   * @return the journal's epoch; empty if another process has the lease
   */
  Mono<Long> renew(UnpooledConnection connection, String holder, String address, long epoch) {
    return one(
        bound(connection, RENEW).bind(1, holder).bind(2, address).bind(3, epoch),
        LeaseTable::epoch);
  }

  /** Lets whoever asks next have it. Empty if another process has it. */
  Mono<Long> giveBack(UnpooledConnection connection, String holder) {
    return one(bound(connection, GIVE_BACK).bind(1, holder), LeaseTable::epoch);
  }

  private PostgresqlStatement bound(UnpooledConnection connection, String sql) {
    return connection.r2dbc().createStatement(sql).bind(0, shard);
  }

  /** Completes only when the statement's transaction has. */
  private static <T> Mono<T> one(PostgresqlStatement statement, Function<Readable, T> mapping) {
    return statement.execute().flatMap(result -> result.map(mapping)).singleOrEmpty();
  }

  private static Lease lease(Readable row) {
    return new Lease(
        text(row, "holder"),
        text(row, "address"),
        number(row, "renewals"),
        number(row, "epoch"),
        number(row, "position"));
  }

  private static Long epoch(Readable row) {
    return number(row, "epoch");
  }

  private static long number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }
}
