package dev.holdfast.load.soak;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** Follows the availability stream, and comes back after a while like a browser that moved on. */
final class StreamReader implements Callable<Void> {

  private static final int STAY_SECONDS_MAX = 120;

  private final HttpClient http;
  private final HttpRequest request;
  private final SplittableRandom random;

  StreamReader(HttpClient http, URI server, String sku, String key, long seed) {
    this.http = http;
    this.request =
        HttpRequest.newBuilder(server.resolve("/v1/availability/stream?sku=" + sku))
            .header("Authorization", "Bearer " + key)
            .build();
    this.random = new SplittableRandom(seed);
  }

  @Override
  public Void call() throws InterruptedException {
    while (true) {
      long until =
          System.nanoTime() + Duration.ofSeconds(1 + random.nextInt(STAY_SECONDS_MAX)).toNanos();
      try (InputStream events =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
        var buffer = new byte[4_096];
        while (System.nanoTime() < until && events.read(buffer) >= 0) {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
        }
      } catch (IOException gone) {
        Thread.sleep(1_000);
      }
    }
  }
}
