package dev.holdfast;

import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import dev.holdfast.persistence.TestDatabase;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.ProblemDocument;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The whole server on a real PostgreSQL, one for all tests that extend this: each makes ids of its
 * own with {@link #fresh}.
 */
@SpringBootTest(
    webEnvironment = RANDOM_PORT,
    properties = {"holdfast.admin-key=" + HoldfastServer.ADMIN_KEY, "holdfast.demo=false"})
public abstract class HoldfastServer {
  protected static final String ADMIN_KEY = "the-admin-key-of-a-test";
  private static final AtomicInteger IDS = new AtomicInteger();

  @LocalServerPort protected int port;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.empty().register(registry);
  }

  /** An id that no other test has. */
  protected static String fresh(String name) {
    return name + "-" + IDS.incrementAndGet();
  }

  protected WebTestClient anyone() {
    return WebTestClient.bindToServer()
        .baseUrl("http://localhost:" + port)
        .responseTimeout(Duration.ofSeconds(30))
        .filter((request, next) -> next.exchange(request).flatMap(HoldfastServer::whole))
        .build();
  }

  /** Takes the body off the network, so that a test may leave it unread. */
  private static Mono<ClientResponse> whole(ClientResponse response) {
    return response
        .bodyToMono(byte[].class)
        .map(body -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
        .map(body -> response.mutate().body(body.cast(DataBuffer.class)).build())
        .defaultIfEmpty(response);
  }

  protected WebTestClient with(String key) {
    return anyone().mutate().defaultHeader("Authorization", "Bearer " + key).build();
  }

  protected WebTestClient admin() {
    return with(ADMIN_KEY);
  }

  /** A back-office key with these scopes. */
  protected WebTestClient backOffice(String... scopes) {
    return with(makeKey(Map.of("name", "k", "scopes", scopes)));
  }

  /** A key of this channel with these scopes. */
  protected WebTestClient channelKey(String channel, String... scopes) {
    return with(makeKey(Map.of("name", "k", "channel", channel, "scopes", scopes)));
  }

  /** A key of this channel, as a shop has it. */
  protected WebTestClient shop(String channel) {
    return with(keyOf(channel));
  }

  /** The same, as the key itself. */
  protected String keyOf(String channel) {
    return makeKey(
        Map.of(
            "name",
            "k",
            "channel",
            channel,
            "scopes",
            List.of("availability:read", "reservations:write")));
  }

  private String makeKey(Map<String, Object> body) {
    Map<String, Object> made =
        Objects.requireNonNull(
            admin()
                .post()
                .uri("/v1/api-keys")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody());
    return Objects.requireNonNull(made.get("key")).toString();
  }

  protected String location() {
    return location(fresh("LOC"));
  }

  protected String location(String id) {
    return put("/v1/locations/" + id, Map.of("name", id, "type", "WAREHOUSE"), id);
  }

  protected String sku() {
    String id = fresh("SKU");
    return put("/v1/skus/" + id, Map.of(), id);
  }

  /** A SKU with so much of it at a location. */
  protected String sku(String location, int onHand) {
    String sku = sku();
    receive(sku, location, onHand);
    return sku;
  }

  protected void receive(String sku, String location, int quantity) {
    post(
            admin(),
            "/v1/stock-movements",
            Map.of("sku", sku, "location", location, "type", "RECEIVE", "quantity", quantity))
        .expectStatus()
        .isCreated();
  }

  protected String channel() {
    return channel(Map.of());
  }

  /** A channel with these settings beside the necessary. */
  protected String channel(Map<String, Object> settings) {
    String id = fresh("channel");
    channel(id, settings);
    return id;
  }

  protected void channel(String id, Map<String, Object> settings) {
    var body = new HashMap<String, Object>(Map.of("name", id, "type", "WEB", "currency", "EUR"));
    body.putAll(settings);
    put("/v1/channels/" + id, body, id);
  }

  private String put(String path, Object body, String id) {
    admin().put().uri(path).bodyValue(body).exchange().expectStatus().is2xxSuccessful();
    return id;
  }

  protected static WebTestClient.ResponseSpec post(WebTestClient client, String path, Object body) {
    return client.post().uri(path).bodyValue(body).exchange();
  }

  /** Posts with an Idempotency-Key. */
  protected static WebTestClient.ResponseSpec post(
      WebTestClient client, String path, @Nullable Object body, String key) {
    WebTestClient.RequestBodySpec request = client.post().uri(path).header("Idempotency-Key", key);
    return (body == null ? request : request.bodyValue(body)).exchange();
  }

  protected static WebTestClient.ResponseSpec get(WebTestClient client, String path) {
    return client.get().uri(path).exchange();
  }

  /** Checks that it is a problem with this code, and gives its body. */
  protected static WebTestClient.BodyContentSpec expectProblem(
      WebTestClient.ResponseSpec response, ProblemCode code) {
    return response
        .expectStatus()
        .isEqualTo(code.status())
        .expectHeader()
        .contentType(ProblemDocument.MEDIA_TYPE)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo(code.name());
  }

  /** The figures of a SKU over all locations. */
  protected void expectTotal(String sku, Map<String, Integer> figures) {
    WebTestClient.BodyContentSpec body =
        get(admin(), "/v1/stock/" + sku).expectStatus().isOk().expectBody();
    figures.forEach((name, units) -> body.jsonPath("$.total." + name).isEqualTo(units));
  }

  /** What a field of an answer's body is. */
  protected static String text(WebTestClient.BodyContentSpec body, String path) {
    var found = new String[1];
    body.jsonPath(path).value((Consumer<Object>) value -> found[0] = String.valueOf(value));
    return Objects.requireNonNull(found[0]);
  }
}
