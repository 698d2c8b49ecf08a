package dev.holdfast.faults;

import dev.holdfast.faults.Write.Kind;
import dev.holdfast.faults.Write.Line;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes as they go over the wire. */
final class Requests {
  private static final String ANYWHERE = "";

  private Requests() {}

  static Write receive(String key, String sku, String location, int quantity) {
    String body =
        "{\"sku\":\"%s\",\"location\":\"%s\",\"type\":\"RECEIVE\",\"quantity\":%d}"
            .formatted(sku, location, quantity);
    return new Write(
        Kind.RECEIVE,
        "/v1/stock-movements",
        body,
        key,
        sku + "@" + location,
        List.of(new Line(sku, location, quantity)),
        0);
  }

  /** The reference is the key, by which the reservation is found again. */
  static Write reserve(String key, List<Line> lines, int ttlSeconds) {
    String wanted =
        lines.stream()
            .map(line -> "{\"sku\":\"%s\",\"quantity\":%d}".formatted(line.sku(), line.quantity()))
            .collect(Collectors.joining(","));
    String body =
        "{\"channel\":\"web\",\"reference\":\"%s\",\"ttlSeconds\":%d,\"lines\":[%s]}"
            .formatted(key, ttlSeconds, wanted);
    return new Write(Kind.RESERVE, "/v1/reservations", body, key, key, lines, ttlSeconds);
  }

  static Line anywhere(String sku, int quantity) {
    return new Line(sku, ANYWHERE, quantity);
  }

  static Write verb(String key, Kind verb, String reservation) {
    String path = "/v1/reservations/" + reservation + "/" + verb.name().toLowerCase(Locale.ROOT);
    boolean isExtend = verb == Kind.EXTEND;
    String body = isExtend ? "{\"ttlSeconds\":%d}".formatted(Shop.TTL_SECONDS_LONG) : "";
    return new Write(
        verb, path, body, key, reservation, List.of(), isExtend ? Shop.TTL_SECONDS_LONG : 0);
  }
}
