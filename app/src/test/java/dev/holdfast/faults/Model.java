package dev.holdfast.faults;

import dev.holdfast.faults.Booking.State;
import dev.holdfast.faults.Write.Kind;
import dev.holdfast.faults.Write.Line;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/**
 * What stock and reservations are after each event, one after the other, by the rules that the
 * documentation tells to clients. An answer that could not have come of it is reported.
 */
final class Model {
  private final Map<String, Item> items = new HashMap<>();
  private final Map<String, Booking> bookings = new HashMap<>();
  private final long passingBeforeMillis;
  private final BiConsumer<Event, String> reports;
  private long from;
  private long to;

  /**
   * Of an empty shop.
   *
   * @param passingBeforeMillis reservations that end later do not end while anybody looks
   * @param reports hears of each answer that is wrong, and why
   */
  Model(long passingBeforeMillis, BiConsumer<Event, String> reports) {
    this.passingBeforeMillis = passingBeforeMillis;
    this.reports = reports;
  }

  Map<String, Booking> bookings() {
    return bookings;
  }

  /** A SKU over all places, as it is now. */
  List<Figures> figuresOf(String sku) {
    return Shop.LOCATIONS.stream().map(location -> item(sku, location).figures()).toList();
  }

  /**
   * Takes the next event, which happened between two times.
   *
   * @return the SKUs whose figures it changed, or may have
   */
  List<String> take(Event event, long fromMillis, long toMillis) {
    from = fromMillis;
    to = toMillis;
    return switch (event.write().kind) {
      case RECEIVE -> receive(event);
      case RESERVE -> event.isDone() ? reserve(event) : refuse(event);
      default -> verb(event);
    };
  }

  private List<String> receive(Event event) {
    if (event.status() != 201) {
      reports.accept(event, "stock that comes is never refused");
      return List.of();
    }
    Line line = event.write().wanted.getFirst();
    item(line.sku(), line.location()).onHand += line.quantity();
    return List.of(line.sku());
  }

  private List<String> reserve(Event event) {
    var booking = new Booking(event.body());
    requireAsked(event, booking);
    if (bookings.putIfAbsent(booking.id, booking) != null) {
      reports.accept(event, "two reservations have one id");
    }
    for (int i = 0; i < booking.lines.size(); i++) {
      Line line = booking.lines.get(i);
      Item item = item(line.sku(), line.location());
      item.forgetBefore(from);
      long free = item.onHand - item.committed - item.heldAt(to);
      if (free < line.quantity()) {
        reports.accept(event, "oversold: of " + line + " only " + free + " are free");
      }
      item.hold(booking.id + i, line.quantity(), booking.deadlineMillis);
    }
    return booking.lines.stream().map(Line::sku).distinct().toList();
  }

  /** All lines or none, and under the reference it was asked for with. */
  private void requireAsked(Event event, Booking booking) {
    Write write = event.write();
    if (!quantities(booking.lines).equals(quantities(write.wanted))
        || !event.body().path("reference").asString("").equals(write.subject)) {
      reports.accept(event, "half done: it is not the whole of what was asked for");
    }
    if (Booking.stateOf(event.body()) != State.HELD) {
      reports.accept(event, "a new reservation is held");
    }
  }

  static Map<String, Integer> quantities(List<Line> lines) {
    var quantities = new HashMap<String, Integer>();
    lines.forEach(line -> quantities.merge(line.sku(), line.quantity(), Integer::sum));
    return quantities;
  }

  private List<String> refuse(Event event) {
    boolean lacks =
        event.write().wanted.stream().anyMatch(line -> freeAtLeast(line.sku()) < line.quantity());
    if (event.status() != 409 || !event.code().equals("INSUFFICIENT_STOCK")) {
      reports.accept(event, "a reservation is refused for want of stock only");
    } else if (!lacks) {
      reports.accept(event, "refused though everything is there");
    }
    return List.of();
  }

