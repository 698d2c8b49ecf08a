package dev.holdfast.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

/** What a request may not be beside its JSON, and how that is told. */
class BadRequestsTest extends HttpTest {

  private WebTestClient.ResponseSpec get(String uri) {
    return client().get().uri(uri).exchange();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nowhere", "/probe/", "/probe/items/7", "/error", "/favicon.ico"})
  void answersAnUnknownPath(String path) {
    expectProblem(get(path), ProblemCode.NOT_FOUND).jsonPath("$.instance").isEqualTo(path);
  }

  @Test
  void neverAnswersABrowserWithHtml() {
    var response = client().get().uri("/nowhere").header("Accept", "text/html").exchange();
    expectProblem(response, ProblemCode.NOT_FOUND);
  }

  @Test
  void namesTheMethodsThatAreAllowed() {
    var response = client().delete().uri("/probe/items").exchange();
    response.expectHeader().valueEquals("Allow", "GET, HEAD");
    expectProblem(response, ProblemCode.METHOD_NOT_ALLOWED);
  }

  @Test
  void refusesAMethodNobodyKnows() {
    var response = client().method(HttpMethod.valueOf("FROB")).uri("/probe/items").exchange();
    expectProblem(response, ProblemCode.METHOD_NOT_ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/xml", "application/problem+json", "nonsense"})
  void refusesToAnswerInAnotherForm(String accept) {
    var response = client().get().uri("/probe/zoo").header("Accept", accept).exchange();
    expectProblem(response, ProblemCode.NOT_ACCEPTABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/*", "text/html, application/json;q=0.5"})
  void answersWhoeverTakesJson(String accept) {
    client().get().uri("/probe/zoo").header("Accept", accept).exchange().expectStatus().isCreated();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json;charset=utf-16",
        "application/vnd.api+json"
      })
  void refusesAnotherMediaType(String type) {
    var response =
        client()
            .post()
            .uri("/probe")
            .header("Content-Type", type)
            .bodyValue("{}".getBytes(StandardCharsets.UTF_8))
            .exchange();
    response.expectHeader().valueEquals("Accept", "application/json");
    expectProblem(response, ProblemCode.UNSUPPORTED_MEDIA_TYPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/json;charset=UTF-8", "Application/JSON"})
  void takesJsonHoweverItIsSpelled(String type) {
    client()
        .post()
        .uri("/probe")
        .header("Content-Type", type)
        .bodyValue("{}".getBytes(StandardCharsets.UTF_8))
        .exchange()
        .expectStatus()
        .isOk();
  }

  @Test
  void refusesAPackedBody() {
    var response =
        client()
            .post()
            .uri("/probe")
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .bodyValue("{}")
            .exchange();
    expectProblem(response, ProblemCode.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void refusesAMissingBody() {
    expectProblem(client().post().uri("/probe").exchange(), ProblemCode.MALFORMED_JSON);
  }

  @Test
  void readsAMissingBodyAsAnEmptyObjectWhereItMayBeMissing() {
    client().post().uri("/probe/optional").exchange().expectStatus().isOk().expectBody().json("{}");
  }

  @Test
  void refusesALargeBodyOfKnownLength() {
    expectProblem(post("{\"name\":\"" + "x".repeat(5_000) + "\"}"), ProblemCode.BODY_TOO_LARGE)
        .jsonPath("$.maxBytes")
        .isEqualTo(4_096);
  }

  @Test
  void refusesALargeBodyOfUnknownLength() {
    var response =
        client()
            .post()
            .uri("/probe")
            .header("Content-Type", "application/json")
            .body(Flux.range(0, 100).map(_ -> "x".repeat(100)), String.class)
            .exchange();
    expectProblem(response, ProblemCode.BODY_TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /probe/items?limt=1           | limt
          /probe/items?limit=0          | limit
          /probe/items?limit=501        | limit
          /probe/items?limit=-1         | limit
          /probe/items?limit=ten        | limit
          /probe/items?limit=1.0        | limit
          /probe/items?limit            | limit
          /probe/items?limit=           | limit
          /probe/items?limit=1&limit=2  | limit
          /probe/items?limit=99999999999999999999 | limit
          /probe/items?cursor=%21%21    | cursor
          /probe/items?cursor=          | cursor
          /probe/items?flag=yes         | flag
          /probe/items?flag=true&x=     | x
          /probe/zoo?limit=1            | limit
          """)
  void refusesABadQueryParameter(String uri, String parameter) {
    expectProblem(
            client().get().uri(URI.create("http://localhost:" + port + uri)).exchange(),
            ProblemCode.INVALID_PARAMETER)
        .jsonPath("$.parameter")
        .isEqualTo(parameter);
  }

  @Test
  void pagesByDefaultInFifties() {
    get("/probe/items").expectBody().json("{\"items\":[50,\"-\"],\"next\":null}");
  }

  @Test
  void givesACursorThatLeadsOn() {
    var page =
        get("/probe/items?limit=1&sku=A&sku=B")
            .expectBody(PageOfText.class)
            .returnResult()
            .getResponseBody();
    String next = Objects.requireNonNull(page).next();
    assertThat(next).isNotEqualTo("A");
    get("/probe/items?cursor=" + next).expectBody().json("{\"items\":[50,\"A\"],\"next\":null}");
  }

  record PageOfText(List<String> items, String next) {}

  @ParameterizedTest
  @ValueSource(strings = {"\"open", "\"a\"b\"", "\"a\\n\"", "\"\""})
  void refusesABadIdempotencyKey(String key) {
    var response =
        client()
            .post()
            .uri("/probe")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .bodyValue("{}")
            .exchange();
    expectProblem(response, ProblemCode.INVALID_HEADER)
        .jsonPath("$.header")
        .isEqualTo("Idempotency-Key");
  }

  @Test
  void refusesADoubledIdempotencyKey() {
    var response =
        client()
            .post()
            .uri("/probe")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "a", "b")
            .bodyValue("{}")
            .exchange();
    expectProblem(response, ProblemCode.INVALID_HEADER);
  }

  @Test
  void tellsEverythingThatIsWrongWithTheValuesAtOnce() {
    var response =
        client()
            .post()
            .uri("/probe/checked")
            .header("Content-Type", "application/json")
            .bodyValue("{\"name\":\"-a\",\"lines\":[{\"quantity\":0},{},{}]}")
            .exchange();
    expectProblem(response, ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors[*].field")
        .isEqualTo(List.of("name", "lines", "lines[0].quantity", "lines[1].quantity"));
  }
}
