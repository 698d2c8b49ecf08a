package dev.holdfast.shared;

import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import dev.holdfast.TestClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A real server with the foundation only, and endpoints that say what they were given. */
@ExtendWith(SpringExtension.class)
@SpringBootTest(
    classes = HttpTest.Server.class,
    webEnvironment = RANDOM_PORT,
    properties = "holdfast.http.max-body-bytes=4KB")
abstract class HttpTest {

  @LocalServerPort int port;

  WebTestClient client() {
    return TestClient.to(port);
  }

  WebTestClient.ResponseSpec post(String body) {
    return client()
        .post()
        .uri("/probe")
        .header("Content-Type", "application/json")
        .bodyValue(body)
        .exchange();
  }

  /** Checks that it is a complete problem document with this code. */
  static WebTestClient.BodyContentSpec expectProblem(
      WebTestClient.ResponseSpec response, ProblemCode code) {
    return response
        .expectStatus()
        .isEqualTo(code.status())
        .expectHeader()
        .contentType(ProblemDocument.MEDIA_TYPE)
        .expectHeader()
        .exists("traceparent")
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo(code.name())
        .jsonPath("$.type")
        .isEqualTo(code.type())
        .jsonPath("$.title")
        .isEqualTo(code.title())
        .jsonPath("$.status")
        .isEqualTo(code.status())
        .jsonPath("$.detail")
        .isNotEmpty()
        .jsonPath("$.traceId")
        .isNotEmpty();
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration(exclude = {R2dbcAutoConfiguration.class, FlywayAutoConfiguration.class})
  @ComponentScan({"dev.holdfast.shared.internal", "dev.holdfast.observability"})
  @Import({RequestDigests.class, Probe.class})
  static class Server {}

  enum Colour {
    RED,
    GREEN
  }

  record Item(@Nullable String sku, @Nullable Integer quantity) {}

  record Body(
      @Nullable String name,
      @Nullable Integer count,
      @Nullable Long total,
      @Nullable Boolean flag,
      @Nullable Colour colour,
      @Nullable Instant at,
      @Nullable List<Item> lines,
      @Nullable List<String> tags) {}

  record Echo(Body body, String key) {}

  record Zoo(String zebra, Optional<String> none, Instant at, String ant, @Nullable String nil) {}

  @JsonController("/probe")
  static final class Probe {

    @PostMapping
    Mono<Answer> read(IdempotencyKey key, @JsonBody Body body) {
      return Mono.just(Answer.ok(new Echo(body, key.value())));
    }

    @PostMapping("/checked")
    Mono<Answer> check(@JsonBody Body body) {
      var checks = new Checks();
      checks.id("name", body.name());
      List<Item> lines = checks.items("lines", body.lines(), 2);
      for (int i = 0; i < lines.size(); i++) {
        checks.in("lines", i);
        checks.number("quantity", lines.get(i).quantity(), 1, 100);
      }
      checks.out().done();
      return Mono.just(Answer.ok(body));
    }

    @PostMapping("/optional")
    Mono<Answer> readIfAny(@JsonBody(required = false) Body body) {
      return Mono.just(Answer.ok(body));
    }

    @GetMapping("/items")
    @QueryParameters(value = "flag", repeatable = "sku", paged = true)
    Mono<Answer> list(Query query) {
      PageRequest page = query.page();
      query.flag("flag");
      List<String> items = query.texts("sku");
      return Mono.just(
          Answer.ok(
              page.limit() < items.size()
                  ? Page.of(items, page.limit(), sku -> sku)
                  : Page.last(List.of(page.limit(), page.after().orElse("-")))));
    }

    @GetMapping("/header")
    Mono<Answer> header(@RequestHeader("X-Test") String header) {
      return Mono.just(Answer.ok(List.of(header)));
    }

    @GetMapping("/zoo")
    Mono<Answer> zoo() {
      var zoo = new Zoo("z", Optional.empty(), Instant.parse("2026-11-23T10:15:30.5Z"), "a", null);
      return Mono.just(Answer.created(zoo).location("/probe/zoo").position("0-1"));
    }

    @GetMapping("/thrown/{what}")
    Mono<Answer> fail(@PathVariable String what, ServerWebExchange exchange) {
      return switch (what) {
        case "problem" ->
            Mono.error(
                Problem.of(ProblemCode.INSUFFICIENT_STOCK, "Order less.")
                    .with("shortages", List.of(new Item("A", 3))));
        case "answer" ->
            Mono.just(Answer.problem(Problem.of(ProblemCode.LEDGER_BUSY, "Try again.")));
        case "bug" -> throw new IllegalArgumentException("secret-7");
        case "database" ->
            Mono.error(new DataAccessResourceFailureException("secret-7 at db.internal"));
        case "nothing" -> Mono.empty();
        case "before" -> Mono.just(Answer.stored(409, new byte[] {'{', '}'}).replayed());
        default -> Mono.just(Answer.noContent());
      };
    }
  }
}
