package dev.holdfast.cluster.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.HoldfastApplication;
import dev.holdfast.NdjsonSocket;
import dev.holdfast.TestClient;
import dev.holdfast.inventory.LedgerControl;
import dev.holdfast.inventory.LedgerRole;
import dev.holdfast.persistence.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Three servers on one database: the owner, a standby, and one that passes requests on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandbyHttpTest {
  private static final String KEY = "the-admin-key-of-a-test";
  private static final String CART =
      "{\"channel\":\"web\",\"lines\":[{\"sku\":\"S\",\"quantity\":1}]}";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final List<String> ARGUMENTS = new ArrayList<>();
  private static String folder = "";
  private static ConfigurableApplicationContext owner;
  private static ConfigurableApplicationContext standby;
  private static ConfigurableApplicationContext forwarding;

  @BeforeAll
  static void start() {
    TestDatabase.empty()
        .register(
            (name, value) -> {
              if (name.equals("holdfast.data-dir")) {
                folder = value.get().toString();
              } else {
                ARGUMENTS.add("--" + name + "=" + value.get());
              }
            });
    ARGUMENTS.addAll(
        List.of("--server.port=0", "--holdfast.demo=false", "--holdfast.admin-key=" + KEY));
    owner = start("owner");
    put("/v1/locations/L", Map.of("name", "L", "type", "WAREHOUSE"));
    put("/v1/channels/web", Map.of("name", "W", "type", "WEB", "currency", "EUR"));
    put("/v1/skus/S", Map.of());
    receive(100);
    standby = start("standby");
    forwarding = start("forwarding", "--holdfast.cluster.forward=true");
  }

  private static ConfigurableApplicationContext start(String name, String... more) {
    var arguments = new ArrayList<>(ARGUMENTS);
    arguments.add("--holdfast.data-dir=" + Path.of(folder).resolve(name));
    arguments.addAll(List.of(more));
    return new SpringApplicationBuilder(HoldfastApplication.class)
        .run(arguments.toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    for (ConfigurableApplicationContext server : List.of(forwarding, standby, owner)) {
      server.close();
    }
  }

  private static int port(ConfigurableApplicationContext server) {
    return server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  private static String address(ConfigurableApplicationContext server) {
    return "http://localhost:" + port(server);
  }

  private static WebTestClient at(ConfigurableApplicationContext server) {
    return TestClient.to(port(server))
        .mutate()
        .defaultHeader("Authorization", "Bearer " + KEY)
        .build();
  }

  private static void put(String path, Map<String, Object> body) {
    at(owner).put().uri(path).bodyValue(body).exchange().expectStatus().is2xxSuccessful();
  }

  private static void receive(int quantity) {
    at(owner)
        .post()
        .uri("/v1/stock-movements")
        .bodyValue(Map.of("sku", "S", "location", "L", "type", "RECEIVE", "quantity", quantity))
        .exchange()
        .expectStatus()
        .isCreated();
  }

  private static WebTestClient.ResponseSpec get(
      ConfigurableApplicationContext server, String path) {
    return at(server).get().uri(path).exchange();
  }

  private static WebTestClient.ResponseSpec reserve(
      ConfigurableApplicationContext server, String key) {
    return at(server)
        .post()
        .uri("/v1/reservations")
        .header("Idempotency-Key", key)
        .header("Content-Type", "application/json")
        .bodyValue(CART)
        .exchange();
  }

  private static void expectNotOwner(WebTestClient.ResponseSpec response) {
    response
        .expectStatus()
        .isEqualTo(503)
        .expectHeader()
        .valueEquals("Holdfast-Owner", address(owner))
        .expectHeader()
        .exists("Retry-After")
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("NOT_OWNER")
        .jsonPath("$.owner")
        .isEqualTo(address(owner));
  }

  @Test
  @Order(1)
  void aStandbyRefusesWritesAndReadsOfNoPositionAndNamesTheOwner() {
    expectNotOwner(reserve(standby, "refused"));
    expectNotOwner(get(standby, "/v1/stock/S"));
    expectNotOwner(get(standby, "/v1/availability/stream?channel=web"));
    TestClient.to(port(standby))
        .get()
        .uri("/v1/stock/S")
        .exchange()
        .expectStatus()
        .isUnauthorized();
  }

  @Test
  @Order(1)
  void aStandbyReadsAtLeastWhatAPositionNames() {
    String position =
        Objects.requireNonNull(
            reserve(owner, "for-position")
                .expectStatus()
                .isCreated()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Holdfast-Position"));
    String there =
        Objects.requireNonNull(
            get(owner, "/v1/stock/S").expectBody(String.class).returnResult().getResponseBody());
    at(standby)
        .get()
        .uri("/v1/stock/S")
        .header("Holdfast-Min-Position", position)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json(there.replaceAll(",\"(position|asOf)\":[^,}]*", ""));
    at(standby)
        .get()
        .uri("/v1/stock/S/history")
        .header("Holdfast-Min-Position", position)
        .exchange()
        .expectStatus()
        .isOk();
    at(standby)
        .get()
        .uri("/v1/stock/S")
        .header("Holdfast-Min-Position", "0-999999999")
        .exchange()
        .expectStatus()
        .isEqualTo(503)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("BEHIND");
  }

  @Test
  @Order(1)
  void healthAndLedgerSayWhatAServerIs() {
    for (var server : List.of(standby, forwarding)) {
      get(server, "/v1/ledger").expectBody().jsonPath("$.role").isEqualTo("STANDBY");
      get(server, "/actuator/health")
          .expectBody()
          .jsonPath("$.components.ledger.details.role")
          .isEqualTo("STANDBY")
          .jsonPath("$.components.ledger.details.owner")
          .isEqualTo(address(owner));
      get(server, "/actuator/health/liveness").expectStatus().isOk();
    }
    get(standby, "/actuator/health/readiness")
        .expectStatus()
        .isEqualTo(503)
        .expectBody()
        .json("{\"status\":\"OUT_OF_SERVICE\"}");
    get(forwarding, "/actuator/health/readiness").expectStatus().isOk();
    get(owner, "/actuator/health/readiness").expectStatus().isOk();
    get(owner, "/v1/ledger").expectBody().jsonPath("$.role").isEqualTo("OWNER");
  }

  @Test
  @Order(1)
  void aRequestThatIsPassedOnIsAnsweredAsTheOwnerDoes() {
    String body =
        Objects.requireNonNull(
            reserve(forwarding, "passed-on")
                .expectStatus()
                .isCreated()
                .expectHeader()
                .exists("Holdfast-Position")
                .expectHeader()
                .exists("traceparent")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    for (var server : List.of(owner, forwarding)) {
      reserve(server, "passed-on")
          .expectStatus()
          .isCreated()
          .expectHeader()
          .valueEquals("Idempotent-Replayed", "true")
          .expectBody(String.class)
          .isEqualTo(body);
    }
    get(forwarding, "/v1/availability?channel=web&sku=S").expectStatus().isOk();
    get(forwarding, "/v1/stock/NONE")
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("SKU_NOT_FOUND");
    TestClient.to(port(forwarding))
        .get()
        .uri("/v1/skus")
        .exchange()
        .expectStatus()
        .isUnauthorized();
  }

  @Test
  @Order(1)
  void nothingIsPassedOnTwice() {
    at(forwarding)
        .get()
        .uri("/v1/stock/S")
        .header("Holdfast-Forwarded", "true")
        .exchange()
        .expectStatus()
        .isEqualTo(503)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("NOT_OWNER");
  }

  @Test
  @Order(1)
  void aStreamIsPassedOnAsItComes() throws Exception {
    var seen = new CompletableFuture<String>();
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(
                  URI.create(address(forwarding) + "/v1/availability/stream?channel=web&sku=S"))
              .header("Authorization", "Bearer " + KEY)
              .build();
      Consumer<Optional<byte[]>> look =
          bytes ->
              bytes.map(String::new).filter(it -> it.contains("\"sku\"")).ifPresent(seen::complete);
      var response = client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArrayConsumer(look));
      assertThat(seen.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).contains("event: availability");
      response.cancel(true);
      client.shutdownNow();
    }
  }

  @Test
  @Order(1)
  void linesOfABulkArePassedOnBothWaysAsTheyCome() throws Exception {
    try (var socket =
        new NdjsonSocket(port(forwarding), "/v1/reservations/bulk", NdjsonSocket.bearer(KEY))) {
      for (int i = 0; i < 3; i++) {
        socket.send(CART);
        assertThat(socket.next().orElseThrow().get("status").asInt()).isEqualTo(201);
      }
      socket.end();
      assertThat(socket.next()).isEmpty();
    }
  }

  /** Not over HTTP: servers of one JVM share what the first to stop takes down. */
  @Test
  @Order(2)
  void anotherOneTakesOverFromAnOwnerThatStops() {
    long position = ledger(owner).position();
    owner.close();
    await().atMost(PATIENCE).until(() -> isOwner(standby) || isOwner(forwarding));
    assertThat(ledger(isOwner(standby) ? standby : forwarding).position())
        .isGreaterThanOrEqualTo(position);
    assertThat(isOwner(standby) && isOwner(forwarding)).isFalse();
  }

  private static LedgerControl ledger(ConfigurableApplicationContext server) {
    return server.getBean(LedgerControl.class);
  }

  private static boolean isOwner(ConfigurableApplicationContext server) {
    return ledger(server).role() == LedgerRole.OWNER;
  }
}
