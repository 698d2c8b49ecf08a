package dev.holdfast.inventory.internal.http;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class MinPositionHttpTest extends HoldfastServer {

  private WebTestClient.ResponseSpec readFrom(String position) {
    return admin().get().uri("/v1/skus").header("Holdfast-Min-Position", position).exchange();
  }

  @Test
  void aPositionOfAnAnswerMayBeSentBack() {
    String position =
        Objects.requireNonNull(
            post(
                    admin(),
                    "/v1/stock-movements",
                    Map.of("sku", sku(), "location", location(), "type", "RECEIVE", "quantity", 1))
                .expectStatus()
                .isCreated()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Holdfast-Position"));
    readFrom(position)
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("Holdfast-Position", position);
  }

  @Test
  void aPositionThatNeverComesIs503AfterTwoSeconds() {
    var response = readFrom("0-999999999999");
    response.expectHeader().exists("Retry-After");
    expectProblem(response, ProblemCode.BEHIND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0", "0-", "1-1", "0-1,0-2", "0--1"})
  void anythingElseIs400(String position) {
    expectProblem(readFrom(position), ProblemCode.INVALID_HEADER);
  }

  @Test
  void twoOfThemAre400() {
    expectProblem(
        admin().get().uri("/v1/skus").header("Holdfast-Min-Position", "0-1", "0-1").exchange(),
        ProblemCode.INVALID_HEADER);
  }

  @Test
  void whoMayNotComeInDoesNotWait() {
    expectProblem(
        anyone().get().uri("/v1/skus").header("Holdfast-Min-Position", "0-999999999999").exchange(),
        ProblemCode.UNAUTHENTICATED);
  }
}
