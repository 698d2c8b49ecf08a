package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.Availability;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.StockFigures;
import dev.holdfast.ledger.simulation.oracle.Allocation.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Says what the ledger has to answer to a command, and what is so afterwards. */
public final class Oracle {

  private final List<Consumer<Oracle>> past = new ArrayList<>();
  private final World world;
  private final Allocation allocation;
  private final Aftermath aftermath;
  private final SaleRules sales;
  private final Holding holding;
  private final StockRules stock;
  private final ReserveRules reserving;
  private final ChangeRules changing;
  private final Settings settings;

  /** A world with nothing in it. */
  public Oracle(int openReservationsMax) {
    world = new World(openReservationsMax);
    allocation = new Allocation(world);
    aftermath = new Aftermath(world, allocation);
    sales = new SaleRules(world);
    holding = new Holding(world, allocation, sales, aftermath);
    stock = new StockRules(world, aftermath);
    var splits = new SplitRules(world, allocation);
    reserving = new ReserveRules(world, sales, splits, holding, aftermath);
    changing = new ChangeRules(world, reserving, holding);
    settings = new Settings(world, allocation, aftermath);
  }

  /** Another one that has been told the same. */
  public Oracle again() {
    var other = new Oracle(world.openReservationsMax);
    past.forEach(one -> one.accept(other));
    return other;
  }

  /** It is this late. */
  public void at(long nowMillis) {
    past.add(other -> other.at(nowMillis));
    world.now = nowMillis;
  }

  /** Held reservations whose deadline has passed, in the order in which they expire. */
  public List<Long> due() {
    return world.reservations.values().stream()
        .filter(one -> one.state == ReservationState.HELD && world.now >= one.deadline)
        .sorted(Comparator.comparingLong((Reservation one) -> one.deadline))
        .map(one -> one.id)
        .toList();
  }

  /** One that is due expires. */
  public void expire(long id) {
    past.add(other -> other.expire(id));
    holding.expire(known(id));
  }

  /**
   * Answers a command.
   *
   * @param lastPosition the journal's, before it
   * @param movement what the id of a movement will be
   */
  public Answer decide(Command command, long lastPosition, long movement) {
    past.add(other -> other.decide(command, lastPosition, movement));
    return switch (command) {
      case Command.Move move -> stock.move(move, lastPosition, movement);
      case Command.SetSafetyStock safety -> stock.setSafetyStock(safety);
      case Command.Reserve reserve -> reserving.reserve(reserve);
      case Command.Change change -> changing.change(change);
      case Command.Extend extend -> changing.extend(extend);
      default -> settings.define(command);
    };
  }

  /** What the journal has to say of all that has happened since the last call. */
  public List<Fact.Foretold> takeFacts() {
    List<Fact.Foretold> facts = List.copyOf(world.facts);
    world.facts.clear();
    return facts;
  }

  /** Everything that may matter later. */
  public String picture() {
    var picture = new ArrayList<Object>();
    for (Sku sku : world.skus) {
      sku.items.values().stream().map(Item::figures).filter(Oracle::isAny).forEach(picture::add);
      picture.add(allocation.view(sku));
      picture.add(sku.credits.entrySet().stream().filter(owed -> owed.getValue() != 0).toList());
    }
    IntStream.range(0, world.sales.size()).mapToObj(this::sale).forEach(picture::add);
    IntStream.range(0, world.budgets.size()).mapToObj(this::budget).forEach(picture::add);
    expected().stream().map(this::expected).forEach(picture::add);
    picture.addAll(reservations(any -> true));
    return String.join("\n    ", picture.stream().map(String::valueOf).toList());
  }

