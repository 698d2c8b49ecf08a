package dev.holdfast.inventory.internal.ports;

import dev.holdfast.inventory.Reservations;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.inventory.internal.engine.SellingChannel;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ReservationId;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.RequestDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the ledger's commands of what is asked of reservations. Bulk requests come this way a
 * hundred thousand times a second: no streams here.
 *
 * @param directory whose ids are meant
 */
record ReservationCommands(Directory directory) {
  private static final long MILLIS = 1_000L;

  /**
   * Reserves.
   *
   * @throws Problem FORBIDDEN, or that an id is unknown
   */
  Command.Reserve reserve(RequestDigest request, Reservations.Hold hold) {
    SellingChannel channel = directory.channel(hold.channel());
    requireMayReserve(channel, hold);
    String sale = hold.sale();
    return new Command.Reserve(
        Requests.id(request),
        channel.ordinal(),
        hold.ttlSeconds() * MILLIS,
        hold.byChannel(),
        lines(hold.lines()),
        locations(hold.locations()),
        splitOf(hold.split()),
        hold.allowPartial(),
        asOf(hold.as()),
        hold.recorded(),
        sale == null ? Command.NONE : directory.sale(sale),
        draws(hold.draws()),
        Text.of(hold.customer()),
        Text.of(hold.reference()));
  }

  private static void requireMayReserve(SellingChannel channel, Reservations.Hold hold) {
    if (!hold.byChannel() || channel.type().handsOver()) {
      return;
    }
    if (hold.recorded()) {
      throw Problem.of(
          ProblemCode.FORBIDDEN,
          "Only a channel of type POS or MARKETPLACE records what has happened already; reserve"
              + " what can be had.");
    }
    if (hold.as() != Reservations.As.HELD) {
      throw Problem.of(
          ProblemCode.FORBIDDEN,
          "Only a channel of type POS or MARKETPLACE reserves as "
              + hold.as()
              + "; reserve as HELD, and confirm.");
    }
  }

  private List<Command.Line> lines(List<Reservations.Line> asked) {
    var lines = new ArrayList<Command.Line>(asked.size());
    for (Reservations.Line line : asked) {
      int number = lines.size() + 1;
      int sku = directory.skus().find(line.sku());
      if (sku == Command.NONE) {
        throw unknown(ProblemCode.SKU_NOT_FOUND, number, "sku", line.sku());
      }
      lines.add(new Command.Line(sku, line.quantity(), location(line, number)));
    }
    return lines;
  }

  private int location(Reservations.Line line, int number) {
    String id = line.location();
    if (id == null) {
      return Command.NONE;
    }
    int location = directory.locations().find(id);
    if (location == Command.NONE) {
      throw unknown(ProblemCode.LOCATION_NOT_FOUND, number, "location", id);
    }
    return location;
  }

  private static Problem unknown(ProblemCode code, int line, String field, String id) {
    return Problem.of(
            code, "Line " + line + " names the " + field + " " + id + ", which is unknown.")
        .with("line", line)
        .with(field, id);
  }

  private List<Integer> locations(List<String> asked) {
    if (asked.isEmpty()) {
      return List.of();
    }
    var locations = new ArrayList<Integer>(asked.size());
    for (String location : asked) {
      locations.add(directory.location(location));
    }
    return locations;
  }

  private List<Command.Draw> draws(List<Reservations.Draw> asked) {
    if (asked.isEmpty()) {
      return List.of();
    }
    var draws = new ArrayList<Command.Draw>(asked.size());
    for (Reservations.Draw draw : asked) {
      draws.add(new Command.Draw(directory.budget(draw.budget()), draw.units()));
    }
    return draws;
  }

  /**
   * Does what a verb does.
   *
   * @throws Problem RESERVATION_NOT_FOUND
   */
  Command.Change change(
      RequestDigest request, Reservations.Target target, Reservations.Change change) {
    return new Command.Change(
        Requests.id(request),
        id(target),
        owner(target),
        verbOf(change.verb()),
        units(change.lines()),
        change.reacquire());
  }

  private static List<Command.LineUnits> units(List<Reservations.LineUnits> asked) {
    var units = new ArrayList<Command.LineUnits>(asked.size());
    for (Reservations.LineUnits line : asked) {
      units.add(new Command.LineUnits(line.line(), line.quantity()));
    }
    return units;
  }

  /**
   * Sets a deadline further.
   *
   * @throws Problem RESERVATION_NOT_FOUND
   */
  Command.Extend extend(
      RequestDigest request, Reservations.Target target, int ttlSeconds, boolean ttlCapped) {
    return new Command.Extend(
        Requests.id(request), id(target), owner(target), ttlSeconds * MILLIS, ttlCapped);
  }

  private static long id(Reservations.Target target) {
    long id = ReservationId.parse(target.id());
    if (id < 0) {
      throw Refusals.reservationNotFound();
    }
    return id;
  }

  private int owner(Reservations.Target target) {
    return target.channel().map(id -> directory.channel(id).ordinal()).orElse(Command.NONE);
  }

  private static Split splitOf(Reservations.Split split) {
    return switch (split) {
      case NONE -> Split.NONE;
      case MINIMAL -> Split.MINIMAL;
      case ANY -> Split.ANY;
    };
  }

  private static ReservedAs asOf(Reservations.As as) {
    return switch (as) {
      case HELD -> ReservedAs.HELD;
      case CONFIRMED -> ReservedAs.CONFIRMED;
      case FULFILLED -> ReservedAs.FULFILLED;
    };
  }

  private static Command.Verb verbOf(Reservations.Verb verb) {
    return switch (verb) {
      case CONFIRM -> Command.Verb.CONFIRM;
      case RELEASE -> Command.Verb.RELEASE;
      case CANCEL -> Command.Verb.CANCEL;
      case FULFIL -> Command.Verb.FULFIL;
    };
  }
}
