package dev.holdfast.faults;

import dev.holdfast.faults.Write.Kind;
import dev.holdfast.faults.Write.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A short history made up by a test, and how it ends. Everything is at one place. */
final class Story {
  static final long NOON = Instant.parse("2026-11-28T12:00:00Z").toEpochMilli();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final History history = new History();
  final Map<String, JsonNode> shown = new HashMap<>();
  final List<Look> looks = new ArrayList<>();
  final Map<Write, Attempt> again = new HashMap<>();

  List<String> check() {
    return Checker.check(history, new Ending(shown, looks, again));
  }

  static Attempt attempt(int status, String code, long position, String body) {
    long now = System.nanoTime();
    return new Attempt(now, now, status, code, JSON.readTree(body), position, false, false);
  }

  static Attempt replayed(Attempt first) {
    return new Attempt(
        first.sentNanos(),
        first.endedNanos(),
        first.status(),
        first.code(),
        first.body(),
        first.position(),
        true,
        false);
  }

  Write answered(Write write, Attempt answer) {
    write.add(answer);
    history.add(write);
    return write;
  }

  void received(String sku, int quantity, long position) {
    answered(
        Requests.receive("in-" + position, sku, "north", quantity),
        attempt(201, "", position, "{}"));
  }

  /** Held at a time, for an hour. */
  Write held(String key, long position, long timeMillis, Line... lines) {
    String body = reservation(key, "HELD", position, timeMillis + 3_600_000, lines);
    shown.put(key, JSON.readTree(body));
    return answered(Requests.reserve(key, List.of(lines), 3_600), attempt(201, "", position, body));
  }

  Write refused(String key, long position, Line... lines) {
    return answered(
        Requests.reserve(key, List.of(lines), 3_600),
        attempt(409, "INSUFFICIENT_STOCK", position, "{}"));
  }

  /** A verb that is done, after which the reservation is shown so. */
  Write done(Kind verb, String key, long position, Line... lines) {
    String body = reservation(key, Booking.end(verb).name(), position, NOON + 3_600_000, lines);
    shown.put(key, JSON.readTree(body));
    return answered(
        Requests.verb(verb + key + position, verb, "id-" + key), attempt(200, "", position, body));
  }

  Write verbRefused(Kind verb, String key, long position, String state) {
    return answered(
        Requests.verb(verb + key + position, verb, "id-" + key),
        attempt(409, "RESERVATION_STATE", position, "{\"state\":\"%s\"}".formatted(state)));
  }

  /** Left by its client without an answer; whether it is there is the server's to show. */
  Write givenUp(String key, Line... lines) {
    Write write = Requests.reserve(key, List.of(lines), 3_600);
    write.isGivenUp = true;
    return answered(write, attempt(0, "IOException", -1, "null"));
  }

  void isShown(String key, long position, Line... lines) {
    shown.put(key, JSON.readTree(reservation(key, "HELD", position, NOON + 3_600_000, lines)));
  }

  /** Reads a SKU. */
  void looked(String sku, long wanted, long position, int onHand, int committed, int held) {
    looks.add(
        new Look(
            sku,
            wanted,
            attempt(
                200,
                "",
                position,
                "{\"total\":{\"onHand\":%d,\"committed\":%d,\"held\":%d,\"available\":%d}}"
                    .formatted(onHand, committed, held, onHand - committed - held))));
  }

  static Line line(String sku, int quantity) {
    return new Line(sku, "north", quantity);
  }

  private static String reservation(
      String key, String state, long position, long expiresAt, Line... lines) {
    var shownLines = new ArrayList<String>();
    for (Line line : lines) {
      shownLines.add(
          "{\"sku\":\"%s\",\"quantity\":%d,\"location\":\"%s\"}"
              .formatted(line.sku(), line.quantity(), line.location()));
    }
    return """
    {"id":"id-%s","state":"%s","reference":"%s","lines":[%s],"expiresAt":"%s","position":%d}\
    """
        .formatted(
            key,
            state,
            key,
            String.join(",", shownLines),
            Instant.ofEpochMilli(expiresAt),
            position);
  }
}
