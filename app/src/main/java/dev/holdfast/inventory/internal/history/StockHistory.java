package dev.holdfast.inventory.internal.history;

import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.inventory.internal.ports.Positions;
import dev.holdfast.inventory.internal.projection.EntryType;
import dev.holdfast.inventory.internal.projection.ProjectedPosition;
import dev.holdfast.inventory.internal.projection.ProjectedPosition.Reached;
import dev.holdfast.inventory.internal.projection.StoredEntry;
import dev.holdfast.ledger.api.ItemFigures;
import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What made figures what they are: every fact that touched a SKU's stock. Thread-safe. */
@Component
public final class StockHistory {
  /** How many entries a page looks at before it ends short, if it shows only some. */
  private static final int LOOK_MAX = 2_000;

  private final LedgerGateway ledger;
  private final ProjectedPosition projected;
  private final ItemTable items;

  StockHistory(LedgerGateway ledger, ProjectedPosition projected, ItemTable items) {
    this.ledger = ledger;
    this.projected = projected;
    this.items = items;
  }

  /** Which entries: those that match everything that is given. */
  public record Filter(Optional<String> location, Optional<EntryType> type) {}

  /**
   * The entries of a SKU, newest first; of one fact, by location.
   *
   * @return an error of type Problem: SKU_NOT_FOUND, LOCATION_NOT_FOUND, or BEHIND if the tables do
   *     not reach so far yet
   */
  public Mono<Reading<Page<HistoryEntry>>> entries(String sku, Filter filter, PageRequest page) {
    return Mono.defer(
        () -> {
          Directory directory = ledger.directory();
          int ordinal = directory.sku(sku);
          int location = filter.location().map(directory::location).orElse(ItemTable.ANYWHERE);
          long durable = ledger.reads().position();
          Place before = page.after().map(Place::parse).orElse(Place.after(durable));
          int look = filter.type().isEmpty() ? page.limit() + 1 : LOOK_MAX;
          return projected
              .whenReached(
                  Math.min(before.position, durable),
                  items.backFrom(before.position, ordinal, location, look))
              .map(found -> page(found, before, filter, page.limit(), look, directory))
              .map(entries -> new Reading<>(entries, Positions.token(durable)));
        });
  }

  /** Where an entry stands in the list; its text goes into cursors. */
  private record Place(long position, int location) {

    /** Before which everything up to a position is. */
    static Place after(long position) {
      return new Place(position + 1, Integer.MAX_VALUE);
    }

    boolean isBefore(Place other) {
      return position > other.position || (position == other.position && location < other.location);
    }

    String text() {
      return position + "." + location;
    }

    static Place parse(String text) {
      int dot = text.indexOf('.');
      try {
        var place =
            new Place(
                Long.parseLong(text, 0, Math.max(dot, 0), 10),
                Integer.parseInt(text, dot + 1, text.length(), 10));
        if (place.text().equals(text) && place.position > 0 && place.location >= 0) {
          return place;
        }
      } catch (NumberFormatException notANumber) {
        // refused below
      }
      throw PageRequest.badCursor();
    }
  }

  /** An entry, where it stands, and the item after it. */
  private record Line(Place place, StoredEntry entry, ItemFigures after) {}

  /** What comes after a place, in the list's order. */
  private static List<Line> lines(List<ItemRow> rows, Place before) {
    var lines = new ArrayList<Line>();
    for (ItemRow row : rows) {
      ItemFigures after = row.figures();
      for (StoredEntry entry : row.entries().reversed()) {
        var place = new Place(entry.position(), row.location());
        if (before.isBefore(place)) {
          lines.add(new Line(place, entry, after));
        }
        after = after.minus(entry.change());
      }
    }
    lines.sort(
        Comparator.comparingLong((Line line) -> -line.place.position)
            .thenComparingInt(line -> line.place.location));
    return lines;
  }

  private static Page<HistoryEntry> page(
      Reached<List<ItemRow>> reached,
      Place before,
      Filter filter,
      int limit,
      int look,
      Directory directory) {
    List<Line> lines = lines(reached.read(), before);
    int all = lines.size();
    lines.removeIf(line -> reached.since().hides(line.place.position));
    // Where some were before the history begins, those that are left are all there are.
    int lookedFor = lines.size() < all ? Integer.MAX_VALUE : look;
    return page(lines, filter, limit, lookedFor, directory);
  }

  /**
   * One page of the lines.
   *
   * @param look how many lines there are at least, if those are not all
   */
  private static Page<HistoryEntry> page(
      List<Line> lines, Filter filter, int limit, int look, Directory directory) {
    var shown = new ArrayList<Line>(limit);
    for (Line line : lines) {
      if (shown.size() == limit) {
        return Page.before(entries(shown, directory), shown.getLast().place.text());
      }
      if (filter.type().isEmpty() || filter.type().get() == line.entry.type()) {
        shown.add(line);
      }
    }
    return lines.size() < look
        ? Page.last(entries(shown, directory))
        : Page.before(entries(shown, directory), lines.getLast().place.text());
  }

  private static List<HistoryEntry> entries(List<Line> lines, Directory directory) {
    return lines.stream()
        .map(line -> HistoryEntry.of(line.entry, line.place.location, line.after, directory))
        .toList();
  }
}
