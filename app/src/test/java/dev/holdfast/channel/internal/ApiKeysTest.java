package dev.holdfast.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.shared.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** {@code /v1/api-keys}, from making to revoking. */
class ApiKeysTest extends ChannelServerTest {
  private static final Map<String, Object> KEY =
      Map.of("name", "shop", "channel", "keys-web", "scopes", List.of("reservations:write"));

  @Autowired DatabaseClient database;

  @BeforeEach
  void channels() {
    makeChannel("keys-web", "WEB");
    makeChannel("keys-pos", "POS");
  }

  private void expectOpen(String key) {
    with(key).get().uri("/v1/probe").exchange().expectStatus().isOk();
  }

  private void expectClosed(String key) {
    expectProblem(with(key).get().uri("/v1/probe").exchange(), ProblemCode.UNAUTHENTICATED);
  }

  private WebTestClient.ResponseSpec rotate(String id, Map<String, Object> body) {
    return admin().post().uri("/v1/api-keys/" + id + "/rotate").bodyValue(body).exchange();
  }

  private static String keyIn(WebTestClient.ResponseSpec response) {
    Made made =
        response.expectStatus().isOk().expectBody(Made.class).returnResult().getResponseBody();
    return Objects.requireNonNull(made).key();
  }

  @Test
  void showsTheKeyOnceAndNeverAgain() {
    var response = postKey(KEY);
    response
        .expectHeader()
        .valueEquals("Cache-Control", "no-store")
        .expectHeader()
        .valueMatches("Location", "/v1/api-keys/[0-9A-Za-z]{12}");
    Made made =
        Objects.requireNonNull(response.expectBody(Made.class).returnResult().getResponseBody());
    assertThat(made.key()).matches("hf_" + made.id() + "_[0-9A-Za-z]{43}");
    expectOpen(made.key());
    admin()
        .get()
        .uri("/v1/api-keys/" + made.id())
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"id":"%s","name":"shop","channel":"keys-web","scopes":["reservations:write"],
             "createdAt":"2026-11-23T10:00:00.000Z"}
            """
                .formatted(made.id()))
        .jsonPath("$.key")
        .doesNotExist()
        .jsonPath("$.hash")
        .doesNotExist();
  }

  @Test
  void revokesAtOnceAndForGood() {
    Made made = makeKey(KEY);
    admin().delete().uri("/v1/api-keys/" + made.id()).exchange().expectStatus().isNoContent();
    expectClosed(made.key());
    for (String path : List.of("/v1/api-keys/" + made.id(), "/v1/api-keys/nobody")) {
      expectProblem(admin().get().uri(path).exchange(), ProblemCode.API_KEY_NOT_FOUND);
      expectProblem(admin().delete().uri(path).exchange(), ProblemCode.API_KEY_NOT_FOUND);
    }
    expectProblem(rotate(made.id(), Map.of()), ProblemCode.API_KEY_NOT_FOUND);
  }

  @Test
  void closesAKeyThoughNobodyKnowsWhetherItsRevocationIsStored() {
    Made made = makeKey(Map.of("name", "dies", "scopes", List.of("reservations:write")));
    database
        .sql(
            """
            do $$ begin
              create function die() returns trigger language plpgsql as
                'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
              create constraint trigger die after update on api_key
                deferrable initially deferred for each row
                when (new.name = 'dies') execute function die();
            end $$
            """)
        .then()
        .block(Duration.ofSeconds(20));
    expectProblem(
        admin().delete().uri("/v1/api-keys/" + made.id()).exchange(), ProblemCode.OUTCOME_UNKNOWN);
    expectClosed(made.key());
  }

  @Test
  void rotatesAtOnceWhenNoGraceIsAskedFor() {
    Made made = makeKey(KEY);
    String newer = keyIn(admin().post().uri("/v1/api-keys/" + made.id() + "/rotate").exchange());
    assertThat(newer).startsWith("hf_" + made.id() + "_").isNotEqualTo(made.key());
    expectClosed(made.key());
    expectOpen(newer);
  }

  @Test
  void keepsTheOldKeyForItsGraceAndNoLonger() {
    Made made = makeKey(KEY);
    String newer = keyIn(rotate(made.id(), Map.of("graceSeconds", 60)));
    clock.pass(Duration.ofSeconds(59));
    expectOpen(made.key());
    expectOpen(newer);
    clock.pass(Duration.ofSeconds(1));
    expectClosed(made.key());
    expectOpen(newer);
  }

  @Test
  void forgetsTheOldestOfThreeKeys() {
    Made made = makeKey(KEY);
    String second = keyIn(rotate(made.id(), Map.of("graceSeconds", 60)));
    String third = keyIn(rotate(made.id(), Map.of("graceSeconds", 60)));
    expectClosed(made.key());
    expectOpen(second);
    expectOpen(third);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          keys-web | fulfilment:write    | scopes
          keys-web | sales:record        | scopes
          keys-web | orders:all-channels | scopes
          keys-pos | stock:write         | scopes
          keys-pos | stock:read          | scopes
          keys-pos | catalog:write       | scopes
          keys-pos | admin               | scopes
          keys-web | everything          | scopes[0]
          -bad-    | orders:read         | channel
          """)
  void refusesScopesThatAChannelCannotHave(String channel, String scope, String field) {
    expectProblem(
            postKey(Map.of("name", "k", "channel", channel, "scopes", List.of(scope))),
            ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors[0].field")
        .isEqualTo(field);
  }

  @Test
  void refusesAnIncompleteKeyAndAnUnknownChannel() {
    expectProblem(postKey(Map.of()), ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors[*].field")
        .isEqualTo(List.of("name", "scopes"));
    expectProblem(
        postKey(Map.of("name", "k", "channel", "nobody", "scopes", List.of("orders:read"))),
        ProblemCode.CHANNEL_NOT_FOUND);
    expectProblem(rotate("x", Map.of("graceSeconds", 86_401)), ProblemCode.VALIDATION_FAILED);
  }

  @Test
  void listsKeysInTheOrderOfTheirMaking() {
    List<String> made = List.of(makeKey(KEY).id(), makeKey(KEY).id(), makeKey(KEY).id());
    var seen = new ArrayList<String>();
    String query = "?limit=2";
    while (!query.isEmpty()) {
      Listed page =
          Objects.requireNonNull(
              admin()
                  .get()
                  .uri("/v1/api-keys" + query)
                  .exchange()
                  .expectStatus()
                  .isOk()
                  .expectBody(Listed.class)
                  .returnResult()
                  .getResponseBody());
      page.items().forEach(item -> seen.add(String.valueOf(item.get("id"))));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(2).noneMatch(it -> it.containsKey("key"));
      query = page.next() == null ? "" : "?limit=2&cursor=" + page.next();
    }
    assertThat(seen).doesNotHaveDuplicates().containsSubsequence(made);
    expectProblem(
        admin().get().uri("/v1/api-keys?cursor=eA").exchange(), ProblemCode.INVALID_PARAMETER);
  }

  record Listed(List<Map<String, Object>> items, @Nullable String next) {}

  private EntityExchangeResult<byte[]> postOnce(String idempotencyKey, Map<String, Object> body) {
    return admin()
        .post()
        .uri("/v1/api-keys")
        .header("Idempotency-Key", idempotencyKey)
        .bodyValue(body)
        .exchange()
        .expectBody()
        .returnResult();
  }

  private static String text(EntityExchangeResult<byte[]> result) {
    return new String(Objects.requireNonNull(result.getResponseBody()), StandardCharsets.UTF_8);
  }

  @Test
  void answersTheSameRequestTheSameWithoutTheSecret() {
    String id = UUID.randomUUID().toString();
    var first = postOnce(id, KEY);
    var second = postOnce('"' + id + '"', KEY);
    assertThat(second.getStatus()).isEqualTo(first.getStatus());
    assertThat(second.getResponseHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
    assertThat(first.getResponseHeaders().getFirst("Idempotent-Replayed")).isNull();
    assertThat(second.getResponseHeaders().getLocation())
        .isEqualTo(first.getResponseHeaders().getLocation());
    assertThat(text(first)).contains("\"key\":");
    assertThat(text(first)).startsWith(text(second).replace("}", ""));
    assertThat(text(second)).doesNotContain("\"key\":");
  }

  @Test
  void refusesAnotherRequestWithTheSameId() {
    String id = UUID.randomUUID().toString();
    postOnce(id, KEY);
    var other = postOnce(id, Map.of("name", "other", "scopes", List.of("admin")));
    assertThat(text(other)).contains("REQUEST_ID_REUSED");
  }

  @Test
  void remembersNothingThatCouldNotBeUnderstood() {
    String id = UUID.randomUUID().toString();
    assertThat(postOnce(id, Map.of("nmae", "x")).getStatus().value()).isEqualTo(400);
    assertThat(postOnce(id, Map.of("name", "x")).getStatus().value()).isEqualTo(422);
    assertThat(postOnce(id, KEY).getStatus().value()).isEqualTo(201);
  }

  @Test
  void forgetsAfterADay() {
    String id = UUID.randomUUID().toString();
    var first = postOnce(id, KEY);
    clock.pass(Duration.ofHours(24));
    var later = postOnce(id, KEY);
    assertThat(later.getStatus().value()).isEqualTo(201);
    assertThat(later.getResponseHeaders().getLocation())
        .isNotEqualTo(first.getResponseHeaders().getLocation());
  }

  @Test
  void makesOneKeyHoweverOftenTheRequestComesAtOnce() {
    String id = UUID.randomUUID().toString();
    List<EntityExchangeResult<byte[]>> results =
        Flux.range(0, 16)
            .flatMap(
                _ ->
                    Mono.fromCallable(() -> postOnce(id, KEY))
                        .subscribeOn(Schedulers.boundedElastic()),
                16)
            .collectList()
            .block(Duration.ofSeconds(30));
    assertThat(Objects.requireNonNull(results))
        .allMatch(
            result ->
                result.getStatus().value() == 201 || text(result).contains("REQUEST_IN_PROGRESS"));
    assertThat(
            results.stream()
                .filter(result -> result.getStatus().value() == 201)
                .map(result -> result.getResponseHeaders().getLocation())
                .distinct())
        .hasSize(1);
  }
}
