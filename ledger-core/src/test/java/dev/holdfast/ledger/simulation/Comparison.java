package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.api.Availability;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.Reads.ReservationFilter;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.StockFigures;
import dev.holdfast.ledger.api.StockView;
import dev.holdfast.ledger.simulation.oracle.Oracle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether what the ledger shows is what the oracle says. */
final class Comparison {

  private final Profile profile;
  private final Oracle oracle;
  private final Map<Integer, StockView> lastStock = new HashMap<>();
  private final Map<List<Integer>, Availability> lastAvailability = new HashMap<>();
  private final List<List<Integer>> changed = new ArrayList<>();
  private final List<Object> shown = new ArrayList<>();
  private List<Object> lastShown = List.of();
  private long lastHash;

  Comparison(Profile profile, Oracle oracle) {
    this.profile = profile;
    this.oracle = oracle;
  }

  /** Figures of every stock item, and what every channel may sell. */
  void checkSkus(Reads reads) {
    shown.clear();
    for (int sku = 0; sku < reads.skuCount(); sku++) {
      checkStock(reads, sku);
      checkAllocation(reads, sku);
      for (int channel = 0; channel < reads.channelCount(); channel++) {
        checkAvailability(reads, channel, sku);
      }
    }
  }

  /** What the last check found changed was published. */
  void checkHeard(Watch watch) {
    for (List<Integer> one : changed) {
      int channel = one.getFirst();
      int sku = one.getLast();
      Mismatch.require(
          watch.heardOf(sku, channel),
          "of what %d may sell of %d nobody heard".formatted(channel, sku),
          Set.of(sku));
    }
    changed.clear();
    watch.forget();
  }

  /** What has changed shows in the hash. */
  void checkHash(long hash) {
    if (hash == lastHash) {
      Mismatch.check("what has the same hash", shown, lastShown, Set.of());
    }
    lastShown = List.copyOf(shown);
    lastHash = hash;
  }

