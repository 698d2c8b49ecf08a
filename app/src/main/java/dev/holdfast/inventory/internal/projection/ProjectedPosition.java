package dev.holdfast.inventory.internal.projection;

import dev.holdfast.inventory.internal.engine.EventLoops;
import dev.holdfast.inventory.internal.engine.PositionGate;
import dev.holdfast.inventory.internal.engine.WaitSettings;
import dev.holdfast.shared.Problem;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far the history of stock is written. Thread-safe. */
@Component
public final class ProjectedPosition {
  private static final int SHARD = 0;
  private static final Duration WRITTEN_MAX = Duration.ofSeconds(5);

  private final DatabaseClient database;
  private final ProjectionTables tables = new ProjectionTables(SHARD);
  private final PositionGate gate;
  private volatile Mark mark = Mark.NOWHERE;

  ProjectedPosition(DatabaseClient database, EventLoops loops, WaitSettings settings) {
    this.database = database;
    gate =
        new PositionGate(
            "The history",
            () -> mark.position(),
            loops,
            settings.minPositionTimeout(),
            settings.minPositionWaiters());
  }

  /** A position, and the time of the fact there; 0 for a time that is not known. */
  public record Mark(long position, long timeMillis) {
    static final Mark NOWHERE = new Mark(0, 0);
  }

  /**
   * What was read.
   *
   * @param since where the history began by then
   */
  public record Reached<T>(T read, Since since) {}

  /** As far as this process knows: what it has written itself, or seen when it looked last. */
  public Mark known() {
    return mark;
  }

  /**
   * Reads from the tables once they hold a position. Where another process writes them, its word in
   * the tables counts, which is why the checkpoint is looked at after the reading: one that was
   * dropped in the meantime has made the reading worthless, and what is let go is said there first.
   *
   * @return an error of type Problem, BEHIND, if they do not hold it in time
   */
  public <T> Mono<Reached<T>> whenReached(long wanted, Mono<T> reading) {
    return gate.reached(wanted)
        .onErrorComplete(Problem.class)
        .then(reading)
        .flatMap(
            read ->
                database
                    .inConnection(tables::checkpoint)
                    .filter(written -> written.position() >= wanted)
                    .map(written -> new Reached<>(read, written.since()))
                    .switchIfEmpty(Mono.error(() -> gate.behind(wanted))));
  }

  /** Takes the word of the tables, again and again, where another process writes them. */
  Disposable watch(Duration interval) {
    return Flux.interval(interval)
        .onBackpressureDrop()
        .concatMap(_ -> written().onErrorComplete(), 1)
        .subscribe(position -> set(new Mark(position, 0)));
  }

  private Mono<Long> written() {
    return database
        .inConnection(tables::checkpoint)
        .map(ProjectionTables.Checkpoint::position)
        .timeout(WRITTEN_MAX);
  }

  /** Everything up to here is written; where it is less than before, no longer what was. */
  void set(Mark reached) {
    mark = reached;
    gate.open(reached.position());
  }
}
