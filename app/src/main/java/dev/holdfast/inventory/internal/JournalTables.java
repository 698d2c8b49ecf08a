package dev.holdfast.inventory.internal;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.journal.Journal.Head;
import dev.holdfast.persistence.Outage;
import dev.holdfast.persistence.UnpooledConnection;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The statements on {@code ledger_head} and {@code ledger_block} of one shard. Thread-safe. */
record JournalTables(int shard) {

  /** Moves the head and stores the block, or neither: no head to move means no block to store. */
  private static final String APPEND =
      """
      with h as (
        update ledger_head set last_position = $3, last_time_millis = $6
        where shard = $1 and epoch = $4 and last_position = $2 - 1
        returning 1)
      insert into ledger_block (shard, first_position, last_position, epoch, first_time_millis,
          last_time_millis, payload, checksum, state_hash)
      select $1, $2, $3, $4, $5, $6, $7, $8, $9 from h\
      """;

  private static final String HEAD_COLUMNS =
      " journal_id, epoch, last_position, last_time_millis, claim ";

  private static final String READ_HEAD =
      "select" + HEAD_COLUMNS + "from ledger_head where shard = $1";

  private static final String MAKE_HEAD =
      """
      insert into ledger_head (shard, journal_id, epoch, last_position, last_time_millis, claim,
          claimed_at)
      values ($1, $2, 0, 0, 0, '', now()) on conflict do nothing\
      """;

  /** Waits for a running append, whose row it is. */
  private static final String RAISE_EPOCH =
      "update ledger_head set epoch = epoch + 1, claim = $3, claimed_at = now()"
          + " where shard = $1 and epoch = $2 returning"
          + HEAD_COLUMNS;

  private static final String BLOCK_COLUMNS =
      " first_position, last_position, epoch, first_time_millis, last_time_millis, payload,"
          + " checksum, state_hash ";

  private static final int PAGE_BLOCKS_MAX = 1_024;
  private static final int PAGE_BYTES_MAX = 8 << 20;

  /** As many blocks as fit a page, at least one. Lengths are known without reading payloads. */
  private static final String READ_PAGE =
      "select"
          + BLOCK_COLUMNS
          + "from (select b.*, sum(octet_length(payload)) over w as bytes, row_number() over w as n"
          + " from (select * from ledger_block where shard = $1 and last_position > $2"
          + " order by last_position limit "
          + PAGE_BLOCKS_MAX
          + ") b window w as (order by last_position)) p where n = 1 or bytes <= "
          + PAGE_BYTES_MAX
          + " order by last_position";

  private static final String READ_FIRST_POSITION =
      "select first_position from ledger_block where shard = $1 order by last_position limit 1";

  private static final String READ_BLOCK =
      "select"
          + BLOCK_COLUMNS
          + "from ledger_block where shard = $1 and last_position >= $2"
          + " order by last_position limit 1";

  /** A head, and whose claim raised its epoch last. */
  private record Claimed(Head head, String token) {}

  /**
   * Appends in one round trip. The driver's answer comes with the end of the transaction and not
   * with the end of the statement, before which nothing is durable.
   *
   * @return 1 if stored, 0 if the head was not as expected
   */
  Mono<Long> append(UnpooledConnection connection, Block block) {
    return connection
        .r2dbc()
        .createStatement(APPEND)
        .bind(0, shard)
        .bind(1, block.firstPosition())
        .bind(2, block.lastPosition())
        .bind(3, block.epoch())
        .bind(4, block.firstTimeMillis())
        .bind(5, block.lastTimeMillis())
        .bind(6, block.payload())
        .bind(7, block.checksum())
        .bind(8, block.stateHash())
        .execute()
        .flatMap(result -> result.getRowsUpdated())
        .single();
  }

