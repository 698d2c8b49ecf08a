package dev.holdfast.stream.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.HoldfastServer;
import dev.holdfast.inventory.Availability;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** Clients on real sockets that get cut off anywhere, while stock moves. */
class StreamCutsHttpTest extends HoldfastServer {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int SKUS = 400;
  private static final int CUTS = 60;

  /** More than a snapshot has, and much less. */
  private static final int SNAPSHOT_BYTES = 70_000;

  private static final int CHANGES_BYTES = 2_000;

  @Autowired AvailabilityStreams streams;

  private final Map<String, Availability> known = new HashMap<>();
  private String lastId = "";

  @Test
  void whoIsCutOffAnywhereAndComesBackEndsRight() throws Exception {
    String prefix = fresh("CUT") + ".";
    List<String> skus = IntStream.range(0, SKUS).mapToObj(i -> prefix + i).toList();
    skus.parallelStream().forEach(this::define);
    String path = "/v1/availability/stream?prefix=" + prefix;
    String key = keyOf(channel(Map.of("quantityDisplay", "CAPPED:40")));
    String location = location();
    var done = new AtomicBoolean();
    var seller = Thread.ofPlatform().start(() -> move(skus, location, done));
    try {
      getCutOff(path, key, new Random(11));
    } finally {
      done.set(true);
      seller.join();
    }
    followUntilRight(path, key, skus);
    Flux.interval(Duration.ofMillis(20))
        .takeUntil(_ -> streams.connections() == 0)
        .blockLast(Duration.ofSeconds(20));
  }

  private void getCutOff(String path, String key, Random random) throws IOException {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < CUTS; i++) {
      if (random.nextInt(10) == 0) {
        lastId = "";
        known.clear();
      }
      int bytes = 1 + random.nextInt(lastId.isEmpty() ? SNAPSHOT_BYTES : CHANGES_BYTES);
      var stream = new SseSocket(port, path, key, "Last-Event-ID: " + lastId);
      for (var event = stream.next(bytes);
          event.isPresent();
          event = stream.next(bytes - stream.bytesRead())) {
        take(event.get());
      }
      stream.cut();
      ids.add(lastId);
    }
    assertThat(ids).hasSizeGreaterThan(CUTS / 4);
  }

  private void followUntilRight(String path, String key, List<String> skus) throws IOException {
    Map<String, Availability> right = new HashMap<>();
    skus.forEach(sku -> right.put(sku, answer(with(key), sku)));
    try (var stream = new SseSocket(port, path, key, "Last-Event-ID: " + lastId)) {
      while (!looksLike(right)) {
        take(stream.next().orElseThrow());
      }
    }
  }

  private boolean looksLike(Map<String, Availability> right) {
    return known.keySet().equals(right.keySet())
        && right.values().stream().allMatch(it -> it.looksLike(known.getOrDefault(it.sku(), it)));
  }

  private void take(SseSocket.Event event) {
    if (event.is("availability")) {
      var told = JSON.readValue(event.data(), Availability.class);
      Availability before = known.put(told.sku(), told);
      assertThat(before == null || before.position() <= told.position())
          .as("%s after %s", told, before)
          .isTrue();
      event.field("id").ifPresent(id -> lastId = id);
    }
  }

  private void move(List<String> skus, String location, AtomicBoolean done) {
    var random = new Random(12);
    while (!done.get()) {
      receive(skus.get(random.nextInt(skus.size())), location, 1 + random.nextInt(30));
    }
  }

  private void define(String sku) {
    admin().put().uri("/v1/skus/" + sku).bodyValue(Map.of()).exchange().expectStatus().isCreated();
  }

  private static Availability answer(WebTestClient shop, String sku) {
    return Optional.ofNullable(
            get(shop, "/v1/availability/" + sku)
                .expectBody(Availability.class)
                .returnResult()
                .getResponseBody())
        .orElseThrow();
  }
}
