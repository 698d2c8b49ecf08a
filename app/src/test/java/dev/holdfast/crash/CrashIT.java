package dev.holdfast.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Kills the server under load, in every second round its database's processes too, and holds what
 * comes back against what was answered. {@code -Dcrash.rounds=20} makes it longer.
 */
final class CrashIT {

  private static final int ROUNDS = Integer.getInteger("crash.rounds", 4);
  private static final int CLIENTS = 16;
  private static final int SKUS = 20;
  private static final int ANSWERS_BEFORE_KILL = 500;
  private static final int UNITS = 1_000_000;

  @TempDir Path folder;

  private final History history = new History();
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final AtomicLong keys = new AtomicLong();

  @Test
  void whatWasAnsweredIsThereAfterEveryKill() throws Exception {
    ServerProcess server = ServerProcess.start(folder);
    setUp(server);
    for (int round = 0; round < ROUNDS; round++) {
      long seed = 1_000L * round + 7;
      sellUntilKilled(server, round, new Random(seed));
      server = ServerProcess.start(folder);
      check(server, new Random(seed));
    }
    server.stop();
  }

  private void setUp(ServerProcess server) throws Exception {
    try (var client = new Client(server.url, ServerProcess.ADMIN_KEY)) {
      created(client.put("/v1/locations/north", "{\"name\":\"North\",\"type\":\"WAREHOUSE\"}"));
      created(client.put("/v1/locations/south", "{\"name\":\"South\",\"type\":\"STORE\"}"));
      created(
          client.put(
              "/v1/channels/web",
              "{\"name\":\"Web\",\"type\":\"WEB\",\"currency\":\"EUR\",\"ttlSeconds\":86400}"));
      for (int sku = 0; sku < SKUS; sku++) {
        created(client.put("/v1/skus/sku-" + sku, "{}"));
        for (String location : List.of("north", "south")) {
          String body =
              "{\"sku\":\"sku-%d\",\"location\":\"%s\",\"type\":\"RECEIVE\",\"quantity\":%d}"
                  .formatted(sku, location, UNITS);
          created(client.post("/v1/stock-movements", body, Optional.empty()));
        }
      }
    }
  }

  private static void created(Client.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
  }

