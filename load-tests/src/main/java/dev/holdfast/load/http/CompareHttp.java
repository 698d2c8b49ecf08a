package dev.holdfast.load.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Reservations a second over HTTP, durable, against a bare WebFlux endpoint that takes and gives
 * the same JSON: in turn, in the same run, from 64 connections. The bare endpoint is started here,
 * the server must be running.
 */
final class CompareHttp {

  private static final int CONNECTIONS = Integer.getInteger("connections", 64);
  private static final int PAIRS = Integer.getInteger("pairs", 5);
  private static final long WARM_UP_MILLIS = Long.getLong("warmUpMillis", 15_000);
  private static final long ROUND_MILLIS = Long.getLong("roundMillis", 5_000);

  private CompareHttp() {}

  static void main() throws Exception {
    URI server = URI.create(System.getProperty("target", "http://127.0.0.1:8080"));
    String id = "compare-" + UUID.randomUUID().toString().substring(0, 8);
    String key = Shop.open(server, id, 1_000_000_000L, 600);
    byte[] request = request(id, key);
    try (var yardstick = Yardstick.start();
        var bare = new ClosedLoop(yardstick.address(), CONNECTIONS, request);
        var holdfast = new ClosedLoop(server, CONNECTIONS, request)) {
      var _ = bare.run(WARM_UP_MILLIS);
      var _ = holdfast.run(WARM_UP_MILLIS);
      compare(bare, holdfast);
    }
  }

  private static void compare(ClosedLoop bare, ClosedLoop holdfast) throws IOException {
    var ratios = new double[PAIRS];
    System.out.printf("%-6s %-36s %-36s %s%n", "pair", "bare WebFlux", "Holdfast", "ratio");
    for (int pair = 0; pair < PAIRS; pair++) {
      ClosedLoop.Round yardstick = bare.run(ROUND_MILLIS);
      ClosedLoop.Round measured = holdfast.run(ROUND_MILLIS);
      ratios[pair] = measured.perSecond() / yardstick.perSecond();
      System.out.printf(
          "%-6d %-36s %-36s %.2f%n", pair + 1, text(yardstick), text(measured), ratios[pair]);
    }
    Arrays.sort(ratios);
    System.out.printf(
        "median ratio %.2f (%d connections, %d pairs)%n", ratios[PAIRS / 2], CONNECTIONS, PAIRS);
  }

  private static String text(ClosedLoop.Round round) {
    return "%,.0f/s  p50 %.1f ms  p99 %.1f ms"
        .formatted(round.perSecond(), round.p50Millis(), round.p99Millis());
  }

  private static byte[] request(String sku, String key) {
    String body = "{\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]}".formatted(sku);
    String head =
        """
        POST /v1/reservations HTTP/1.1
        Host: 127.0.0.1
        Authorization: Bearer %s
        Content-Type: application/json
        Accept: application/json
        Content-Length: %d

        """
            .formatted(key, body.length());
    return (head.replace("\n", "\r\n") + body).getBytes(StandardCharsets.US_ASCII);
  }
}
