package dev.holdfast.load.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shops for ever: looks, reserves, changes its mind, buys, asks for too much now and then. */
final class Shopper {

  private static final Pattern ID = Pattern.compile("\"id\":\"(r[^\"]+)\"");

  private final HttpClient http;
  private final URI server;
  private final String sku;
  private final String key;
  private final Latencies latencies;
  private final SplittableRandom random;

  Shopper(HttpClient http, URI server, String sku, String key, Latencies latencies, long seed) {
    this.http = http;
    this.server = server;
    this.sku = sku;
    this.key = key;
    this.latencies = latencies;
    this.random = new SplittableRandom(seed);
  }

  /** Until it is interrupted, one request every so often. */
  Void shop(long everyNanos) throws InterruptedException {
    long due = System.nanoTime();
    String reservation = "";
    while (true) {
      due += everyNanos;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      reservation = next(reservation);
    }
  }

  /** Does one thing; returns the reservation that it has then, or nothing. */
  private String next(String reservation) throws InterruptedException {
    int lot = random.nextInt(100);
    if (lot < 20) {
      send("GET", "/v1/availability/" + sku, "");
      return reservation;
    }
    if (reservation.isEmpty() || lot < 45) {
      return reserve(lot == 20 ? 2_000_000_000 : 1 + random.nextInt(3));
    }
    String verb = lot < 60 ? "release" : lot < 75 ? "confirm" : lot < 85 ? "extend" : "";
    if (verb.isEmpty()) {
      send("GET", "/v1/reservations/" + reservation, "");
      return reservation;
    }
    send("POST", "/v1/reservations/" + reservation + "/" + verb, "{}");
    return verb.equals("release") ? "" : reservation;
  }

  private String reserve(int quantity) throws InterruptedException {
    String body = "{\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}]}".formatted(sku, quantity);
    Matcher id = ID.matcher(send("POST", "/v1/reservations", body));
    return id.find() ? id.group(1) : "";
  }

  private String send(String method, String path, String body) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (method.equals("POST") && random.nextBoolean()) {
      request.header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"");
    }
    long sent = System.nanoTime();
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      latencies.answered(answer.statusCode(), System.nanoTime() - sent);
      return answer.body();
    } catch (IOException broken) {
      latencies.failed();
      return "";
    }
  }
}
