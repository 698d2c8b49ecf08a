package dev.holdfast.inventory.internal.projection;

import dev.holdfast.inventory.internal.projection.ProjectedPosition.Mark;
import dev.holdfast.ledger.follow.StockChange;
import dev.holdfast.ledger.follow.StockFact;
import dev.holdfast.ledger.follow.StockItem;
import dev.holdfast.ledger.follow.StockProjection;
import dev.holdfast.persistence.Outage;
import dev.holdfast.persistence.UnpooledConnection;
import dev.holdfast.persistence.UnpooledConnections;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Writes the history of stock, a run of facts in one transaction over a connection of its own. The
 * first statement of each moves the checkpoint, if it is where this projection left it; so rows are
 * written exactly once, whoever else tries, and a checkpoint that was dropped makes it begin anew.
 *
 * <p>Owned by the follower's thread, but for {@link #close}.
 */
final class HistoryProjection implements StockProjection, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HistoryProjection.class);

  private static final String CONNECTION_NAME = "projection";
  private static final Duration STATEMENT_MAX = Duration.ofSeconds(30);
  private static final Duration WORK_MAX = Duration.ofSeconds(40);
  private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(30);
  private static final int RUN_BYTES_MAX = 4 << 20;

  private final int shard;
  private final UnpooledConnections connections;
  private final int entriesMax;
  private final Consumer<Mark> projected;
  private final BooleanSupplier isOwner;
  private final ProjectionTables tables;
  private final AtomicReference<@Nullable UnpooledConnection> own = new AtomicReference<>();
  private final Sinks.Empty<Void> closing = Sinks.empty();
  private HistoryRun run;
  private long stored;

  /**
   * Opens no connection yet.
   *
   * @param entriesMax after which a run is full
   * @param projected hears how far everything is stored
   * @param isOwner whether this process writes the journal; if not, it gives way to who does
   */
  HistoryProjection(
      int shard,
      UnpooledConnections connections,
      int entriesMax,
      Consumer<Mark> projected,
      BooleanSupplier isOwner) {
    this.shard = shard;
    this.connections = connections;
    this.entriesMax = entriesMax;
    this.projected = projected;
    this.isOwner = isOwner;
    this.tables = new ProjectionTables(shard);
    this.run = new HistoryRun(shard);
  }

  @Override
  public CompletionStage<Long> begin() {
    run = new HistoryRun(shard);
    return stage(work(tables::begin).doOnNext(position -> setStored(new Mark(position, 0))));
  }

  private void setStored(Mark mark) {
    stored = mark.position();
    projected.accept(mark);
  }

  @Override
  public CompletionStage<Boolean> beginAt(long position, long timeMillis, List<StockItem> items) {
    return stage(
        work(connection -> beginAt(connection, position, timeMillis, items))
            .doOnNext(isStored -> end(isStored, new Mark(position, timeMillis))));
  }

  private Mono<Boolean> beginAt(
      UnpooledConnection connection, long position, long timeMillis, List<StockItem> items) {
    return tables
        .beginAt(connection, stored, position, timeMillis, items)
        .flatMap(isStored -> isStored ? Mono.just(true) : isAt(connection, position));
  }

  @Override
  public void onChange(StockFact fact, StockChange change) {
    run.add(fact, change);
  }

  @Override
  public boolean isFull() {
    return run.entries() >= entriesMax || run.bytes() >= RUN_BYTES_MAX;
  }

  @Override
  public CompletionStage<Boolean> store(long position, long timeMillis) {
    Mono<Boolean> end =
        position == stored
            ? work(connection -> isAt(connection, position))
            : work(connection -> storeRun(connection, position, timeMillis));
    return stage(end.doOnNext(isStored -> end(isStored, new Mark(position, timeMillis))));
  }

  private void end(boolean isStored, Mark mark) {
    if (isStored) {
      run = new HistoryRun(shard);
      setStored(mark);
    } else if (!isOwner.getAsBoolean()) {
      throw new CancellationException("another server writes the history");
    } else {
      projected.accept(Mark.NOWHERE);
      log.warn(
          "The history of shard {} is no longer where this server left it, at position {}: its"
              + " tables were dropped, or another server writes them. Beginning anew.",
          shard,
          stored);
    }
  }

  /** An attempt whose answer was lost finds the checkpoint where it wanted to move it. */
  private Mono<Boolean> storeRun(UnpooledConnection connection, long position, long timeMillis) {
    return tables
        .store(connection, stored, position, timeMillis, run)
        .flatMap(isStored -> isStored ? Mono.just(true) : isAt(connection, position));
  }

  private Mono<Boolean> isAt(UnpooledConnection connection, long position) {
    return tables
        .checkpoint(connection.r2dbc())
        .map(it -> it.position() == position)
        .defaultIfEmpty(false);
  }

  private static <T> CompletionStage<T> stage(Mono<T> work) {
    return work.toFuture().thenApply(Objects::requireNonNull);
  }

  /** Tries until it is done; a connection that failed is not used again. */
  private <T> Mono<T> work(Function<UnpooledConnection, Mono<T>> statements) {
    Mono<T> once =
        Mono.defer(this::connection)
            .flatMap(statements)
            .timeout(WORK_MAX)
            .doOnError(failed -> abandonOwn())
            .doOnCancel(this::abandonOwn);
    Mono<T> end =
        closing.asMono().then(Mono.error(() -> new CancellationException("It is closed")));
    return Mono.firstWithSignal(
        once.retryWhen(Outage.retry("history of shard " + shard)).retryWhen(afterRefusal()), end);
  }

  /** The database says no: only people can mend that. */
  private Retry afterRefusal() {
    return Retry.fixedDelay(Long.MAX_VALUE, PAUSE_AFTER_REFUSAL)
        .doBeforeRetry(
            signal ->
                log.error(
                    "The history of shard {} cannot be written after position {}; trying again in"
                        + " {}. If its tables are damaged, have them made again:"
                        + " docs/operating.md says how.",
                    shard,
                    stored,
                    PAUSE_AFTER_REFUSAL,
                    signal.failure()));
  }

  private Mono<UnpooledConnection> connection() {
    UnpooledConnection connection = own.get();
    return connection != null && connection.isOpen()
        ? Mono.just(connection)
        : connections
            .open(CONNECTION_NAME, STATEMENT_MAX)
            .doOnNext(own::set)
            .flatMap(tables::prepare);
  }

  private void abandonOwn() {
    UnpooledConnection connection = own.getAndSet(null);
    if (connection != null) {
      connection.abort();
    }
  }

  /** Ends whatever runs with a {@link CancellationException}. From any thread. */
  @Override
  public void close() {
    closing.tryEmitEmpty();
    abandonOwn();
  }
}
