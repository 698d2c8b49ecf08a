package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.StockLevel;
import dev.holdfast.ledger.simulation.oracle.Reservation.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What follows from every fact: shares are dealt, backorders filled, levels and oversold told. */
final class Aftermath {

  private final World world;
  private final Allocation allocation;

  Aftermath(World world, Allocation allocation) {
    this.world = world;
    this.allocation = allocation;
  }

  /** Lets something happen, and what follows from it. */
  void of(Fact fact, Runnable change) {
    quietly(
        fact.reservation(),
        () -> {
          change.run();
          world.tell(fact);
        });
  }

  /** The same for a setting, whose own fact is not foretold. */
  void quietly(Runnable change) {
    quietly(0, change);
  }

  private void quietly(long reservation, Runnable change) {
    var freeBefore = new HashMap<Item, Long>();
    world.items().forEach(item -> freeBefore.put(item, item.free()));
    var availableBefore = new HashMap<Sku, Long>();
    world.skus.forEach(sku -> availableBefore.put(sku, sku.available()));

    change.run();

    for (Sku sku : world.skus) {
      allocation.dealRest(sku, sku.available() - availableBefore.getOrDefault(sku, 0L));
    }
    for (Item item : world.items()) {
      tellOversold(item, freeBefore, reservation);
      fill(item, item.free() - freeBefore.getOrDefault(item, 0L));
    }
    world.skus.forEach(this::tellLevel);
  }

  private void tellOversold(Item item, Map<Item, Long> freeBefore, long reservation) {
    long fall = freeBefore.getOrDefault(item, 0L) - item.free();
    if (fall > 0 && item.free() < 0) {
      long units = Math.min(-item.free(), fall);
      world.tell(
          new Fact(Fact.Kind.OVERSOLD, reservation, item.sku, item.location, units, ""), Set.of());
    }
  }

  /** The oldest waiting line first. */
  private void fill(Item item, long rise) {
    long units = Math.min(rise, Math.min(item.free(), item.backordered));
    if (units <= 0) {
      return;
    }
    var changed = new HashSet<Long>();
    long left = units;
    for (Waiting waiting : waiting(item)) {
      long filled = Math.min(left, waiting.part.backordered);
      if (filled > 0) {
        left -= filled;
        waiting.part.backordered -= filled;
        item.backordered -= filled;
        changed.add(waiting.reservation);
      }
    }
    world.tell(new Fact(Fact.Kind.FILLED, 0, item.sku, item.location, units, ""), changed);
  }

  private record Waiting(long reservation, Part part) {}

  private List<Waiting> waiting(Item item) {
    var waiting = new ArrayList<Waiting>();
    for (Reservation reservation : world.reservations.values()) {
      for (Part part : reservation.parts) {
        boolean here = part.sku == item.sku && part.location == item.location;
        if (reservation.isOpen() && here && part.backordered > 0) {
          waiting.add(new Waiting(reservation.id, part));
        }
      }
    }
    waiting.sort(Comparator.comparingLong(one -> one.part.waitsSince));
    return waiting;
  }

  private void tellLevel(Sku sku) {
    long available = sku.available();
    StockLevel level =
        available == 0
            ? StockLevel.OUT_OF_STOCK
            : available <= sku.lowStockThreshold ? StockLevel.LOW_STOCK : StockLevel.IN_STOCK;
    if (level != sku.level) {
      String change = sku.level + ">" + level;
      world.tell(new Fact(Fact.Kind.LEVEL, 0, sku.ordinal, -1, available, change));
      sku.level = level;
    }
  }
}