  private long freeAtLeast(String sku) {
    long free = 0;
    for (String location : Shop.LOCATIONS) {
      Item item = item(sku, location);
      free += Math.max(0, item.onHand - item.committed - item.heldAt(from));
    }
    return free;
  }

  private List<String> verb(Event event) {
    Booking booking = bookings.get(event.write().subject);
    if (booking == null) {
      reports.accept(event, "a verb was answered before its reservation was made");
      return List.of();
    }
    if (event.isDone()) {
      done(event, booking);
    } else {
      refused(event, booking);
    }
    return booking.lines.stream().map(Line::sku).distinct().toList();
  }

  private void done(Event event, Booking booking) {
    Kind verb = event.write().kind;
    boolean isOver = booking.state == State.HELD && booking.deadlineMillis <= from;
    if (isOver || !Booking.allows(booking.state, verb)) {
      reports.accept(event, verb + " was done to one that is " + describe(booking));
    }
    if (Booking.stateOf(event.body()) != Booking.end(verb)
        || !Booking.linesOf(event.body()).equals(booking.lines)) {
      reports.accept(event, "the answer is not what " + verb + " leads to");
    }
    if (verb == Kind.EXTEND) {
      extend(event, booking);
    } else {
      move(booking, Booking.end(verb));
    }
  }

  private void extend(Event event, Booking booking) {
    long later = Event.expiresAtMillis(event.body());
    if (later < booking.deadlineMillis) {
      reports.accept(event, "extended to an earlier time");
    }
    eachLine(booking, (item, line) -> item.letGo(line, units(booking, line), deadline(booking)));
    booking.deadlineMillis = later;
    eachLine(booking, (item, line) -> item.hold(line, units(booking, line), deadline(booking)));
  }

  private void refused(Event event, Booking booking) {
    JsonNode told = event.body().path("state");
    boolean mayBeOver = booking.state == State.HELD && booking.deadlineMillis <= to;
    boolean isExpiry =
        event.code().equals("RESERVATION_EXPIRED") || told.asString("").equals("EXPIRED");
    if (event.status() != 409) {
      reports.accept(event, "a verb is refused by a rule only");
    } else if (isExpiry) {
      if (!mayBeOver && booking.state != State.EXPIRED) {
        reports.accept(event, "refused as expired though it is " + describe(booking));
      }
      move(booking, State.EXPIRED);
    } else if (Booking.allows(booking.state, event.write().kind)
        || !told.asString("").equals(booking.state.name())) {
      reports.accept(event, "refused for a state that is not its own: " + describe(booking));
    }
  }

  private void move(Booking booking, State next) {
    State before = booking.state;
    if (before == next) {
      return;
    }
    eachLine(
        booking,
        (item, line) -> {
          long units = units(booking, line);
          switch (before) {
            case HELD -> item.letGo(line, units, deadline(booking));
            case CONFIRMED -> item.committed -= units;
            default -> {}
          }
          item.committed += next == State.CONFIRMED ? units : 0;
          item.onHand -= next == State.FULFILLED ? units : 0;
        });
    booking.state = next;
  }

  private void eachLine(Booking booking, BiConsumer<Item, String> work) {
    for (int i = 0; i < booking.lines.size(); i++) {
      Line line = booking.lines.get(i);
      work.accept(item(line.sku(), line.location()), booking.id + i);
    }
  }

  private static long units(Booking booking, String line) {
    return booking.lines.get(Integer.parseInt(line.substring(booking.id.length()))).quantity();
  }

  private static long deadline(Booking booking) {
    return booking.deadlineMillis;
  }

  private String describe(Booking booking) {
    return booking.state
        + " until "
        + booking.deadlineMillis
        + ", the time being "
        + from
        + " to "
        + to;
  }

  private Item item(String sku, String location) {
    return items.computeIfAbsent(sku + "@" + location, _ -> new Item(passingBeforeMillis));
  }
}
