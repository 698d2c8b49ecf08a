package dev.holdfast.channel.internal;

import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import dev.holdfast.TestClient;
import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.persistence.TestDatabase;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.ProblemDocument;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import reactor.core.publisher.Mono;

/** A real server with a database, its channels in memory, and a clock that is handed in. */
@ExtendWith(SpringExtension.class)
@SpringBootTest(
    classes = ChannelServerTest.Server.class,
    webEnvironment = RANDOM_PORT,
    properties = {
      "holdfast.admin-key=" + ChannelServerTest.ADMIN_KEY,
      "holdfast.key-refresh=1h" // So that nothing but what a test does changes the keys.
    })
abstract class ChannelServerTest {
  static final String ADMIN_KEY = "the-admin-key-of-a-test";

  @LocalServerPort int port;
  @Autowired TestClock clock;
  @Autowired ChannelsInMemory channels;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.empty().register(registry);
  }

  WebTestClient anyone() {
    return TestClient.to(port);
  }

  WebTestClient with(String key) {
    return anyone().mutate().defaultHeader("Authorization", "Bearer " + key).build();
  }

  WebTestClient admin() {
    return with(ADMIN_KEY);
  }

  WebTestClient.ResponseSpec putChannel(String id, Map<String, Object> body) {
    return admin().put().uri("/v1/channels/" + id).bodyValue(body).exchange();
  }

  void makeChannel(String id, String type) {
    putChannel(id, Map.of("name", id, "type", type, "currency", "EUR"))
        .expectStatus()
        .is2xxSuccessful();
  }

  WebTestClient.ResponseSpec postKey(Map<String, Object> body) {
    return admin().post().uri("/v1/api-keys").bodyValue(body).exchange();
  }

  /** What comes back when a key is made. */
  record Made(String id, String key) {}

  Made makeKey(Map<String, Object> body) {
    return Objects.requireNonNull(
        postKey(body)
            .expectStatus()
            .isCreated()
            .expectBody(Made.class)
            .returnResult()
            .getResponseBody());
  }

  Made channelKey(String channel, String... scopes) {
    return makeKey(Map.of("name", "k", "channel", channel, "scopes", scopes));
  }

  static WebTestClient.BodyContentSpec expectProblem(
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

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ComponentScan(
      basePackages = {
        "dev.holdfast.shared",
        "dev.holdfast.observability",
        "dev.holdfast.persistence",
        "dev.holdfast.channel"
      },
      excludeFilters = @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
  @Import({Probe.class, TestClock.class, ChannelsInMemory.class})
  static class Server {}

  /** Time as the test says. */
  @Primary
  @Component
  static final class TestClock implements InstantSource {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));

    @Override
    public Instant instant() {
      return now.get();
    }

    void pass(Duration duration) {
      now.updateAndGet(instant -> instant.plus(duration));
    }
  }

  record Seen(String keyId, String channel, String requestScope) {}

  @JsonController("/v1/probe")
  static final class Probe {

    @GetMapping
    @Requires(Scope.RESERVATIONS_WRITE)
    @QueryParameters("channel")
    Mono<Answer> channel(Caller caller, Query query) {
      String channel = caller.channelOr(query.text("channel").orElse(null));
      return Mono.just(Answer.ok(new Seen(caller.keyId(), channel, caller.requestScope())));
    }

    @GetMapping("/stock")
    @Requires({Scope.STOCK_READ, Scope.FULFILMENT_WRITE})
    Mono<Answer> stock() {
      return Mono.just(Answer.noContent());
    }
  }
}
