package dev.holdfast.inventory.internal.archive;

import dev.holdfast.ledger.snapshot.DamagedSnapshot;
import dev.holdfast.ledger.snapshot.Snapshot;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import dev.holdfast.persistence.Outage;
import dev.holdfast.persistence.UnpooledConnections;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.R2dbcException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One shard's snapshots in PostgreSQL, over connections of their own: one to write, one to read.
 *
 * <p>As {@link SnapshotStore} says, one writer at a time; any thread may read. Nothing here blocks.
 * Chunks of what was never completed, of this server or one before it, are removed before the next
 * snapshot is written.
 */
final class R2dbcSnapshots implements SnapshotStore, StoredSnapshots, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(R2dbcSnapshots.class);

  private static final Duration STATEMENT_MAX = Duration.ofSeconds(30);
  private static final Duration WORK_MAX = Duration.ofSeconds(40);

  private final SnapshotTables tables;
  private final int kept;
  private final OwnConnection writing;
  private final OwnConnection reading;
  private final String writer = UUID.randomUUID().toString();
  private final Sinks.Empty<Void> closing = Sinks.empty();
  private final AtomicInteger damaged = new AtomicInteger();
  private volatile @Nullable Snapshot newest;
  private volatile @Nullable Duration lastWriting;

  /** When the first chunk came, on the clock that only goes on. Owned by the writer. */
  private long begunNanos;

  /**
   * Opens no connection yet.
   *
   * @param kept how many whole ones are kept
   */
  R2dbcSnapshots(int shard, UnpooledConnections connections, int kept) {
    this.tables = new SnapshotTables(shard);
    this.kept = kept;
    this.writing = new OwnConnection("snapshots", connections, STATEMENT_MAX);
    this.reading = new OwnConnection("snapshots-read", connections, STATEMENT_MAX);
  }

  @Override
  public CompletionStage<List<Snapshot>> list() {
    return reading(tables::list, "list of snapshots").thenApply(this::listed);
  }

  private List<Snapshot> listed(List<Snapshot> found) {
    newest = found.isEmpty() ? null : found.getFirst();
    return found;
  }

  @Override
  public CompletionStage<ByteBuffer> read(Snapshot snapshot, int chunk) {
    return reading(
        connection ->
            tables
                .read(connection, snapshot.position(), chunk)
                .switchIfEmpty(
                    Mono.error(() -> new NoSuchElementException("There is no chunk " + chunk))),
        "read of a snapshot");
  }

  private <T> CompletionStage<T> reading(
      Function<PostgresqlConnection, Mono<T>> statement, String what) {
    return reading.next(
        connection ->
            untilClosed(
                connection
                    .flatMap(statement)
                    .timeout(WORK_MAX)
                    .doOnError(this::dropReading)
                    .retryWhen(Outage.retry(what))
                    .onErrorMap(R2dbcSnapshots::isDamage, R2dbcSnapshots::damage)));
  }

  private void dropReading(Throwable failed) {
    if (!(failed instanceof NoSuchElementException)) {
      reading.abort();
    }
  }

  /** PostgreSQL says so of its own files. */
  private static boolean isDamage(Throwable failed) {
    return failed instanceof R2dbcException refused
        && refused.getSqlState() != null
        && refused.getSqlState().startsWith("XX");
  }

  private static Throwable damage(Throwable failed) {
    return new DamagedSnapshot(Outage.describe(failed), failed);
  }

  @Override
  public CompletionStage<Void> write(long position, int chunk, ByteBuffer bytes) {
    if (chunk == 0) {
      begunNanos = System.nanoTime();
    }
    return writing(
        connection ->
            (chunk == 0
                    ? tables.sweep(connection).then(tables.beginChunks(connection))
                    : Mono.<Void>empty())
                .then(tables.write(connection, position, chunk, writer, bytes)));
  }

  @Override
  public CompletionStage<Void> complete(Snapshot snapshot) {
    return writing(
            connection ->
                tables
                    .complete(connection, snapshot, writer)
                    .filter(isComplete -> isComplete)
                    .switchIfEmpty(Mono.error(() -> new IllegalStateException("chunks are gone")))
                    .then())
        .thenRun(() -> completed(snapshot))
        .thenCompose(_ -> tidyUp());
  }

  private void completed(Snapshot snapshot) {
    Duration took = Duration.ofNanos(System.nanoTime() - begunNanos);
    newest = snapshot;
    lastWriting = took;
    log.info(
        "Snapshot of position {}: {} bytes in {} ms",
        snapshot.position(),
        snapshot.bytes(),
        took.toMillis());
  }

  /** What this leaves undone, the next one does. */
  private CompletionStage<Void> tidyUp() {
    return writing(connection -> tables.forgetOld(connection, kept).then(tables.sweep(connection)))
        .exceptionally(
            failed -> {
              log.warn("Old snapshots could not be removed: {}", Outage.describe(failed));
              return null;
            });
  }

  /** Once, within a bounded time; a connection that failed is not used again. */
  private CompletionStage<Void> writing(Function<PostgresqlConnection, Mono<Void>> statements) {
    return writing.next(
        connection ->
            untilClosed(
                connection
                    .flatMap(statements)
                    .timeout(WORK_MAX)
                    .doOnError(failed -> writing.abort())
                    .doOnCancel(writing::abort)));
  }

  @Override
  public void onDamaged(Snapshot snapshot) {
    damaged.incrementAndGet();
  }

  @Override
  public Optional<Snapshot> newest() {
    return Optional.ofNullable(newest);
  }

  @Override
  public Optional<Duration> lastWriting() {
    return Optional.ofNullable(lastWriting);
  }

  @Override
  public int damaged() {
    return damaged.get();
  }

  /** Ends whatever runs with a {@link CancellationException}. */
  @Override
  public void close() {
    closing.tryEmitEmpty();
    reading.abort();
    writing.abort();
  }

  private <T> Mono<T> untilClosed(Mono<T> work) {
    Mono<T> end =
        closing.asMono().then(Mono.error(() -> new CancellationException("It is closed")));
    return Mono.firstWithSignal(work, end);
  }
}
