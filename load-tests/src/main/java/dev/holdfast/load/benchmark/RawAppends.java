package dev.holdfast.load.benchmark;

import dev.holdfast.persistence.UnpooledConnection;
import dev.holdfast.persistence.UnpooledConnections;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/**
 * What the database does without a ledger: bytes into a table, one insert after the other, over the
 * same driver, each durable before the next. Neither a head is moved nor a fence checked.
 */
final class RawAppends implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String MAKE =
      "create table raw_block (id bigint generated always as identity primary key, payload bytea)";
  private static final String STORE_AS_IS =
      "alter table raw_block alter column payload set storage external";
  private static final String APPEND = "insert into raw_block (payload) values ($1)";

  private final UnpooledConnection connection;

  RawAppends(UnpooledConnections connections) {
    connection = Objects.requireNonNull(connections.open("raw appends", TIMEOUT).block());
    execute(MAKE);
    execute(STORE_AS_IS);
  }

  /** Appends for a time and returns how many blocks were stored in a second. */
  double run(int bytesPerBlock, long millis) {
    var payload = new byte[bytesPerBlock];
    new Random(42).nextBytes(payload);
    ByteBuffer block = ByteBuffer.wrap(payload);
    long start = System.nanoTime();
    long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
    long blocks = 0;
    while (System.nanoTime() < end) {
      append(block);
      blocks++;
    }
    return blocks * 1e9 / (System.nanoTime() - start);
  }

  private void append(ByteBuffer block) {
    Long rows =
        connection
            .r2dbc()
            .createStatement(APPEND)
            .bind(0, block.duplicate())
            .execute()
            .flatMap(result -> result.getRowsUpdated())
            .single()
            .block(TIMEOUT);
    if (rows == null || rows != 1) {
      throw new IllegalStateException("an append stored " + rows + " rows");
    }
  }

  private void execute(String sql) {
    Mono<Void> done =
        connection
            .r2dbc()
            .createStatement(sql)
            .execute()
            .flatMap(result -> result.getRowsUpdated())
            .then();
    done.block(TIMEOUT);
  }

  @Override
  public void close() {
    connection.close().block(TIMEOUT);
  }
}
