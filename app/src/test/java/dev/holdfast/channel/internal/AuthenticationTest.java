package dev.holdfast.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.shared.ProblemCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who gets in, and how far. */
class AuthenticationTest extends ChannelServerTest {

  private WebTestClient.ResponseSpec authorized(String... headers) {
    return anyone().get().uri("/v1/probe").header("Authorization", headers).exchange();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/probe", "/v1/api-keys", "/nowhere", "/", "/actuator/health"})
  void asksForAKey(String path) {
    var response = anyone().get().uri(path).exchange();
    response
        .expectHeader()
        .valueEquals("WWW-Authenticate", "Bearer")
        .expectHeader()
        .exists("traceparent");
    expectProblem(response, ProblemCode.UNAUTHENTICATED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer nonsense",
        "Bearer hf_",
        "Bearer hf__",
        "Bearer hf_admin_x",
        "Bearer",
        "Basic dGhlLWFkbWluLWtleS1vZi1hLXRlc3Q=",
        ADMIN_KEY
      })
  void refusesAKeyThatIsNone(String header) {
    var response = authorized(header);
    response.expectHeader().valueMatches("WWW-Authenticate", "Bearer.*");
    expectProblem(response, ProblemCode.UNAUTHENTICATED);
  }

  @Test
  void refusesAKeyWithTheRightIdAndAnotherSecret() {
    Made key = makeKey(Map.of("name", "k", "scopes", new String[] {"admin"}));
    String last = key.key().endsWith("A") ? "B" : "A";
    expectProblem(
        authorized("Bearer " + key.key().substring(0, key.key().length() - 1) + last),
        ProblemCode.UNAUTHENTICATED);
  }

  @Test
  void refusesTwoKeysAndEndlessOnes() {
    expectProblem(
        authorized("Bearer " + ADMIN_KEY, "Bearer " + ADMIN_KEY), ProblemCode.UNAUTHENTICATED);
    expectProblem(authorized("Bearer " + "k".repeat(5_000)), ProblemCode.UNAUTHENTICATED);
  }

  @Test
  void takesTheSchemeInAnyCase() {
    anyone()
        .get()
        .uri("/v1/probe?channel=web")
        .header("Authorization", "bearer " + ADMIN_KEY)
        .exchange()
        .expectStatus()
        .isOk();
  }

  @Test
  void answersWhoeverIsInThatThereIsNothing() {
    expectProblem(admin().get().uri("/nowhere").exchange(), ProblemCode.NOT_FOUND);
  }

  @Test
  void refusesParametersAfterASemicolon() {
    expectProblem(
        admin().get().uri("/v1/probe;channel=web").exchange(), ProblemCode.INVALID_PARAMETER);
  }

  @Test
  void namesTheScopeThatIsMissing() {
    makeChannel("auth-web", "WEB");
    Made key = channelKey("auth-web", "availability:read");
    expectProblem(with(key.key()).get().uri("/v1/probe").exchange(), ProblemCode.FORBIDDEN)
        .jsonPath("$.scopes[0]")
        .isEqualTo("reservations:write");
  }

  @Test
  void opensAnEndpointByAnyOfItsScopesAndByImpliedOnes() {
    makeChannel("auth-pos", "POS");
    String pos = channelKey("auth-pos", "fulfilment:write").key();
    with(pos).get().uri("/v1/probe/stock").exchange().expectStatus().isNoContent();
    String stock = makeKey(Map.of("name", "s", "scopes", new String[] {"stock:write"})).key();
    with(stock).get().uri("/v1/probe/stock").exchange().expectStatus().isNoContent();
  }

  @Test
  void refusesBeforeItLooksAtAnythingElse() {
    makeChannel("auth-early", "WEB");
    String key = channelKey("auth-early", "orders:read").key();
    expectProblem(
        with(key)
            .post()
            .uri("/v1/api-keys?nonsense=1")
            .header("Content-Type", "application/json")
            .bodyValue("{nonsense")
            .exchange(),
        ProblemCode.FORBIDDEN);
  }

  @Test
  void impliesTheChannelOfAChannelsKey() {
    makeChannel("auth-own", "WEB");
    Made key = channelKey("auth-own", "reservations:write");
    with(key.key())
        .get()
        .uri("/v1/probe")
        .exchange()
        .expectBody()
        .json(
            "{\"keyId\":\"%s\",\"channel\":\"auth-own\",\"requestScope\":\"auth-own\"}"
                .formatted(key.id()));
    expectProblem(
            with(key.key()).get().uri("/v1/probe?channel=other").exchange(),
            ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors[0].field")
        .isEqualTo("channel");
  }

  @Test
  void hasTheBackOfficeNameTheChannel() {
    admin()
        .get()
        .uri("/v1/probe?channel=web")
        .exchange()
        .expectBody()
        .json("{\"keyId\":\"admin\",\"channel\":\"web\",\"requestScope\":\"\"}");
    expectProblem(admin().get().uri("/v1/probe").exchange(), ProblemCode.VALIDATION_FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"liveness", "readiness"})
  void leavesTheProbesOpenAndSilent(String probe) {
    anyone()
        .get()
        .uri("/actuator/health/" + probe)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .consumeWith(
            result ->
                assertThat(new String(result.getResponseBody(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"status\":\"UP\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator",
        "/actuator/health",
        "/actuator/metrics",
        "/actuator/info",
        "/%61ctuator/metrics",
        "/actuator;a=b/metrics",
        "/actuator/health/liveness/../../metrics"
      })
  void keepsTheRestOfTheActuatorToTheAdmin(String path) {
    makeChannel("auth-metrics", "WEB");
    String key = channelKey("auth-metrics", "orders:read").key();
    URI uri = URI.create("http://localhost:" + port + path);
    expectProblem(with(key).get().uri(uri).exchange(), ProblemCode.FORBIDDEN);
    expectProblem(anyone().get().uri(uri).exchange(), ProblemCode.UNAUTHENTICATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health", "/actuator/metrics", "/actuator/info"})
  void opensTheActuatorToTheAdmin(String path) {
    admin().get().uri(path).exchange().expectStatus().isOk();
  }
}
