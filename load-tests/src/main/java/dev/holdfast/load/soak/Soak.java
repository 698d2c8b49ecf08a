package dev.holdfast.load.soak;

import dev.holdfast.load.http.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Mixed load at a steady rate for a long time, and one line a minute of what it does to the server.
 * Fails if heap, file handles, threads or latency are higher at the end than they were near the
 * beginning by more than they vary anyway.
 */
final class Soak {

  private static final int MINUTES = Integer.getInteger("minutes", 60);
  private static final int SHOPPERS = Integer.getInteger("shoppers", 16);
  private static final int RATE = Integer.getInteger("rate", 400);
  private static final int STREAMS = Integer.getInteger("streams", 50);

  /** The bounds of what is remembered, and the compilers, take so many minutes to settle. */
  private static final int SETTLING_SHARE = 4;

  private final Vitals vitals;
  private final Latencies latencies = new Latencies();
  private final List<Minute> minutes = new ArrayList<>();

  private Soak(Vitals vitals) {
    this.vitals = vitals;
  }

  /** What one minute was like. */
  record Minute(Latencies.Summary latencies, Vitals.Reading vitals) {}

  static void main() throws Exception {
    URI server = URI.create(System.getProperty("target", "http://127.0.0.1:8080"));
    String id = "soak-" + UUID.randomUUID().toString().substring(0, 8);
    String key = Shop.open(server, id, 1_000_000_000L, 60);
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      boolean isFlat =
          new Soak(new Vitals(http, server, Shop.adminKey())).run(http, server, id, key);
      System.exit(isFlat ? 0 : 1);
    }
  }

  private boolean run(HttpClient http, URI server, String sku, String key)
      throws IOException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SHOPPERS; i++) {
        var shopper = new Shopper(http, server, sku, key, latencies, i);
        var _ = threads.submit(() -> shopper.shop(TimeUnit.SECONDS.toNanos(SHOPPERS) / RATE));
      }
      for (int i = 0; i < STREAMS; i++) {
        var _ = threads.submit(new StreamReader(http, server, sku, key, i));
      }
      watch();
      threads.shutdownNow();
    }
    return isFlat();
  }

  private void watch() throws IOException, InterruptedException {
    System.out.println(Vitals.Reading.HEADING);
    for (int minute = 1; minute <= MINUTES; minute++) {
      Thread.sleep(TimeUnit.MINUTES.toMillis(1));
      var now = new Minute(latencies.take(), vitals.read());
      minutes.add(now);
      System.out.printf("%3d  %s  %s%n", minute, now.latencies(), now.vitals());
    }
  }

  private boolean isFlat() {
    return Stream.of(
            isFlat("heap after collection, MB", 0.15, 20, it -> it.vitals().heapMegabytes()),
            isFlat("file handles", 0.05, 10, it -> it.vitals().files()),
            isFlat("threads", 0.05, 5, it -> it.vitals().threads()),
            isFlat("p50, ms", 0.30, 1, it -> it.latencies().p50Millis()),
            isFlat("p99, ms", 0.50, 20, it -> it.latencies().p99Millis()),
            isFlat("failures", 0, 0, it -> it.latencies().failures()))
        .allMatch(isFlat -> isFlat);
  }

  /** Whether the last quarter is no higher than the one after the settling, but for some slack. */
  private boolean isFlat(
      String what, double slackShare, double slack, ToDoubleFunction<Minute> figure) {
    int quarter = Math.max(1, minutes.size() / SETTLING_SHARE);
    double begin = mean(minutes.subList(quarter, Math.min(minutes.size(), 2 * quarter)), figure);
    double end = mean(minutes.subList(minutes.size() - quarter, minutes.size()), figure);
    boolean isFlat = end <= begin + Math.max(slack, begin * slackShare);
    System.out.printf("%-28s %10.1f -> %10.1f  %s%n", what, begin, end, isFlat ? "flat" : "GROWS");
    return isFlat;
  }

  private static double mean(List<Minute> some, ToDoubleFunction<Minute> figure) {
    return some.stream().mapToDouble(figure).average().orElse(0);
  }
}
