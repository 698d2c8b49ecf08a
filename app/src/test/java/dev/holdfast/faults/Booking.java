package dev.holdfast.faults;

import dev.holdfast.faults.Write.Kind;
import dev.holdfast.faults.Write.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A reservation, as the model knows it. */
final class Booking {
  final String id;
  final List<Line> lines;
  State state = State.HELD;
  long deadlineMillis;

  /** Where a reservation is in its life. */
  enum State {
    HELD,
    CONFIRMED,
    RELEASED,
    EXPIRED,
    CANCELLED,
    FULFILLED
  }

  Booking(JsonNode shown) {
    id = shown.path("id").asString();
    lines = linesOf(shown);
    deadlineMillis = Event.expiresAtMillis(shown);
  }

  static List<Line> linesOf(JsonNode shown) {
    var lines = new ArrayList<Line>();
    for (JsonNode line : shown.path("lines")) {
      lines.add(
          new Line(
              line.path("sku").asString(),
              line.path("location").asString(),
              line.path("quantity").asInt()));
    }
    return lines;
  }

  static State stateOf(JsonNode shown) {
    return State.valueOf(shown.path("state").asString("").toUpperCase(Locale.ROOT));
  }

  /** Where a verb leads. */
  static State end(Kind verb) {
    return switch (verb) {
      case CONFIRM -> State.CONFIRMED;
      case EXTEND, RESERVE -> State.HELD;
      case RELEASE -> State.RELEASED;
      case CANCEL -> State.CANCELLED;
      case FULFIL -> State.FULFILLED;
      case RECEIVE -> throw new IllegalArgumentException("no verb of a reservation");
    };
  }

  /** Whether a verb may be done to one in a state that has not passed its deadline. */
  static boolean allows(State state, Kind verb) {
    return switch (verb) {
      case CONFIRM -> state == State.HELD || state == State.CONFIRMED;
      case EXTEND -> state == State.HELD;
      case RELEASE -> state == State.HELD || state == State.RELEASED;
      case CANCEL -> state == State.CONFIRMED || state == State.CANCELLED;
      case FULFIL -> state == State.CONFIRMED || state == State.FULFILLED;
      case RESERVE, RECEIVE -> false;
    };
  }
}