  private void checkStock(Reads reads, int sku) {
    StockView view = reads.stock(sku);
    shown.add(view.locations());
    var total = new StockFigures(Command.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    var unseen = new ArrayList<Integer>(IntStream.range(0, reads.locationCount()).boxed().toList());
    String lastId = "";
    for (StockFigures figures : view.locations()) {
      unseen.removeIf(location -> location == figures.location());
      checkItem(sku, figures);
      total = total.plus(figures);
      String id = reads.locationSettings(figures.location()).id();
      Mismatch.require(
          lastId.compareTo(id) < 0, "locations of %d by id: %s".formatted(sku, view), Set.of(sku));
      lastId = id;
    }
    for (int location : unseen) {
      var nothing = new StockFigures(location, 0, 0, 0, 0, 0, 0, 0, 0, 0);
      Mismatch.check("stock of " + sku, nothing, oracle.figures(sku, location), Set.of(sku));
    }
    for (int location = 0; location < reads.locationCount(); location++) {
      Mismatch.check(
          "safety target of " + sku,
          reads.safetyTarget(sku, location),
          oracle.safetyTarget(sku, location),
          Set.of(sku));
    }
    Mismatch.check("total of " + sku, view.total(), total, Set.of(sku));
    StockView before = lastStock.put(sku, view);
    checkPosition(sku, before, view);
    if (before != null && !before.locations().equals(view.locations())) {
      changed.add(List.of(Command.NONE, sku));
    }
  }

  /** What has changed says so by its position. */
  private static void checkPosition(int sku, @Nullable StockView before, StockView now) {
    if (before != null) {
      boolean same = before.locations().equals(now.locations());
      Mismatch.require(
          same ? now.position() >= before.position() : now.position() > before.position(),
          "position of %d: %s%n  then %s".formatted(sku, before, now),
          Set.of(sku));
    }
  }

  private void checkItem(int sku, StockFigures is) {
    Mismatch.check(
        "stock of %d at %d".formatted(sku, is.location()),
        is,
        oracle.figures(sku, is.location()),
        Set.of(sku));
    long sum =
        is.available()
            + is.held()
            + is.committed()
            + is.safetyStock()
            + is.damaged()
            + is.qualityControl();
    boolean notNegative =
        LongStreams.allNotNegative(
            is.onHand(),
            is.held(),
            is.committed(),
            is.safetyStock(),
            is.damaged(),
            is.qualityControl(),
            is.incoming(),
            is.backordered());
    Mismatch.require(
        is.onHand() == sum && notNegative && is.backordered() <= is.held() + is.committed(),
        "figures of " + sku + " do not add up: " + is,
        Set.of(sku));
  }

  private void checkAvailability(Reads reads, int channel, int sku) {
    Availability is = latest(reads.availability(channel, sku), reads.channelSettings(channel));
    Availability expected = oracle.availability(channel, sku);
    String what = "availability of %d for %d".formatted(sku, channel);
    Mismatch.check(
        what,
        List.of(is.sellable(), is.status()),
        List.of(expected.sellable(), expected.status()),
        Set.of(sku));
    Availability before = lastAvailability.put(List.of(channel, sku), is);
    checkPosition(what, sku, before, is);
    if (before != null && (before.sellable() != is.sellable() || before.status() != is.status())) {
      changed.add(List.of(channel, sku));
    }
    for (int location = 0; location < reads.locationCount(); location++) {
      Mismatch.check(
          what + " at " + location,
          reads.availabilityAt(channel, sku, location).sellable(),
          oracle.sellableAt(channel, sku, location),
          Set.of(sku));
    }
  }

  /** The channel's settings have a position of their own. */
  private static Availability latest(Availability one, Reads.ChannelSettings settings) {
    long position = Math.max(one.position(), settings.changedAt());
    return new Availability(one.sku(), one.sellable(), one.status(), position, one.asOfMillis());
  }

  /** What has changed says so by its position, or by that of the channel's settings. */
  private void checkPosition(
      String what, int sku, @Nullable Availability before, Availability now) {
    if (before != null) {
      boolean same = before.sellable() == now.sellable() && before.status() == now.status();
      Mismatch.require(
          same ? now.position() >= before.position() : now.position() > before.position(),
          "position of %s: %s%n  then %s".formatted(what, before, now),
          Set.of(sku));
    }
  }

  private void checkAllocation(Reads reads, int sku) {
    Reads.AllocationView view = reads.allocation(sku);
    shown.add(view);
    Mismatch.check("allocation of " + sku, view, oracle.allocation(sku), Set.of(sku));
    if (oracle.isShared(sku)) {
      long shares = view.channels().stream().mapToLong(Reads.ChannelPart::share).sum();
      Mismatch.check("sum of shares of " + sku, shares, oracle.available(sku), Set.of(sku));
    }
    Mismatch.check(
        "backordered of " + sku,
        reads.skuSettings(sku).backordered(),
        oracle.backordered(sku),
        Set.of(sku));
  }

  /** Sales, budgets and what is expected. */
  void checkCounters(Reads reads, List<Long> movements) {
    for (int sale = 0; sale < reads.saleCount(); sale++) {
      Mismatch.check(
          "sale " + sale, bySku(reads.saleView(sale)), bySku(oracle.sale(sale)), Set.of());
    }
    for (int budget = 0; budget < reads.budgetCount(); budget++) {
      Mismatch.check("budget " + budget, reads.budgetView(budget), oracle.budget(budget), Set.of());
    }
    for (long movement : movements) {
      Mismatch.check(
          "expected " + movement,
          String.valueOf(reads.expected(movement)),
          String.valueOf(oracle.expected(movement)),
          Set.of());
    }
    Mismatch.check(
        "default allocation", reads.defaultAllocation(), oracle.defaultAllocation(), Set.of());
  }

  private static Reads.SaleView bySku(Reads.SaleView view) {
    return new Reads.SaleView(
        view.id(),
        view.startsAtMillis(),
        view.endsAtMillis(),
        view.exclusiveFromMillis(),
        view.perCustomer(),
        view.ttlMillis(),
        view.quotas().stream().sorted(Comparator.comparingInt(Reads.SaleQuota::sku)).toList(),
        view.channels(),
        view.closed(),
        view.openReservations(),
        view.details());
  }

  /** What would come of a policy. */
  void checkPreview(Reads reads, Command.SetAllocation command) {
    Mismatch.check(
        "preview of " + command,
        reads.preview(command.sku(), command.policy(), command.allotments()),
        oracle.preview(command),
        Set.of(command.sku()));
  }

  /** A list of reservations, page by page. */
  void checkList(Reads reads, ReservationFilter filter, int limit, int scanMax) {
    Mismatch.check(
        "reservations " + filter,
        list(reads, filter, limit, scanMax),
        oracle.reservations(matching(filter)),
        Set.of());
  }

  private static List<ReservationView> list(
      Reads reads, ReservationFilter filter, int limit, int scanMax) {
    var found = new ArrayList<ReservationView>();
    long before = Long.MAX_VALUE;
    while (before != -1) {
      Reads.ReservationPage page = reads.reservations(filter, before, limit, scanMax);
      Mismatch.require(page.items().size() <= limit, "too long a page: " + page, Set.of());
      page.items().forEach(item -> found.add(withoutPosition(item)));
      before = page.next();
    }
    return found;
  }

  /**
   * What is due shows as expired, swept or not; what its units fill may be filled already or not.
   */
  void checkDue(Reads reads) {
    for (long id : oracle.due()) {
      ReservationView is = reads.reservation(id);
      Mismatch.require(
          is == null ? profile.forgets() : is.state() == ReservationState.EXPIRED,
          "due, but shown as " + is,
          Set.of());
    }
    if (!oracle.due().isEmpty()) {
      int any = Command.NONE;
      var held = new ReservationFilter(any, any, any, ReservationState.HELD, null, null);
      Mismatch.check(
          "held where some are due",
          list(reads, held, 20, 50).stream().map(ReservationView::id).toList(),
          oracle.reservations(matching(held)).stream().map(ReservationView::id).toList(),
          Set.of());
    }
  }

  private static Predicate<ReservationView> matching(ReservationFilter filter) {
    return view ->
        (filter.channel() == Command.NONE || filter.channel() == view.channel())
            && (filter.state() == null || filter.state() == view.state())
            && (filter.customer() == null || filter.customer().equals(view.customer()))
            && (filter.reference() == null || filter.reference().equals(view.reference()))
            && (filter.sku() == Command.NONE
                || view.lines().stream().anyMatch(line -> line.sku() == filter.sku()));
  }

  /** One reservation; none where the ledger may have forgotten it. */
  void checkReservation(Reads reads, long id, Map<Long, Long> lastPositions) {
    ReservationView is = reads.reservation(id);
    ReservationView expected = oracle.reservation(id);
    if (is == null || expected == null) {
      boolean mayBeForgotten =
          is == null && (expected == null || (profile.forgets() && expected.state().isTerminal()));
      Mismatch.require(
          mayBeForgotten, "reservation %d: %s, %s".formatted(id, is, expected), Set.of());
      return;
    }
    Mismatch.check("reservation " + id, withoutPosition(is), expected, Set.of());
    Mismatch.check(
        "position of " + id, is.position(), lastPositions.getOrDefault(id, 0L), Set.of());
  }

  static ReservationView withoutPosition(ReservationView view) {
    return new ReservationView(
        view.id(),
        view.state(),
        view.channel(),
        view.customer(),
        view.reference(),
        view.sale(),
        view.deadlineMillis(),
        0,
        view.lines());
  }

  private static final class LongStreams {
    static boolean allNotNegative(long... values) {
      return java.util.Arrays.stream(values).allMatch(value -> value >= 0);
    }
  }
}
