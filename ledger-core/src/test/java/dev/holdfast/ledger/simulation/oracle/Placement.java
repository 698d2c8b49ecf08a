package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reply.Shortage;
import dev.holdfast.ledger.simulation.oracle.Asked.Wish;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the units of some lines come from; nothing is changed by finding out. */
final class Placement {

  private record Place(int sku, int location) {}

  private final World world;
  private final Allocation allocation;
  private final Asked asked;
  private final List<Integer> candidates;
  private final Map<Place, Long> atHandAt = new HashMap<>();
  private final Map<Integer, Long> atHandOf = new HashMap<>();
  private final Map<Integer, Long> backorderedOf = new HashMap<>();
  private final Map<Integer, Long> capOf;
  private final List<Reservation.Part> parts = new ArrayList<>();

  /**
   * Starts with nothing placed.
   *
   * @param candidates of lines that name no location, best first
   * @param capOf the most units of a SKU, where there is a cap
   */
  Placement(
      World world,
      Allocation allocation,
      Asked asked,
      List<Integer> candidates,
      Map<Integer, Long> capOf) {
    this.world = world;
    this.allocation = allocation;
    this.asked = asked;
    this.candidates = candidates;
    this.capOf = capOf;
  }

  /** The parts, line by line, each line's in the order in which they were found. */
  List<Reservation.Part> parts() {
    parts.sort(Comparator.comparingInt(part -> part.line));
    return parts;
  }

  long placed(Wish wish) {
    return parts.stream()
        .filter(part -> part.line == wish.line())
        .mapToLong(part -> part.quantity)
        .sum();
  }

  long placed() {
    return parts.stream().mapToLong(part -> part.quantity).sum();
  }

  /** What the lines could not have whole. */
  List<Shortage> shortages(List<Wish> wishes) {
    var shortages = new ArrayList<Shortage>();
    for (Wish wish : wishes) {
      if (placed(wish) < wish.quantity()) {
        shortages.add(
            new Shortage(wish.line(), wish.sku(), Math.toIntExact(wish.quantity()), placed(wish)));
      }
    }
    return shortages;
  }

  /** Takes as much at hand as it can for a line from a location. */
  long take(Wish wish, int location) {
    Item item = world.skus.get(wish.sku()).at(location);
    long there =
        Math.max(0, item.available()) - atHandAt.getOrDefault(new Place(wish.sku(), location), 0L);
    long units = Math.max(0, Math.min(Math.min(missing(wish), there), sellableLeft(wish)));
    if (units > 0) {
      part(wish, location).quantity += units;
      atHandAt.merge(new Place(wish.sku(), location), units, Long::sum);
      atHandOf.merge(wish.sku(), units, Long::sum);
    }
    return units;
  }

  private long missing(Wish wish) {
    long ofSku =
        parts.stream()
            .filter(part -> part.sku == wish.sku())
            .mapToLong(part -> part.quantity)
            .sum();
    long capLeft = capOf.getOrDefault(wish.sku(), Long.MAX_VALUE) - ofSku;
    return Math.max(0, Math.min(wish.quantity() - placed(wish), capLeft));
  }

  private long sellableLeft(Wish wish) {
    return asked.recorded()
        ? Long.MAX_VALUE
        : allocation.sellable(asked.channel(), world.skus.get(wish.sku()))
            - atHandOf.getOrDefault(wish.sku(), 0L);
  }

  /** Promises what is missing of a line at its first-ranked location, or forces it there. */
  void promise(Wish wish) {
    long missing = missing(wish);
    long limit = world.skus.get(wish.sku()).backorderLeft();
    long left = Math.max(0, limit - backorderedOf.getOrDefault(wish.sku(), 0L));
    long backordered = asked.backorders() ? Math.min(missing, left) : 0;
    long units = asked.recorded() ? missing : backordered;
    if (units > 0) {
      Reservation.Part part = part(wish, firstRanked(wish));
      part.quantity += units;
      part.backordered += backordered;
      backorderedOf.merge(wish.sku(), backordered, Long::sum);
    }
  }

  private int firstRanked(Wish wish) {
    return wish.isFree() ? candidates.getFirst() : wish.location();
  }

  private Reservation.Part part(Wish wish, int location) {
    for (Reservation.Part part : parts) {
      if (part.line == wish.line() && part.location == location) {
        return part;
      }
    }
    var part = new Reservation.Part(wish.line(), wish.sku(), location, !wish.isFree());
    parts.add(part);
    return part;
  }

  /** The locations a line may come from, best first. */
  List<Integer> candidatesOf(Wish wish) {
    return wish.location() == Command.NONE ? candidates : List.of(wish.location());
  }
}