  private void sellUntilKilled(ServerProcess server, int round, Random random) throws Exception {
    var enough = new CountDownLatch(ANSWERS_BEFORE_KILL + random.nextInt(ANSWERS_BEFORE_KILL));
    var over = new AtomicBoolean();
    try (var client = new Client(server.url, ServerProcess.ADMIN_KEY);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        var own = new Random(random.nextLong());
        var _ = threads.submit(() -> sell(client, own, enough, over));
      }
      assertThat(enough.await(120, TimeUnit.SECONDS)).as("enough answers in time").isTrue();
      if (round % 2 == 0) {
        server.kill();
      } else {
        server.killWithDatabase();
      }
      over.set(true);
    }
    assertThat(failures).isEmpty();
  }

  /**
   * Reserves, then confirms or releases some, until the server does not answer any more, or says
   * that it does not know.
   */
  private void sell(Client client, Random random, CountDownLatch enough, AtomicBoolean over) {
    try {
      while (!over.get()) {
        var request = new History.Request("/v1/reservations", cart(random), newKey());
        history.sent(request);
        Client.Answer answer = post(client, request);
        if (request.answer.isEmpty()) {
          return;
        }
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        history.held(answer.body());
        enough.countDown();
        if (random.nextBoolean()) {
          String id = answer.body().get("id").asString();
          String verb = random.nextBoolean() ? "confirm" : "release";
          var change =
              new History.Request("/v1/reservations/%s/%s".formatted(id, verb), "", newKey());
          history.sentVerb(id, change);
          Client.Answer changed = post(client, change);
          if (change.answer.isEmpty()) {
            return;
          }
          assertThat(changed.status()).as("%s", changed.body()).isEqualTo(200);
          enough.countDown();
        }
      }
    } catch (IOException killed) {
      // The server is gone: this client's last request stays unanswered.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (AssertionError | RuntimeException wrong) {
      failures.add(wrong);
      enough.countDown();
    }
  }

  private static Client.Answer post(Client client, History.Request request)
      throws IOException, InterruptedException {
    Client.Answer answer =
        client.post(request.path, request.body, Optional.of(request.idempotencyKey));
    if (answer.status() < 500) {
      request.answer = Optional.of(answer);
    }
    return answer;
  }

  private String newKey() {
    return "key-" + keys.incrementAndGet();
  }

  private static String cart(Random random) {
    var lines = new StringBuilder();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      lines
          .append(lines.isEmpty() ? "" : ",")
          .append("{\"sku\":\"sku-%d\",\"quantity\":%d}".formatted(random.nextInt(SKUS), i));
    }
    return "{\"channel\":\"web\",\"lines\":[%s]}".formatted(lines);
  }

  private void check(ServerProcess server, Random random) throws Exception {
    try (var client = new Client(server.url, ServerProcess.ADMIN_KEY)) {
      checkAnsweredAreThere(client);
      checkRetries(client, random);
      checkFigures(client);
    }
  }

  private void checkAnsweredAreThere(Client client) throws Exception {
    for (Map.Entry<String, JsonNode> held : history.heldById().entrySet()) {
      Client.Answer now = client.get("/v1/reservations/" + held.getKey());
      assertThat(now.status()).as("reservation %s", held.getKey()).isEqualTo(200);
      assertThat(now.body().get("lines")).isEqualTo(held.getValue().get("lines"));
      assertThat(history.statesOf(held.getKey())).contains(now.body().get("state").asString());
    }
  }

  /** Unanswered requests are sent again and take effect once; answered ones get their answer. */
  private void checkRetries(Client client, Random random) throws Exception {
    for (History.Request request : history.requests()) {
      Optional<Client.Answer> before = request.answer;
      if (before.isPresent() && random.nextInt(20) > 0) {
        continue;
      }
      Client.Answer again = post(client, request);
      assertThat(again.status()).isIn(200, 201);
      if (before.isPresent()) {
        assertThat(again.replayed()).isTrue();
        assertThat(again.body()).isEqualTo(before.get().body());
      } else if (again.status() == 201) {
        history.held(again.body());
      }
    }
  }

  /** Held and committed of each SKU are the sums over its reservations; nothing is oversold. */
  private void checkFigures(Client client) throws Exception {
    var units = new HashMap<String, Long>();
    String cursor = "";
    do {
      Client.Answer page = client.get("/v1/reservations?limit=500" + cursor);
      assertThat(page.status()).isEqualTo(200);
      for (JsonNode reservation : page.body().get("items")) {
        String state = reservation.get("state").asString();
        for (JsonNode line : reservation.get("lines")) {
          String key = line.get("sku").asString() + " " + state;
          units.merge(key, line.get("quantity").asLong(), Long::sum);
        }
      }
      JsonNode next = page.body().get("next");
      cursor = next.isNull() ? "" : "&cursor=" + next.asString();
    } while (!cursor.isEmpty());
    for (int sku = 0; sku < SKUS; sku++) {
      JsonNode total = client.get("/v1/stock/sku-" + sku).body().get("total");
      long held = total.get("held").asLong();
      long committed = total.get("committed").asLong();
      assertThat(held).isEqualTo(units.getOrDefault("sku-" + sku + " HELD", 0L));
      assertThat(committed).isEqualTo(units.getOrDefault("sku-" + sku + " CONFIRMED", 0L));
      assertThat(total.get("onHand").asLong()).isEqualTo(2L * UNITS);
      assertThat(total.get("available").asLong()).isEqualTo(2L * UNITS - held - committed);
    }
  }
}
