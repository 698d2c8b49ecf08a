package dev.holdfast.load.http;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reservations a second in bulk over HTTP, durable, one line each, against a bare WebFlux endpoint
 * that takes and gives the same lines; in turn, in the same run. The bare endpoint is started here,
 * the server must be running. What is reserved is held for ten minutes, so that nothing of it
 * expires meanwhile.
 */
final class BulkHttp {

  private static final int CONNECTIONS = Integer.getInteger("connections", 1);
  private static final int LINES = Integer.getInteger("lines", 1_000_000);
  private static final int PAIRS = Integer.getInteger("pairs", 3);
  private static final boolean REQUEST_IDS = Boolean.getBoolean("requestIds");
  private static final int TTL_SECONDS = 600;
  private static final long UNITS = 1_000_000_000L;

  private final String sku;
  private final AtomicLong nextId = new AtomicLong(1);

  private BulkHttp(String sku) {
    this.sku = sku;
  }

  static void main() throws Exception {
    URI server = URI.create(System.getProperty("target", "http://127.0.0.1:8080"));
    String id = "bulk-" + UUID.randomUUID().toString().substring(0, 8);
    String key = Shop.open(server, id, UNITS, TTL_SECONDS);
    try (var yardstick = Yardstick.start()) {
      new BulkHttp(id).compare(new BulkLoop(yardstick.address(), key), new BulkLoop(server, key));
    }
  }

  private void compare(BulkLoop bare, BulkLoop holdfast) throws IOException {
    var _ = round(bare);
    var _ = round(holdfast);
    var rates = new double[PAIRS];
    System.out.printf("%-6s %-20s %-20s %s%n", "pair", "bare WebFlux", "Holdfast", "ratio");
    for (int pair = 0; pair < PAIRS; pair++) {
      double yardstick = round(bare);
      rates[pair] = round(holdfast);
      System.out.printf(
          "%-6d %-20s %-20s %.2f%n",
          pair + 1, text(yardstick), text(rates[pair]), rates[pair] / yardstick);
    }
    Arrays.sort(rates);
    System.out.printf(
        "median %s (%,d lines a round, %d connections, %s request ids)%n",
        text(rates[PAIRS / 2]), LINES, CONNECTIONS, REQUEST_IDS ? "with" : "without");
  }

  private double round(BulkLoop loop) throws IOException {
    int chunks = LINES / CONNECTIONS / BulkLines.LINES_PER_CHUNK;
    return loop.run(
        CONNECTIONS,
        chunks,
        () ->
            new BulkLines(
                sku,
                REQUEST_IDS ? nextId.getAndAdd((long) chunks * BulkLines.LINES_PER_CHUNK) : 0));
  }

  private static String text(double perSecond) {
    return "%,.0f lines/s".formatted(perSecond);
  }
}
