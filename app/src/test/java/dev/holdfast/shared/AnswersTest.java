package dev.holdfast.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.reactive.server.WebTestClient;

/** How answers and failures are written. */
@ExtendWith(OutputCaptureExtension.class)
class AnswersTest extends HttpTest {

  private WebTestClient.ResponseSpec thrown(String what) {
    return client().get().uri("/probe/thrown/" + what).exchange();
  }

  @Test
  void writesFieldsInTheirOrderTimesInMillisAndNoNulls() {
    client()
        .get()
        .uri("/probe/zoo")
        .exchange()
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueEquals("Content-Type", "application/json")
        .expectHeader()
        .valueEquals("Location", "/probe/zoo")
        .expectHeader()
        .valueEquals("Holdfast-Position", "0-1")
        .expectBody()
        .consumeWith(
            result ->
                assertThat(new String(result.getResponseBody(), StandardCharsets.UTF_8))
                    .isEqualTo(
                        "{\"zebra\":\"z\",\"at\":\"2026-11-23T10:15:30.500Z\",\"ant\":\"a\"}"));
  }

  @Test
  void writesTheAnswersOfEndpointsWithParametersOfSpringsOwn() {
    client()
        .get()
        .uri("/probe/header")
        .header("X-Test", "x")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json("[\"x\"]");
    expectProblem(client().get().uri("/probe/header").exchange(), ProblemCode.INVALID_PARAMETER);
  }

  @Test
  void answersHeadWithoutABody() {
    client().head().uri("/probe/zoo").exchange().expectStatus().isCreated().expectBody().isEmpty();
  }

  @Test
  void writesAThrownProblemWithWhatHelpsToAct() {
    expectProblem(thrown("problem"), ProblemCode.INSUFFICIENT_STOCK)
        .json(
            """
            {"type":"https://holdfast.dev/problems/insufficient-stock","detail":"Order less.",
             "instance":"/probe/thrown/problem","shortages":[{"sku":"A","quantity":3}]}
            """);
  }

  @Test
  void saysWhenToTryAgain() {
    var response = thrown("answer");
    response.expectHeader().valueEquals("Retry-After", "1");
    expectProblem(response, ProblemCode.LEDGER_BUSY);
  }

  @Test
  void tellsNothingOfABugButLogsItOnceWithItsTrace(CapturedOutput output) {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    var response =
        client()
            .get()
            .uri("/probe/thrown/bug")
            .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
            .exchange();
    expectProblem(response, ProblemCode.INTERNAL)
        .jsonPath("$.traceId")
        .isEqualTo(trace)
        .consumeWith(
            result ->
                assertThat(new String(result.getResponseBody(), StandardCharsets.UTF_8))
                    .doesNotContain("secret-7")
                    .doesNotContain("Exception"));
    assertThat(output.getOut()).containsOnlyOnce("ERROR").contains(trace).contains("secret-7");
  }

  @Test
  void tellsThatTheDatabaseIsAway(CapturedOutput output) {
    var response = thrown("database");
    response.expectHeader().valueEquals("Retry-After", "1");
    expectProblem(response, ProblemCode.DATABASE_UNAVAILABLE)
        .consumeWith(
            result ->
                assertThat(new String(result.getResponseBody(), StandardCharsets.UTF_8))
                    .doesNotContain("secret-7"));
    assertThat(output.getOut()).containsOnlyOnce("WARN");
  }

  @Test
  void neverAnswersWithNothing() {
    expectProblem(thrown("nothing"), ProblemCode.INTERNAL);
  }

  @Test
  void tellsAStoredProblemAsAProblem() {
    thrown("before")
        .expectStatus()
        .isEqualTo(409)
        .expectHeader()
        .contentType(ProblemDocument.MEDIA_TYPE)
        .expectHeader()
        .valueEquals("Idempotent-Replayed", "true")
        .expectBody()
        .json("{}");
  }

  @Test
  void answersNoContent() {
    thrown("not").expectStatus().isNoContent().expectBody().isEmpty();
  }
}
