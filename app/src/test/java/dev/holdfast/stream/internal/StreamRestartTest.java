package dev.holdfast.stream.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.HoldfastApplication;
import dev.holdfast.TestClient;
import dev.holdfast.persistence.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;

/** A stream over two servers, one after the other on the same database. */
class StreamRestartTest {
  private static final String KEY = "the-admin-key-of-a-test";
  private static final String STREAM = "/v1/availability/stream?channel=web";

  private final List<String> arguments =
      new ArrayList<>(
          List.of("--server.port=0", "--holdfast.demo=false", "--holdfast.admin-key=" + KEY));

  @Test
  void aStreamEndsWithAGoodbyeAndGoesOnWithTheNextServer() throws IOException {
    TestDatabase.empty().register((name, value) -> arguments.add("--" + name + "=" + value.get()));
    String lastId;
    try (var server = start()) {
      send(server, "PUT /v1/channels/web", Map.of("name", "W", "type", "WEB", "currency", "EUR"));
      send(server, "PUT /v1/locations/L", Map.of("name", "L", "type", "WAREHOUSE"));
      for (String sku : List.of("A", "B", "C")) {
        send(server, "PUT /v1/skus/" + sku, Map.of());
      }
      lastId = followToTheEnd(server);
    }
    try (var server = start()) {
      receive(server, "B");
      try (var stream = new SseSocket(port(server), STREAM, KEY, "Last-Event-ID: " + lastId)) {
        assertThat(stream.next().orElseThrow().lines()).containsExactly("retry: 2000");
        assertThat(stream.next().orElseThrow().data()).contains("\"sku\":\"B\"");
        receive(server, "C");
        assertThat(stream.next().orElseThrow().data()).contains("\"sku\":\"C\"");
      }
    }
  }

  /** Reads what there is, then stops the server, which waits for the goodbye and no longer. */
  private static String followToTheEnd(ConfigurableApplicationContext server) throws IOException {
    try (var stream = new SseSocket(port(server), STREAM, KEY)) {
      var event = stream.next().orElseThrow();
      while (event.field("id").isEmpty()) {
        event = stream.next().orElseThrow();
      }
      long begun = System.nanoTime();
      server.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
      assertThat(stream.goodbye()).isEqualTo("{\"code\":\"SHUTTING_DOWN\"}");
      return event.field("id").orElseThrow();
    }
  }

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(HoldfastApplication.class)
        .run(arguments.toArray(String[]::new));
  }

  private static int port(ConfigurableApplicationContext server) {
    return server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  private static void receive(ConfigurableApplicationContext server, String sku) {
    send(
        server,
        "POST /v1/stock-movements",
        Map.of("sku", sku, "location", "L", "type", "RECEIVE", "quantity", 3));
  }

  private static void send(ConfigurableApplicationContext server, String line, Object body) {
    int space = line.indexOf(' ');
    TestClient.to(port(server))
        .method(HttpMethod.valueOf(line.substring(0, space)))
        .uri(line.substring(space + 1))
        .header("Authorization", "Bearer " + KEY)
        .bodyValue(body)
        .exchange()
        .expectStatus()
        .is2xxSuccessful();
  }
}
