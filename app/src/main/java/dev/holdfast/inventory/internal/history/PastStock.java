package dev.holdfast.inventory.internal.history;

import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.Stock;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.inventory.internal.ports.Figures;
import dev.holdfast.inventory.internal.ports.Positions;
import dev.holdfast.inventory.internal.projection.ProjectedPosition;
import dev.holdfast.inventory.internal.projection.ProjectedPosition.Reached;
import dev.holdfast.inventory.internal.projection.StoredEntry;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ItemFigures;
import dev.holdfast.ledger.api.StockFigures;
import dev.holdfast.ledger.api.StockView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Figures as they were. Thread-safe. */
@Component
public final class PastStock {
  private final LedgerGateway ledger;
  private final ProjectedPosition projected;
  private final ItemTable items;

  PastStock(LedgerGateway ledger, ProjectedPosition projected, ItemTable items) {
    this.ledger = ledger;
    this.projected = projected;
    this.items = items;
  }

  /**
   * The stock of a SKU at a moment; nothing of it, at position 0, if that was before its first
   * stock.
   *
   * @return an error of type Problem: SKU_NOT_FOUND, HISTORY_GONE, or BEHIND if the tables do not
   *     reach so far yet
   */
  public Mono<Reading<Stock>> at(String sku, Moment moment) {
    return Mono.defer(
        () -> {
          int ordinal = ledger.directory().sku(sku);
          long durable = ledger.reads().position();
          List<Integer> places =
              ledger.reads().stock(ordinal).locations().stream()
                  .map(StockFigures::location)
                  .toList();
          var past = new Past(moment, durable);
          Mono<List<ItemRow>> reading =
              boundary(past).flatMap(position -> items.around(position, ordinal, places));
          return projected
              .whenReached(needed(past), reading)
              .map(found -> view(ordinal, places, found, past))
              .map(view -> Figures.of(view, ledger.directory()))
              .map(stock -> new Reading<>(stock, Positions.token(durable)));
        });
  }

  /**
   * A moment as a request sees it.
   *
   * @param durable the last position there was when the request came
   */
  private record Past(Moment moment, long durable) {

    boolean includes(StoredEntry entry) {
      return entry.position() <= durable && moment.includes(entry.position(), entry.timeMillis());
    }

    /** Whether a row counts that says how an item stands where the history begins. */
    boolean includes(ItemRow standing) {
      return moment.includes(standing.changedAt(), standing.changedMillis());
    }
  }

  /** What an item was, and which fact had made it so. */
  private record Found(ItemFigures figures, long changedAt, long changedMillis) {}

  /** A position at or before the moment, with nothing that counts in a later run but the next. */
  private Mono<Long> boundary(Past past) {
    Long position = past.moment.position();
    Instant time = past.moment.time();
    return time == null
        ? Mono.just(position == null ? past.durable : Math.min(position, past.durable))
        : items.positionOf(time).map(found -> Math.min(found, past.durable));
  }

  /** How far the tables must reach, which for what is long past is not as far as the ledger. */
  private long needed(Past past) {
    Long position = past.moment.position();
    Instant time = past.moment.time();
    if (position != null) {
      return Math.min(position, past.durable);
    }
    ProjectedPosition.Mark known = projected.known();
    boolean isPassed = time != null && time.toEpochMilli() < known.timeMillis();
    return isPassed ? Math.min(known.position(), past.durable) : past.durable;
  }

  private static StockView view(
      int sku, List<Integer> places, Reached<List<ItemRow>> reached, Past past) {
    if (past.moment.isBefore(reached.since())) {
      throw HistoryGone.problem(reached.since());
    }
    return view(sku, places, reached.read(), past);
  }

  private static StockView view(int sku, List<Integer> places, List<ItemRow> rows, Past past) {
    Map<Integer, List<ItemRow>> rowsByLocation = new HashMap<>();
    for (ItemRow row : rows) {
      rowsByLocation.computeIfAbsent(row.location(), _ -> new ArrayList<>(2)).add(row);
    }
    var total = new StockFigures(Command.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    var locations = new ArrayList<StockFigures>();
    long changedAt = 0;
    long changedMillis = 0;
    for (int place : places) {
      Found found = find(rowsByLocation.getOrDefault(place, List.of()), past);
      if (found != null) {
        StockFigures figures = found.figures.shownAt(place);
        locations.add(figures);
        total = total.plus(figures);
        if (found.changedAt > changedAt) {
          changedAt = found.changedAt;
          changedMillis = found.changedMillis;
        }
      }
    }
    return new StockView(sku, total, locations, changedAt, changedMillis);
  }

  /**
   * What an item was, or null if it was not there yet: the later row with what does not count
   * undone, or the earlier one if nothing of the later counts.
   */
  private static @Nullable Found find(List<ItemRow> around, Past past) {
    Found found = null;
    long foundIn = 0;
    for (ItemRow row : around) {
      Found inRow = find(row, past);
      if (inRow != null && row.lastPosition() > foundIn) {
        found = inRow;
        foundIn = row.lastPosition();
      }
    }
    return found;
  }

  private static @Nullable Found find(ItemRow row, Past past) {
    List<StoredEntry> entries = row.entries();
    ItemFigures figures = row.figures();
    for (StoredEntry entry : entries.reversed()) {
      if (past.includes(entry)) {
        return new Found(figures, entry.position(), entry.timeMillis());
      }
      figures = figures.minus(entry.change());
    }
    return entries.isEmpty() && past.includes(row)
        ? new Found(figures, row.changedAt(), row.changedMillis())
        : null;
  }
}
