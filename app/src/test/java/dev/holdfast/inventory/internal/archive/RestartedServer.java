package dev.holdfast.inventory.internal.archive;

import static org.awaitility.Awaitility.await;

import dev.holdfast.HoldfastApplication;
import dev.holdfast.TestClient;
import dev.holdfast.persistence.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;

/** Servers, one after the other on one database. */
final class RestartedServer implements AutoCloseable {
  private static final String KEY = "the-admin-key-of-a-test";

  final TestDatabase database = TestDatabase.empty();
  private final List<String> arguments =
      new ArrayList<>(
          List.of("--server.port=0", "--holdfast.demo=false", "--holdfast.admin-key=" + KEY));
  private @Nullable ConfigurableApplicationContext server;

  RestartedServer() {
    database.register((name, value) -> arguments.add("--" + name + "=" + value.get()));
  }

  /** What it answered. */
  record Answer(int status, Map<String, Object> body) {}

  void start(String... more) {
    var all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    server =
        new SpringApplicationBuilder(HoldfastApplication.class).run(all.toArray(String[]::new));
  }

  /** In order: the last snapshot is of the journal's end. */
  void stop() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  void restart(String... more) {
    stop();
    start(more);
  }

  <T> T bean(Class<T> type) {
    return Objects.requireNonNull(server).getBean(type);
  }

  void setUp() {
    send("PUT /v1/channels/web", Map.of("name", "W", "type", "WEB", "currency", "EUR"));
    send("PUT /v1/locations/L", Map.of("name", "L", "type", "WAREHOUSE"));
    send("PUT /v1/locations/M", Map.of("name", "M", "type", "WAREHOUSE"));
    for (String sku : List.of("A", "B")) {
      send("PUT /v1/skus/" + sku, Map.of());
    }
  }

  Answer receive(String sku, String location, int quantity) {
    return send(
        "POST /v1/stock-movements",
        Map.of("sku", sku, "location", location, "type", "RECEIVE", "quantity", quantity));
  }

  Answer get(String path) {
    return send("GET " + path, null);
  }

  Answer send(String line, @Nullable Object body, String... headers) {
    int space = line.indexOf(' ');
    int port =
        Objects.requireNonNull(server)
            .getEnvironment()
            .getRequiredProperty("local.server.port", Integer.class);
    var request =
        TestClient.to(port)
            .method(HttpMethod.valueOf(line.substring(0, space)))
            .uri(line.substring(space + 1))
            .header("Authorization", "Bearer " + KEY);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    var result =
        (body == null ? request : request.bodyValue(body))
            .exchange()
            .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
            .returnResult();
    return new Answer(
        result.getStatus().value(), Objects.requireNonNullElse(result.getResponseBody(), Map.of()));
  }

  /** A figure of {@code GET /v1/ledger}. */
  String figure(String name) {
    return String.valueOf(get("/v1/ledger").body().get(name));
  }

  void awaitProjected() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> figure("projectedPosition").equals(figure("position")));
  }

  void execute(String sql) throws SQLException {
    try (var jdbc = database.jdbc();
        var statement = jdbc.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
