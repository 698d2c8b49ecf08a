package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.simulation.oracle.Fact.Kind;
import dev.holdfast.ledger.simulation.oracle.Reservation.Part;
import java.util.List;
import java.util.Map;

/** What a reservation's coming, changing and going does to stock, shares, sales and budgets. */
final class Holding {

  private final World world;
  private final Allocation allocation;
  private final SaleRules sales;
  private final Aftermath aftermath;

  Holding(World world, Allocation allocation, SaleRules sales, Aftermath aftermath) {
    this.world = world;
    this.allocation = allocation;
    this.sales = sales;
    this.aftermath = aftermath;
  }

  /** Part of a fact: the parts are the reservation's now, in this state. */
  void take(Reservation reservation, List<Part> parts, ReservationState state) {
    reservation.state = state;
    for (Part part : parts) {
      reservation.parts.add(part);
      part.waitsSince = world.nextTurn();
      Item item = item(part);
      add(item, state, part.quantity);
      item.backordered += part.backordered;
      allocation.took(
          reservation.channel, world.skus.get(part.sku), part.quantity, part.backordered);
      sales.count(reservation, part.sku, part.quantity);
    }
    sales.draw(reservation);
  }

  void confirm(Reservation reservation) {
    aftermath.of(
        Fact.of(Kind.CONFIRMED, reservation.id, ""),
        () -> {
          reservation.state = ReservationState.CONFIRMED;
          for (Part part : reservation.parts) {
            add(item(part), ReservationState.HELD, -part.unshipped());
            add(item(part), ReservationState.CONFIRMED, part.unshipped());
          }
        });
  }

  void expire(Reservation reservation) {
    aftermath.of(
        Fact.of(Kind.EXPIRED, reservation.id, ""),
        () -> end(reservation, ReservationState.EXPIRED));
  }

  /**
   * Gives units back.
   *
   * @param takings how many of each part; everything that is left ends the reservation
   * @param to RELEASED or CANCELLED
   */
  void giveBack(Reservation reservation, Map<Part, Long> takings, ReservationState to) {
    Kind kind = to == ReservationState.RELEASED ? Kind.RELEASED : Kind.CANCELLED;
    aftermath.of(
        Fact.of(kind, reservation.id, ""),
        () -> {
          if (isAll(reservation, takings)) {
            end(reservation, to);
          } else {
            takings.forEach(
                (part, units) -> {
                  long waiting = Math.min(units, part.backordered);
                  giveBack(reservation, part, units, waiting);
                  part.backordered -= waiting;
                  part.quantity -= units;
                });
          }
        });
  }

  /** Ships everything that is left of it. */
  void ship(Reservation reservation, boolean recorded) {
    var takings = new java.util.LinkedHashMap<Part, Long>();
    reservation.parts.forEach(part -> takings.put(part, part.unshipped()));
    ship(reservation, takings, recorded);
  }

  /**
   * Ships units.
   *
   * @param recorded whether it has happened already: nothing is lowered below none on hand
   */
  void ship(Reservation reservation, Map<Part, Long> takings, boolean recorded) {
    boolean all = isAll(reservation, takings);
    aftermath.of(
        Fact.of(Kind.FULFILLED, reservation.id, ""),
        () -> {
          takings.forEach(
              (part, units) -> {
                Item item = item(part);
                item.committed -= units;
                item.onHand -= recorded ? Math.min(units, item.onHand) : units;
                part.fulfilled += units;
              });
          if (all) {
            reservation.state = ReservationState.FULFILLED;
          }
        });
  }

  private static boolean isAll(Reservation reservation, Map<Part, Long> takings) {
    return reservation.parts.stream()
        .allMatch(part -> takings.getOrDefault(part, 0L) == part.unshipped());
  }

  /** What is left goes back; the quantities stay, unless something was shipped. */
  private void end(Reservation reservation, ReservationState state) {
    for (Part part : reservation.parts) {
      giveBack(reservation, part, part.unshipped(), part.backordered);
    }
    if (reservation.isShipped()) {
      for (Part part : reservation.parts) {
        part.quantity = part.fulfilled;
        part.backordered = 0;
      }
      reservation.state = ReservationState.FULFILLED;
    } else {
      reservation.state = state;
      sales.giveBackDraws(reservation);
    }
  }

  private void giveBack(Reservation reservation, Part part, long units, long backordered) {
    Item item = item(part);
    add(item, reservation.state, -units);
    item.backordered -= backordered;
    allocation.took(reservation.channel, world.skus.get(part.sku), -units, -backordered);
    sales.count(reservation, part.sku, -units);
  }

  private Item item(Part part) {
    return world.skus.get(part.sku).at(part.location);
  }

  private static void add(Item item, ReservationState state, long units) {
    if (state == ReservationState.HELD) {
      item.held += units;
    } else {
      item.committed += units;
    }
  }
}