  private static boolean isAny(StockFigures figures) {
    return !figures.equals(new StockFigures(figures.location(), 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  /** All zero where the SKU never was. */
  public StockFigures figures(int sku, int location) {
    return world.skus.get(sku).at(location).figures();
  }

  public long safetyTarget(int sku, int location) {
    return world.skus.get(sku).at(location).safetyTarget;
  }

  public long backordered(int sku) {
    return world.skus.get(sku).backordered();
  }

  /** What may still be promised beyond what is there. */
  public long backorderLeft(int sku) {
    return world.skus.get(sku).backorderLeft();
  }

  public long available(int sku) {
    return world.skus.get(sku).available();
  }

  /** Position and time of the last change are left at 0. */
  public Availability availability(int channel, int sku) {
    return allocation.availability(channel, world.skus.get(sku));
  }

  /** At one location; nothing where the channel may not sell from it. */
  public long sellableAt(int channel, int sku, int location) {
    long there =
        world.channels.get(channel).allows(location) ? figures(sku, location).available() : 0;
    return Math.max(0, Math.min(there, allocation.sellable(channel, world.skus.get(sku))));
  }

  public Reads.AllocationView allocation(int sku) {
    return allocation.view(world.skus.get(sku));
  }

  public Reads.AllocationView defaultAllocation() {
    return allocation.defaultView();
  }

  /** What would be if the policy were set. */
  public Reads.AllocationView preview(Command.SetAllocation command) {
    return allocation.preview(
        world.skus.get(command.sku()), new Policy(command.policy(), command.allotments()));
  }

  /** Whether all that is available of a SKU is dealt into shares. */
  public boolean isShared(int sku) {
    return world.policy(world.skus.get(sku)).weights() > 0;
  }

  public Reads.SaleView sale(int ordinal) {
    Sale sale = world.sales.get(ordinal);
    var set = sale.settings;
    var quotas = new ArrayList<Reads.SaleQuota>();
    for (Command.Quota quota : set.quotas()) {
      quotas.add(new Reads.SaleQuota(quota.sku(), quota.units(), sale.used(quota.sku())));
    }
    long open =
        world.reservations.values().stream()
            .filter(one -> one.isOpen() && one.sale == ordinal)
            .count();
    return new Reads.SaleView(
        sale.id,
        set.startsAtMillis(),
        set.endsAtMillis(),
        set.exclusiveFromMillis(),
        set.perCustomer(),
        set.ttlMillis(),
        quotas,
        set.channels(),
        sale.closed,
        open,
        set.details().toString());
  }

  /** Whether a SKU is reserved now only by naming this sale. */
  public boolean requires(int ordinal, int sku) {
    return sales.isRequired(world.sales.get(ordinal), sku);
  }

  public Reads.BudgetView budget(int ordinal) {
    Budget budget = world.budgets.get(ordinal);
    return new Reads.BudgetView(budget.id, budget.limit, budget.perCustomer, budget.used, "");
  }

  /** Ids of movements of which something is still expected. */
  public List<Long> expected() {
    return List.copyOf(world.expected.keySet());
  }

  public Reads.@Nullable ExpectedView expected(long movement) {
    World.Expected one = world.expected.get(movement);
    return one == null
        ? null
        : new Reads.ExpectedView(movement, one.type, one.sku, one.location, one.open, one.atMillis);
  }

  /** A reservation as it is shown now, expired if it is due; the position is left at 0. */
  public @Nullable ReservationView reservation(long id) {
    Reservation reservation = world.reservations.get(id);
    return reservation == null ? null : shown(reservation);
  }

  private ReservationView shown(Reservation reservation) {
    boolean due = reservation.state == ReservationState.HELD && world.now >= reservation.deadline;
    return reservation.view(due ? ReservationState.EXPIRED : reservation.state);
  }

  /** Those that match, newest first. */
  public List<ReservationView> reservations(Predicate<ReservationView> filter) {
    return world.reservations.descendingMap().values().stream()
        .map(this::shown)
        .filter(filter)
        .toList();
  }

  /** How many reservations were made; the last one's number. */
  public long lastReservation() {
    return world.reservations.isEmpty() ? 0 : world.reservations.lastKey();
  }

  public long openReservations() {
    return world.openReservations();
  }

  private Reservation known(long id) {
    Reservation reservation = world.reservations.get(id);
    if (reservation == null) {
      throw new IllegalArgumentException("the oracle knows no reservation " + id);
    }
    return reservation;
  }
}
