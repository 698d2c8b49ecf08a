package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.simulation.oracle.Allocation.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Everything the rules speak of. */
final class World {

  final int openReservationsMax;
  long now;
  final List<String> locations = new ArrayList<>();
  final List<Sku> skus = new ArrayList<>();
  final List<Channel> channels = new ArrayList<>();
  final List<Sale> sales = new ArrayList<>();
  final List<Budget> budgets = new ArrayList<>();
  final Map<Long, Expected> expected = new TreeMap<>();
  final TreeMap<Long, Reservation> reservations = new TreeMap<>();
  Policy defaultPolicy = Policy.SHARED;
  final List<Fact.Foretold> facts = new ArrayList<>();
  private long turn;

  World(int openReservationsMax) {
    this.openReservationsMax = openReservationsMax;
  }

  /** One place that sells. */
  static final class Channel {
    final String id;
    long ttlMillis;

    /** Empty for all. */
    List<Integer> allowedLocations = List.of();

    Channel(String id) {
      this.id = id;
    }

    boolean allows(int location) {
      return allowedLocations.isEmpty() || allowedLocations.contains(location);
    }
  }

  /** Units that are expected at a location: an EXPECT or a TRANSFER with something open. */
  static final class Expected {
    final MovementType type;
    final int sku;
    final int location;
    final long atMillis;
    long open;

    Expected(MovementType type, int sku, int location, long open, long atMillis) {
      this.type = type;
      this.sku = sku;
      this.location = location;
      this.open = open;
      this.atMillis = atMillis;
    }
  }

  /** The journal has to say this. */
  void tell(Fact fact) {
    tell(fact, fact.reservation() == 0 ? Set.of() : Set.of(fact.reservation()));
  }

  void tell(Fact fact, Set<Long> changed) {
    facts.add(new Fact.Foretold(fact, changed));
  }

  /** Later each time. */
  long nextTurn() {
    return ++turn;
  }

  Policy policy(Sku sku) {
    Policy own = sku.policy;
    return own == null ? defaultPolicy : own;
  }

  long openReservations() {
    return reservations.values().stream().filter(Reservation::isOpen).count();
  }

  List<Item> items() {
    var items = new ArrayList<Item>();
    skus.forEach(sku -> items.addAll(sku.items.values()));
    return items;
  }

  /** Every location by id. */
  List<Integer> locationsById() {
    return IntStream.range(0, locations.size())
        .boxed()
        .sorted(Comparator.comparing(locations::get))
        .toList();
  }

  /** Every channel by id. */
  List<Integer> channelsById() {
    return IntStream.range(0, channels.size())
        .boxed()
        .sorted(Comparator.comparing(channel -> channels.get(channel).id))
        .toList();
  }
}
