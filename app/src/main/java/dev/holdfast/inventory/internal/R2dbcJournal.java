package dev.holdfast.inventory.internal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.BlockSource;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.persistence.Outage;
import dev.holdfast.persistence.UnpooledConnection;
import dev.holdfast.persistence.UnpooledConnections;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * One shard's journal in PostgreSQL. Appends go over a connection of its own, one statement and one
 * round trip each; claims and replays over new ones.
 *
 * <p>As {@link Journal} says, {@link #append} and {@link #claim} are called by one thread, never
 * two at once; {@link #replay}, {@link #read}, {@link #after} and {@link #close} by any. Nothing
 * here blocks. Stages complete on event loops and timer threads, which whoever hears them must not
 * hold up; a replay's handler is called where it may take its time.
 *
 * <p>An append is never cancelled. It ends with its answer, or with an error, the server's {@code
 * statement_timeout} among them, or by a watchdog; after anything but an answer its socket is
 * closed by force and its outcome is unknown. Even so its statement may be carried out later. A
 * claim sees to it that this changes nothing, which is why one must follow an unknown end before
 * the block's payload is given up.
 */
final class R2dbcJournal implements Journal, BlockSource {
  private static final Logger log = LoggerFactory.getLogger(R2dbcJournal.class);

  /** The server is to give up first: its error says why. */
  private static final double SERVER_SHARE = 0.8;

  private static final String CONNECTION_NAME = "journal";
  private static final String FOLLOWER_NAME = "follower";
  private static final Duration READ_MAX = Duration.ofSeconds(30);
  private static final int PAGES_AHEAD = 2;

  private final int shard;
  private final UnpooledConnections connections;
  private final ConnectionFactory pool;
  private final Duration appendMax;
  private final Duration statementMax;
  private final JournalTables tables;
  private final Sinks.Empty<Void> closing = Sinks.empty();
  private volatile boolean isClosed;

  /** For appends: the last claim's, or one opened since. Owned by whoever takes it out. */
  private final AtomicReference<@Nullable UnpooledConnection> own = new AtomicReference<>();

  /** For pages of blocks. */
  private final AtomicReference<@Nullable UnpooledConnection> followers = new AtomicReference<>();

  /** How many appends in a row have stored nothing, or perhaps nothing. */
  private final AtomicInteger failedInARow = new AtomicInteger();

  /**
   * Opens no connection yet.
   *
   * @param pool for reading single blocks
   * @param appendMax after which an append has ended
   */
  R2dbcJournal(
      int shard, UnpooledConnections connections, ConnectionFactory pool, Duration appendMax) {
    this.shard = shard;
    this.connections = connections;
    this.pool = pool;
    this.appendMax = appendMax;
    this.statementMax = Duration.ofMillis((long) (appendMax.toMillis() * SERVER_SHARE));
    this.tables = new JournalTables(shard);
  }

  @Override
  public CompletionStage<Appended> append(Block block) {
    if (block.shard() != shard) {
      throw new IllegalArgumentException("A block of shard " + block.shard() + ", not " + shard);
    }
    var outcome = new CompletableFuture<Appended>();
    Disposable watchdog =
        Schedulers.parallel()
            .schedule(
                () -> leaveUnknown(outcome, block, "no answer within " + appendMax),
                appendMax.toMillis(),
                MILLISECONDS);
    ownConnection()
        .filter(connection -> !outcome.isDone())
        .flatMap(connection -> tables.append(connection, block))
        .doFinally(end -> watchdog.dispose())
        .subscribe(
            rows -> outcome.complete(rows == 1 ? Appended.DURABLE : Appended.REFUSED),
            error -> leaveUnknown(outcome, block, Outage.describe(error)));
    return outcome.thenApply(this::counted);
  }

  /** Before anyone hears of the end, and may claim. */
  private Appended counted(Appended end) {
    failedInARow.updateAndGet(failed -> end == Appended.DURABLE ? 0 : failed + 1);
    return end;
  }

  /**
   * Takes the connection out of use before anyone hears of the end, and closes it after: closing it
   * ends the append once more.
   */
  private void leaveUnknown(CompletableFuture<Appended> outcome, Block block, String reason) {
    if (outcome.isDone()) {
      return;
    }
    UnpooledConnection connection = own.getAndSet(null);
    if (outcome.complete(Appended.UNKNOWN)) {
      log.warn(
          "Whether block {}-{} of shard {} is stored is not known: {}",
          block.firstPosition(),
          block.lastPosition(),
          shard,
          reason);
    }
    abort(connection);
  }

  /**
   * Settles a single unknown end at once. When appends fail again and again while claims do not, it
   * waits before it begins, or the two would take turns as fast as the database answers.
   */
  @Override
  public CompletionStage<@Nullable Head> claim(long expectedEpoch) {
    abandonOwn();
    String token = UUID.randomUUID().toString();
    Mono<Head> claimed =
        Mono.defer(() -> claimOnce(expectedEpoch, token))
            .retryWhen(Outage.retry("claim of shard " + shard));
    Duration pause = Outage.pauseAfter(failedInARow.get());
    return untilClosed(
            pause.isZero() ? claimed : Mono.delay(pause, Schedulers.parallel()).then(claimed))
        .toFuture();
  }

  private Mono<Head> claimOnce(long expectedEpoch, String token) {
    return connections
        .open(CONNECTION_NAME, statementMax)
        .flatMap(
            connection ->
                tables
                    .claim(connection, expectedEpoch, token)
                    .timeout(appendMax)
                    .doOnNext(head -> keepAsOwn(connection))
                    .switchIfEmpty(Mono.fromRunnable(connection::abort))
                    .doOnError(error -> connection.abort())
                    .doOnCancel(connection::abort));
  }

  @Override
  public CompletionStage<Void> replay(long afterPosition, Consumer<Block> handler) {
    var position = new AtomicLong(afterPosition);
    Consumer<Block> remembering =
        block -> {
          handler.accept(block);
          position.set(block.lastPosition());
        };
    return untilClosed(
            Mono.defer(() -> replayOnce(position.get(), remembering))
                .retryWhen(Outage.retry("replay of shard " + shard)))
        .toFuture()
        .thenRun(() -> {});
  }

  /** Reads pages ahead while others are handled. */
  private Mono<Void> replayOnce(long afterPosition, Consumer<Block> handler) {
    return Mono.usingWhen(
        connections.open(CONNECTION_NAME, READ_MAX),
        connection ->
            tables
                .pagesAfter(connection, afterPosition)
                .publishOn(Schedulers.boundedElastic(), PAGES_AHEAD)
                .doOnNext(page -> page.forEach(handler))
                .then(),
        UnpooledConnection::close);
  }

  @Override
  public CompletionStage<Block> read(long position) {
    return untilClosed(
            Mono.usingWhen(
                    pool.create(),
                    connection -> tables.blockAt(connection, position),
                    Connection::close)
                .retryWhen(Outage.retry("read of shard " + shard))
                .timeout(READ_MAX))
        .toFuture()
        .thenApply(block -> found(block, position));
  }

  /**
   * Over a connection that is kept: bytes travel in binary there, which they do not in the pool.
   */
  @Override
  public CompletionStage<List<Block>> after(long position) {
    return following(connection -> tables.page(connection, position).defaultIfEmpty(List.of()));
  }

  @Override
  public CompletionStage<Long> firstPosition() {
    return following(connection -> tables.firstPosition(connection).defaultIfEmpty(0L));
  }

  private <T> CompletionStage<T> following(Function<UnpooledConnection, Mono<T>> statement) {
    return untilClosed(
            Mono.defer(this::followersConnection)
                .flatMap(statement)
                .timeout(READ_MAX)
                .doOnError(failed -> abort(followers.getAndSet(null)))
                .doOnCancel(() -> abort(followers.getAndSet(null)))
                .retryWhen(Outage.retry("follower of shard " + shard)))
        .toFuture()
        .thenApply(Objects::requireNonNull);
  }

  private static Block found(@Nullable Block block, long position) {
    if (block == null) {
      throw new NoSuchElementException("No block holds position " + position);
    }
    return block;
  }

  /** Ends whatever runs: appends unknown, the rest with a {@link CancellationException}. */
  @Override
  public void close() {
    isClosed = true;
    closing.tryEmitEmpty();
    abandonOwn();
    abort(followers.getAndSet(null));
  }

  private Mono<UnpooledConnection> ownConnection() {
    if (isClosed) {
      return Mono.error(new CancellationException("The journal is closed"));
    }
    UnpooledConnection connection = own.get();
    return connection != null && connection.isOpen()
        ? Mono.just(connection)
        : connections.open(CONNECTION_NAME, statementMax).doOnNext(this::keepAsOwn);
  }

  private Mono<UnpooledConnection> followersConnection() {
    UnpooledConnection connection = followers.get();
    return connection != null && connection.isOpen()
        ? Mono.just(connection)
        : connections
            .open(FOLLOWER_NAME, READ_MAX)
            .doOnNext(opened -> abort(followers.getAndSet(opened)));
  }

  private void keepAsOwn(UnpooledConnection connection) {
    abort(own.getAndSet(connection));
    if (isClosed) {
      abandonOwn();
    }
  }

  private void abandonOwn() {
    abort(own.getAndSet(null));
  }

  private static void abort(@Nullable UnpooledConnection connection) {
    if (connection != null) {
      connection.abort();
    }
  }

  private <T> Mono<T> untilClosed(Mono<T> work) {
    Mono<T> end =
        closing.asMono().then(Mono.error(() -> new CancellationException("The journal is closed")));
    return Mono.firstWithSignal(work, end);
  }
}