  /**
   * Raises the epoch. To be repeated with the same token if its answer was lost: it then finds its
   * own token at the head, and has raised it already. The epoch is never raised unseen, so that an
   * attempt given up for lost cannot raise it later.
   *
   * @param token of this claim and no other
   * @return empty if another owner has raised the epoch since
   */
  Mono<Head> claim(UnpooledConnection connection, long expectedEpoch, String token) {
    return madeHead(connection)
        .flatMap(
            found -> {
              if (found.token().equals(token)) {
                return Mono.just(found.head());
              }
              if (expectedEpoch != Journal.ANY_EPOCH && found.head().epoch() != expectedEpoch) {
                return Mono.empty();
              }
              return raiseEpoch(connection, found.head().epoch(), token);
            });
  }

  /** The journal's name; makes the journal if there is none. */
  Mono<String> journalId(UnpooledConnection connection) {
    return madeHead(connection).map(found -> found.head().journalId());
  }

  private Mono<Claimed> madeHead(UnpooledConnection connection) {
    return readHead(connection)
        .switchIfEmpty(Mono.defer(() -> makeHead(connection).then(readHead(connection))));
  }

  private Mono<Claimed> readHead(UnpooledConnection connection) {
    return rows(connection.r2dbc().createStatement(READ_HEAD).bind(0, shard), this::claimed)
        .singleOrEmpty();
  }

  private Mono<Void> makeHead(UnpooledConnection connection) {
    return connection
        .r2dbc()
        .createStatement(MAKE_HEAD)
        .bind(0, shard)
        .bind(1, UUID.randomUUID().toString())
        .execute()
        .flatMap(result -> result.getRowsUpdated())
        .then();
  }

  private Mono<Head> raiseEpoch(UnpooledConnection connection, long epoch, String token) {
    PostgresqlStatement raise =
        connection.r2dbc().createStatement(RAISE_EPOCH).bind(0, shard).bind(1, epoch);
    return rows(raise.bind(2, token), this::claimed)
        .singleOrEmpty()
        .map(Claimed::head)
        .switchIfEmpty(Mono.error(Outage.OvertakenException::new));
  }

  /** The blocks after a position, in order, in pages bounded in count and bytes. */
  Flux<List<Block>> pagesAfter(UnpooledConnection connection, long position) {
    return page(connection, position)
        .expand(page -> page(connection, page.getLast().lastPosition()));
  }

  /** The first page of the blocks after a position; empty if there are none. */
  Mono<List<Block>> page(UnpooledConnection connection, long afterPosition) {
    PostgresqlStatement read =
        connection.r2dbc().createStatement(READ_PAGE).bind(0, shard).bind(1, afterPosition);
    return rows(read, this::block).collectList().filter(page -> !page.isEmpty());
  }

  /** The first position of the oldest block; empty if there is none. */
  Mono<Long> firstPosition(UnpooledConnection connection) {
    PostgresqlStatement read =
        connection.r2dbc().createStatement(READ_FIRST_POSITION).bind(0, shard);
    return rows(read, row -> number(row, "first_position")).singleOrEmpty();
  }

  /** The block that holds a position; empty if none does. */
  Mono<Block> blockAt(Connection connection, long position) {
    Statement read = connection.createStatement(READ_BLOCK).bind(0, shard).bind(1, position);
    return Flux.from(read.execute())
        .flatMap(result -> result.map(this::block))
        .singleOrEmpty()
        .filter(it -> it.firstPosition() <= position);
  }

  /** Completes only when the statement's transaction has. */
  private static <T> Flux<T> rows(PostgresqlStatement statement, Function<Readable, T> mapping) {
    return statement.execute().flatMap(result -> result.map(mapping));
  }

  private Claimed claimed(Readable row) {
    var head =
        new Head(
            text(row, "journal_id"),
            shard,
            number(row, "epoch"),
            number(row, "last_position"),
            number(row, "last_time_millis"));
    return new Claimed(head, text(row, "claim"));
  }

  private Block block(Readable row) {
    return new Block(
        shard,
        number(row, "first_position"),
        number(row, "last_position"),
        number(row, "epoch"),
        number(row, "first_time_millis"),
        number(row, "last_time_millis"),
        Objects.requireNonNull(row.get("payload", ByteBuffer.class)),
        number(row, "checksum"),
        number(row, "state_hash"));
  }

  private static long number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class));
  }
}
