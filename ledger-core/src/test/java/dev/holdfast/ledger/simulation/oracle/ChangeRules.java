package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Change;
import dev.holdfast.ledger.api.Command.LineUnits;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.Reply.Limit;
import dev.holdfast.ledger.api.Reply.LineLeft;
import dev.holdfast.ledger.api.Reply.Reserved;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.simulation.oracle.Reservation.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may be done with a reservation, and when. */
final class ChangeRules {

  private final World world;
  private final ReserveRules reserving;
  private final Holding holding;

  ChangeRules(World world, ReserveRules reserving, Holding holding) {
    this.world = world;
    this.reserving = reserving;
    this.holding = holding;
  }

  Answer change(Change command) {
    Reservation reservation = find(command.reservation(), command.channel());
    if (reservation == null) {
      return Answer.refused(ResultCode.RESERVATION_NOT_FOUND);
    }
    ReservationState state = reservation.state;
    if (state == target(command.verb())) {
      return told(ResultCode.OK, reservation);
    }
    if (command.verb() == Verb.CONFIRM && state == ReservationState.EXPIRED) {
      return command.reacquire()
          ? reserving.reacquire(reservation)
          : told(ResultCode.RESERVATION_EXPIRED, reservation);
    }
    if (state != source(command.verb())) {
      return told(ResultCode.RESERVATION_STATE, reservation);
    }
    return switch (command.verb()) {
      case CONFIRM -> {
        holding.confirm(reservation);
        yield told(ResultCode.OK, reservation);
      }
      case RELEASE -> giveBack(reservation, command.lines(), ReservationState.RELEASED);
      case CANCEL -> giveBack(reservation, command.lines(), ReservationState.CANCELLED);
      case FULFIL -> fulfil(reservation, command.lines());
    };
  }

  private static ReservationState target(Verb verb) {
    return switch (verb) {
      case CONFIRM -> ReservationState.CONFIRMED;
      case RELEASE -> ReservationState.RELEASED;
      case CANCEL -> ReservationState.CANCELLED;
      case FULFIL -> ReservationState.FULFILLED;
    };
  }

  private static ReservationState source(Verb verb) {
    return switch (verb) {
      case CONFIRM, RELEASE -> ReservationState.HELD;
      case CANCEL, FULFIL -> ReservationState.CONFIRMED;
    };
  }

  private Answer giveBack(Reservation reservation, List<LineUnits> lines, ReservationState to) {
    List<LineUnits> wanted = orAllThatIsLeft(reservation, lines);
    Answer refusal = checkLines(reservation, wanted);
    if (refusal != null) {
      return refusal;
    }
    var takings = new LinkedHashMap<Part, Long>();
    for (LineUnits line : wanted) {
      long missing = line.units();
      for (Part part : reservation.parts) {
        long units = part.line == line.line() ? Math.min(missing, part.unshipped()) : 0;
        takings.merge(part, units, Long::sum);
        missing -= units;
      }
    }
    holding.giveBack(reservation, takings, to);
    return told(ResultCode.OK, reservation);
  }

  private Answer fulfil(Reservation reservation, List<LineUnits> lines) {
    List<LineUnits> wanted = orAllThatIsLeft(reservation, lines);
    Answer refusal = checkLines(reservation, wanted);
    if (refusal != null) {
      return refusal;
    }
    for (LineUnits line : wanted) {
      if (line.units() > reservation.filled(line.line())) {
        return notOnHand(reservation, line.line());
      }
    }
    var takings = new LinkedHashMap<Part, Long>();
    for (LineUnits line : wanted) {
      long missing = line.units();
      for (Part part : reservation.parts) {
        long units = part.line == line.line() ? Math.min(missing, part.filled()) : 0;
        takings.merge(part, units, Long::sum);
        missing -= units;
      }
    }
    Part missing = firstNotOnHand(takings);
    if (missing != null) {
      return notOnHand(reservation, missing.line);
    }
    holding.ship(reservation, takings, false);
    return told(ResultCode.OK, reservation);
  }

  /** Tells how many of the line's units are there. */
  private Answer notOnHand(Reservation reservation, int line) {
    long there =
        reservation.parts.stream()
            .filter(part -> part.line == line)
            .mapToLong(part -> Math.min(part.filled(), item(part).onHand))
            .sum();
    return Answer.refused(ResultCode.STOCK_NOT_ON_HAND, new LineLeft(reservation.id, line, there));
  }

  /** The first part that takes from a stock item which has less than all of them take from it. */
  private @Nullable Part firstNotOnHand(Map<Part, Long> takings) {
    var taken = new HashMap<Item, Long>();
    takings.forEach((part, units) -> taken.merge(item(part), units, Long::sum));
    for (var taking : takings.entrySet()) {
      Item item = item(taking.getKey());
      if (taking.getValue() > 0 && taken.getOrDefault(item, 0L) > item.onHand) {
        return taking.getKey();
      }
    }
    return null;
  }

  private Item item(Part part) {
    return world.skus.get(part.sku).at(part.location);
  }

  private static List<LineUnits> orAllThatIsLeft(Reservation reservation, List<LineUnits> lines) {
    if (!lines.isEmpty()) {
      return lines;
    }
    var all = new ArrayList<LineUnits>();
    for (int line : reservation.parts.stream().map(part -> part.line).distinct().toList()) {
      if (reservation.left(line) > 0) {
        all.add(new LineUnits(line, Math.toIntExact(reservation.left(line))));
      }
    }
    return all;
  }

  private static @Nullable Answer checkLines(Reservation reservation, List<LineUnits> lines) {
    for (LineUnits line : lines) {
      long left = reservation.left(line.line());
      if (line.units() > left) {
        return Answer.refused(
            ResultCode.LINE_EXCEEDED, new LineLeft(reservation.id, line.line(), left));
      }
    }
    return null;
  }

  Answer extend(Command.Extend command) {
    Reservation reservation = find(command.reservation(), command.channel());
    if (reservation == null) {
      return Answer.refused(ResultCode.RESERVATION_NOT_FOUND);
    }
    if (reservation.state != ReservationState.HELD) {
      return told(ResultCode.RESERVATION_STATE, reservation);
    }
    long ttlMax = reserving.ttlMax(reservation.channel, reservation.sale);
    if (command.ttlCapped() && command.ttlMillis() > ttlMax) {
      return Answer.refused(ResultCode.TTL_TOO_LONG, new Limit(ttlMax));
    }
    long latest = reservation.createdAt + Command.TTL_MILLIS_MAX;
    long deadline = Math.min(world.now + command.ttlMillis(), latest);
    if (deadline > reservation.deadline) {
      reservation.deadline = deadline;
      world.tell(Fact.of(Fact.Kind.EXTENDED, reservation.id, "until " + deadline));
    }
    return told(ResultCode.OK, reservation);
  }

  /** A channel sees only its own. */
  private @Nullable Reservation find(long id, int channel) {
    Reservation reservation = world.reservations.get(id);
    return reservation != null && (channel == Command.NONE || channel == reservation.channel)
        ? reservation
        : null;
  }

  private static Answer told(ResultCode code, Reservation reservation) {
    return new Answer(code, new Reserved(reservation.view(reservation.state)));
  }
}
