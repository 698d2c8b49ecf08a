package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.Command.Draw;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.Split;
import java.util.ArrayList;
import java.util.List;

/** Lines held for a channel, and where from. */
final class Reservation {

  /** What one location gives to one line. */
  static final class Part {
    final int line;
    final int sku;
    final int location;

    /** Whether the line named the location. */
    final boolean fixed;

    /** Units still in it, the shipped ones included. */
    long quantity;

    long backordered;
    long fulfilled;

    /** When its backordered units began to wait, in the order in which things happened. */
    long waitsSince;

    Part(int line, int sku, int location, boolean fixed) {
      this.line = line;
      this.sku = sku;
      this.location = location;
      this.fixed = fixed;
    }

    long unshipped() {
      return quantity - fulfilled;
    }

    long filled() {
      return unshipped() - backordered;
    }

    @Override
    public String toString() {
      return line + ":" + sku + "@" + location + "=" + quantity + "-" + backordered;
    }
  }

  final long id;
  final int channel;
  final String customer;
  final String reference;
  final int sale;
  final Split split;
  final List<Integer> ranked;
  final List<Draw> draws;
  final long createdAt;
  long deadline;
  ReservationState state = ReservationState.HELD;
  final List<Part> parts = new ArrayList<>();

  Reservation(long id, Asked asked, long createdAt, long deadline) {
    this.id = id;
    this.channel = asked.channel();
    this.customer = asked.customer();
    this.reference = asked.reference();
    this.sale = asked.sale();
    this.split = asked.split();
    this.ranked = asked.ranked();
    this.draws = asked.draws();
    this.createdAt = createdAt;
    this.deadline = deadline;
  }

  boolean isOpen() {
    return !state.isTerminal();
  }

  boolean isShipped() {
    return parts.stream().anyMatch(part -> part.fulfilled > 0);
  }

  /** Units of a line that have been neither given back nor shipped. */
  long left(int line) {
    return parts.stream().filter(part -> part.line == line).mapToLong(Part::unshipped).sum();
  }

  /** Units of a line that could be shipped now. */
  long filled(int line) {
    return parts.stream().filter(part -> part.line == line).mapToLong(Part::filled).sum();
  }

  /** As it is told; the position of its last change is left out. */
  ReservationView view(ReservationState shown) {
    var lines = new ArrayList<ReservationView.Line>();
    for (Part part : parts) {
      if (part.quantity > 0) {
        lines.add(
            new ReservationView.Line(
                part.line,
                part.sku,
                part.location,
                Math.toIntExact(part.quantity),
                Math.toIntExact(part.backordered),
                Math.toIntExact(part.fulfilled)));
      }
    }
    return new ReservationView(id, shown, channel, customer, reference, sale, deadline, 0, lines);
  }
}
