package dev.holdfast.inventory.internal.history;

import dev.holdfast.inventory.Movement;
import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.inventory.internal.ports.Positions;
import dev.holdfast.inventory.internal.projection.ProjectedPosition;
import dev.holdfast.inventory.internal.projection.ProjectedPosition.Reached;
import dev.holdfast.inventory.internal.projection.Since;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The movements of stock, every one. Thread-safe. */
@Component
public final class MovementLog {
  private final LedgerGateway ledger;
  private final ProjectedPosition projected;
  private final MovementTable movements;

  MovementLog(LedgerGateway ledger, ProjectedPosition projected, MovementTable movements) {
    this.ledger = ledger;
    this.projected = projected;
    this.movements = movements;
  }

  /**
   * Which movements: those that match everything that is given.
   *
   * @param location where units moved; of a TRANSFER, where from
   */
  public record Filter(
      Optional<String> sku,
      Optional<String> location,
      Optional<Movement.Type> type,
      Optional<String> reference) {}

  /**
   * One movement.
   *
   * @return an error of type Problem: MOVEMENT_NOT_FOUND, HISTORY_GONE, or BEHIND if the tables do
   *     not reach so far yet
   */
  public Mono<Reading<RecordedMovement>> find(String id) {
    return Mono.defer(
        () -> {
          long durable = ledger.reads().position();
          MovementPlace movement =
              MovementPlace.parse(id)
                  .filter(it -> it.position() <= durable)
                  .orElseThrow(() -> notFound(id));
          return projected
              .whenReached(movement.position(), movements.find(movement).singleOptional())
              .map(found -> found(found, movement, id))
              .map(shown -> new Reading<>(shown, Positions.token(durable)));
        });
  }

  /**
   * Movements, newest first.
   *
   * @return an error of type Problem: SKU_NOT_FOUND, LOCATION_NOT_FOUND, or BEHIND if the tables do
   *     not reach so far yet
   */
  public Mono<Reading<Page<RecordedMovement>>> list(Filter filter, PageRequest page) {
    return Mono.defer(
        () -> {
          Directory directory = ledger.directory();
          var wanted =
              new MovementTable.Filter(
                  filter.sku().map(directory::sku),
                  filter.location().map(directory::location),
                  filter.type().map(Movement.Type::name),
                  filter.reference());
          long durable = ledger.reads().position();
          MovementPlace before =
              page.after().map(MovementLog::cursor).orElse(new MovementPlace(durable + 1, 0));
          return projected
              .whenReached(
                  Math.min(before.position(), durable),
                  movements.before(before, wanted, page.limit()))
              .map(found -> new Reading<>(page(found), Positions.token(durable)));
        });
  }

  private static MovementPlace cursor(String after) {
    return MovementPlace.parse(after).orElseThrow(PageRequest::badCursor);
  }

  private RecordedMovement found(
      Reached<Optional<MovementRow>> reached, MovementPlace movement, String id) {
    if (reached.since().hides(movement.position())) {
      throw HistoryGone.problem(reached.since());
    }
    return shown(reached.read().orElseThrow(() -> notFound(id)));
  }

  private Page<RecordedMovement> page(Reached<MovementTable.Found> reached) {
    Since since = reached.since();
    List<RecordedMovement> items =
        reached.read().rows().stream()
            .filter(row -> !since.hides(row.position()))
            .map(this::shown)
            .toList();
    MovementPlace rest = reached.read().rest();
    return rest == null || since.hides(rest.position())
        ? Page.last(items)
        : Page.before(items, MovementPlace.format(rest.position(), rest.part()));
  }

  private RecordedMovement shown(MovementRow row) {
    return row.shown(ledger.directory(), row.expects() ? open(row.position()) : null);
  }

  private long open(long movement) {
    Reads.ExpectedView expected = ledger.reads().expected(movement);
    return expected == null ? 0 : expected.open();
  }

  private static Problem notFound(String id) {
    return Problem.of(ProblemCode.MOVEMENT_NOT_FOUND, "No movement has the id " + id + ".")
        .with("movement", id);
  }
}
