package dev.holdfast.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Kills a server that takes a snapshot after every few facts and makes its history anew, again and
 * again, under load. What comes back is the state that was answered, from a snapshot that is whole,
 * and a history in which every movement is once. {@code -Dcrash.rounds=20} makes it longer.
 */
final class RebuildCrashIT {

  private static final int ROUNDS = Integer.getInteger("crash.rounds", 3);
  private static final int CLIENTS = 4;
  private static final List<String> EVERY_FEW_FACTS =
      List.of("--holdfast.snapshots.every-facts=20", "--holdfast.projection.batch-entries=16");

  @TempDir Path folder;

  /** Units that were answered to have come. */
  private final AtomicInteger received = new AtomicInteger();

  private final AtomicInteger keys = new AtomicInteger();

  @Test
  void snapshotsAndHistoryAreWholeAfterEveryKill() throws Exception {
    ServerProcess server = ServerProcess.start(folder, EVERY_FEW_FACTS);
    setUp(server);
    for (int round = 0; round < ROUNDS; round++) {
      var random = new Random(round);
      receiveUntilKilled(server, random, round % 2 == 1);
      server = ServerProcess.start(folder, EVERY_FEW_FACTS);
      check(server);
    }
    server.stop();
  }

  private static void setUp(ServerProcess server) throws Exception {
    try (var client = new Client(server.url, ServerProcess.ADMIN_KEY)) {
      for (String path : List.of("/v1/locations/L", "/v1/skus/A")) {
        String body = path.contains("skus") ? "{}" : "{\"name\":\"L\",\"type\":\"WAREHOUSE\"}";
        assertThat(client.put(path, body).status()).isEqualTo(201);
      }
    }
  }

  private void receiveUntilKilled(ServerProcess server, Random random, boolean isWithDatabase)
      throws Exception {
    var over = new AtomicBoolean();
    int before = received.get();
    try (var client = new Client(server.url, ServerProcess.ADMIN_KEY);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        var _ = threads.submit(() -> receive(client, over));
      }
      awaitReceived(before + 200 + random.nextInt(100));
      assertThat(client.post("/v1/admin/projections/stock/rebuild", "", Optional.empty()).status())
          .isEqualTo(200);
      awaitReceived(received.get() + random.nextInt(60));
      if (isWithDatabase) {
        server.killWithDatabase();
      } else {
        server.kill();
      }
      over.set(true);
    }
  }

  private void awaitReceived(int units) {
    await().atMost(Duration.ofMinutes(2)).until(() -> received.get() >= units);
  }

  /** One unit at a time; what is sent when the server dies may have come or not. */
  private Void receive(Client client, AtomicBoolean over) throws Exception {
    while (!over.get()) {
      String body = "{\"sku\":\"A\",\"location\":\"L\",\"type\":\"RECEIVE\",\"quantity\":1}";
      Client.Answer answer =
          client.post("/v1/stock-movements", body, Optional.of("unit-" + keys.incrementAndGet()));
      if (answer.status() != 201) {
        return null;
      }
      received.incrementAndGet();
    }
    return null;
  }

  private void check(ServerProcess server) throws Exception {
    try (var client = new Client(server.url, ServerProcess.ADMIN_KEY)) {
      JsonNode ledger = client.get("/v1/ledger").body();
      assertThat(ledger.get("snapshotPosition").asLong()).isPositive();
      long position = ledger.get("position").asLong();
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(100, TimeUnit.MILLISECONDS)
          .until(
              () -> client.get("/v1/ledger").body().get("projectedPosition").asLong() >= position);
      long onHand = client.get("/v1/stock/A").body().get("total").get("onHand").asLong();
      assertThat(onHand).isBetween((long) received.get(), received.get() + (long) CLIENTS * ROUNDS);
      assertThat(movements(client)).isEqualTo(onHand);
      JsonNode past = client.get("/v1/stock/A?position=" + position).body();
      assertThat(past.get("total").get("onHand").asLong()).isEqualTo(onHand);
    }
  }

  private static long movements(Client client) throws Exception {
    long count = 0;
    String cursor = "";
    do {
      Client.Answer page = client.get("/v1/stock/A/movements?limit=500" + cursor);
      assertThat(page.status()).isEqualTo(200);
      count += page.body().get("items").size();
      JsonNode next = page.body().get("next");
      cursor = next.isNull() ? "" : "&cursor=" + next.asString();
    } while (!cursor.isEmpty());
    return count;
  }
}
