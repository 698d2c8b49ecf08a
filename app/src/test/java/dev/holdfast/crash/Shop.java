package dev.holdfast.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/**
 * Clients that buy from two servers until they are told to stop. Each sends a request with the same
 * Idempotency-Key, now here, now there, until it is answered; what is answered twice must be the
 * same.
 */
final class Shop implements AutoCloseable {
  static final int SKUS = 8;

  /** Little enough to be sold out: most requests are refused in the end. */
  static final int UNITS = 1_500;

  private static final int CLIENTS = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration ATTEMPTS_MAX = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 25;
  private static final int ASKED_AGAIN_ONE_IN = 10;

  private final Servers servers;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Sent> sentByKey = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final AtomicLong keys = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private CountDownLatch closing = new CountDownLatch(0);
  private List<Future<?>> running = List.of();

  /** What was asked, and how it was answered first. */
  private record Sent(String path, String body, Optional<Client.Answer> answer) {}

  Shop(Servers servers) {
    this.servers = servers;
  }

  void open() throws Exception {
    try (Client client = servers.client(0, Duration.ofSeconds(30))) {
      made(client.put("/v1/locations/north", "{\"name\":\"North\",\"type\":\"WAREHOUSE\"}"));
      made(
          client.put(
              "/v1/channels/web",
              "{\"name\":\"Web\",\"type\":\"WEB\",\"currency\":\"EUR\",\"ttlSeconds\":86400}"));
      for (int sku = 0; sku < SKUS; sku++) {
        made(client.put("/v1/skus/sku-" + sku, "{}"));
        String body =
            "{\"sku\":\"sku-%d\",\"location\":\"north\",\"type\":\"RECEIVE\",\"quantity\":%d}"
                .formatted(sku, UNITS);
        made(client.post("/v1/stock-movements", body, Optional.empty()));
      }
    }
  }

  private static void made(Client.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
  }

  void sell(Random random) {
    closing = new CountDownLatch(1);
    running = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      var own = new Random(random.nextLong());
      running.add(threads.submit(() -> sell(own, closing)));
    }
  }

  /** Waits until so many more have been answered. */
  void awaitAnswers(int more) {
    long wanted = answered() + more;
    await().atMost(ATTEMPTS_MAX).until(() -> answered() >= wanted || !failures.isEmpty());
    assertThat(failures).isEmpty();
  }

  long answered() {
    return sentByKey.values().stream().filter(it -> it.answer().isPresent()).count();
  }

  long unknown() {
    return unknown.get();
  }

  void stop() throws Exception {
    closing.countDown();
    for (var client : running) {
      client.get(90, TimeUnit.SECONDS);
    }
    assertThat(failures).isEmpty();
  }

  private void sell(Random random, CountDownLatch over) {
    try (Client one = servers.client(0, PATIENCE);
        Client two = servers.client(1, PATIENCE)) {
      List<Client> both = List.of(one, two);
      while (over.getCount() > 0 && failures.isEmpty()) {
        Client.Answer held = untilAnswered(both, "/v1/reservations", cart(random), random, over);
        if (held.status() == 201 && random.nextBoolean()) {
          String verb = random.nextBoolean() ? "confirm" : "release";
          String id = held.body().get("id").asString();
          Client.Answer changed =
              untilAnswered(both, "/v1/reservations/" + id + "/" + verb, "", random, over);
          assertThat(changed.status()).as("%s", changed.body()).isEqualTo(200);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (AssertionError | RuntimeException wrong) {
      failures.add(wrong);
    }
  }

  private static String cart(Random random) {
    return "{\"channel\":\"web\",\"lines\":[{\"sku\":\"sku-%d\",\"quantity\":%d}]}"
        .formatted(random.nextInt(SKUS), 1 + random.nextInt(3));
  }

  private Client.Answer untilAnswered(
      List<Client> both, String path, String body, Random random, CountDownLatch over)
      throws InterruptedException {
    String key = "key-" + keys.incrementAndGet();
    sentByKey.put(key, new Sent(path, body, Optional.empty()));
    long until = System.nanoTime() + ATTEMPTS_MAX.toNanos();
    int server = random.nextInt(2);
    while (System.nanoTime() < until) {
      Optional<Client.Answer> answer = attempt(both.get(server), path, body, key);
      if (answer.isPresent()) {
        sentByKey.put(key, new Sent(path, body, answer));
        if (random.nextInt(20) == 0) {
          attempt(both.get(server), path, body, key).ifPresent(again -> same(answer.get(), again));
        }
        return answer.get();
      }
      server = 1 - server;
      var _ = over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("no answer to " + path + " with " + key);
  }

  private Optional<Client.Answer> attempt(Client client, String path, String body, String key)
      throws InterruptedException {
    try {
      Client.Answer answer = client.post(path, body, Optional.of(key));
      if (answer.status() == 504) {
        unknown.incrementAndGet();
      }
      assertThat(answer.status()).as("%s", answer.body()).isIn(200, 201, 409, 503, 504);
      return Optional.of(answer).filter(it -> it.status() < 500);
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static void same(Client.Answer first, Client.Answer again) {
    assertThat(again.status()).isEqualTo(first.status());
    assertThat(withoutTrace(again.body())).isEqualTo(withoutTrace(first.body()));
    assertThat(again.replayed()).isTrue();
  }

  private static JsonNode withoutTrace(JsonNode body) {
    return body.isObject() ? body.asObject().without("traceId") : body;
  }

  /**
   * What was answered is there and in the figures, and the same requests get the same answers, of
   * which some are asked for.
   */
  void check(int owner, Random random) throws Exception {
    var committed = new long[SKUS];
    var held = new long[SKUS];
    try (Client client = servers.client(owner, Duration.ofSeconds(30))) {
      for (Map.Entry<String, Sent> entry : sentByKey.entrySet()) {
        Sent sent = entry.getValue();
        assertThat(sent.answer()).as(entry.getKey()).isPresent();
        if (random.nextInt(ASKED_AGAIN_ONE_IN) == 0) {
          same(
              sent.answer().orElseThrow(),
              client.post(sent.path(), sent.body(), Optional.of(entry.getKey())));
        }
        if (sent.path().equals("/v1/reservations") && sent.answer().get().status() == 201) {
          count(client, sent.answer().get().body(), held, committed);
        }
      }
      for (int sku = 0; sku < SKUS; sku++) {
        JsonNode total = client.get("/v1/stock/sku-" + sku).body().get("total");
        assertThat(total.get("held").asLong()).isEqualTo(held[sku]);
        assertThat(total.get("committed").asLong()).isEqualTo(committed[sku]);
        assertThat(total.get("onHand").asLong()).isEqualTo(UNITS);
        assertThat(total.get("available").asLong())
            .isNotNegative()
            .isEqualTo(UNITS - held[sku] - committed[sku]);
      }
    }
  }

  private static void count(Client client, JsonNode answered, long[] held, long[] committed)
      throws Exception {
    JsonNode now = client.get("/v1/reservations/" + answered.get("id").asString()).body();
    assertThat(now.get("lines")).isEqualTo(answered.get("lines"));
    for (JsonNode line : now.get("lines")) {
      int sku = Integer.parseInt(line.get("sku").asString().substring("sku-".length()));
      switch (now.get("state").asString()) {
        case "HELD" -> held[sku] += line.get("quantity").asLong();
        case "CONFIRMED" -> committed[sku] += line.get("quantity").asLong();
        default -> assertThat(now.get("state").asString()).isEqualTo("RELEASED");
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    threads.shutdownNow();
  }
}
