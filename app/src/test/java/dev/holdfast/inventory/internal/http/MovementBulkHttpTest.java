package dev.holdfast.inventory.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.HoldfastServer;
import dev.holdfast.NdjsonSocket;
import dev.holdfast.shared.ProblemCode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Many movements in one request. */
class MovementBulkHttpTest extends HoldfastServer {
  private static final String PATH = "/v1/stock-movements/bulk";

  private NdjsonSocket bulk() throws IOException {
    return new NdjsonSocket(port, PATH, NdjsonSocket.bearer(ADMIN_KEY));
  }

  private static String line(String sku, String location, String type, int quantity, String more) {
    return "{\"sku\":\"%s\",\"location\":\"%s\",\"type\":\"%s\",\"quantity\":%d%s}"
        .formatted(sku, location, type, quantity, more);
  }

  private static int status(JsonNode answer) {
    return answer.at("/status").asInt();
  }

  @Test
  void movesStockLineByLineInTheirOrder() throws IOException {
    String location = location();
    String sku = sku();
    try (var bulk = bulk()) {
      bulk.send(
              line(sku, location, "RECEIVE", 7, ""),
              line(sku, location, "COUNT", 3, ",\"expectedOnHand\":6"),
              line("none", location, "RECEIVE", 1, ""),
              line(sku, location, "RECEIVE", 0, ""),
              line(sku, location, "COUNT", 5, ",\"expectedOnHand\":7"))
          .end();
      List<JsonNode> answers = bulk.rest();
      assertThat(answers)
          .extracting(MovementBulkHttpTest::status)
          .containsExactly(201, 409, 404, 422, 201);
      assertThat(answers.get(0).at("/body/stock/onHand").asInt()).isEqualTo(7);
      assertThat(answers.get(1).at("/body/code").asString()).isEqualTo("STOCK_CHANGED");
      assertThat(answers.get(1).at("/body/stock/onHand").asInt()).isEqualTo(7);
      assertThat(answers.get(2).at("/body/code").asString()).isEqualTo("SKU_NOT_FOUND");
      assertThat(answers.get(3).at("/body/errors/0/field").asString()).isEqualTo("quantity");
      assertThat(answers.get(4).at("/body/stock/onHand").asInt()).isEqualTo(5);
    }
    expectTotal(sku, Map.of("onHand", 5));
  }

  @Test
  void theSameLineMovesStockOnceEvenOnAnotherConnection() throws IOException {
    String location = location();
    String sku = sku();
    String key = ",\"requestId\":\"" + fresh("r") + "\"";
    JsonNode first;
    try (var bulk = bulk()) {
      first = bulk.send(line(sku, location, "RECEIVE", 7, key)).answer();
    }
    try (var bulk = bulk()) {
      bulk.send(
              line(sku, location, "RECEIVE", 7, key),
              line(sku, location, "RECEIVE", 8, key),
              line(sku, location, "RECEIVE", 1, ""))
          .end();
      List<JsonNode> answers = bulk.rest();
      assertThat(answers.get(0)).isEqualTo(first);
      assertThat(answers.get(1).at("/body/code").asString()).isEqualTo("REQUEST_ID_REUSED");
      assertThat(answers.get(2).at("/body/stock/onHand").asInt()).isEqualTo(8);
    }
  }

  @Test
  void thousandsOfLinesAreAnsweredEachInItsPlace() throws Exception {
    String location = location();
    String sku = sku();
    int count = 20_000;
    List<JsonNode> answers = answersTo(count, i -> line(sku, location, "RECEIVE", 1, ""));
    assertThat(answers).hasSize(count);
    for (int i = 0; i < count; i++) {
      assertThat(answers.get(i).at("/body/stock/onHand").asInt()).isEqualTo(i + 1);
    }
    expectTotal(sku, Map.of("onHand", count));
  }

  @Test
  void thousandsOfLinesSentAgainAreAnsweredAsTheFirstTime() throws Exception {
    String location = location();
    String sku = sku();
    int count = 6_000;
    String key = fresh("again");
    IntFunction<String> lines =
        i -> line(sku, location, "RECEIVE", 1, ",\"requestId\":\"" + key + "-" + i + "\"");
    List<JsonNode> first = answersTo(count, lines);
    assertThat(answersTo(count, lines)).isEqualTo(first);
    expectTotal(sku, Map.of("onHand", count));
  }

  private List<JsonNode> answersTo(int count, IntFunction<String> line) throws Exception {
    try (var bulk = bulk()) {
      var sender =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < count; i++) {
                        bulk.send(line.apply(i));
                      }
                      bulk.end();
                    } catch (IOException failed) {
                      throw new java.io.UncheckedIOException(failed);
                    }
                  });
      List<JsonNode> answers = bulk.rest();
      sender.join();
      return answers;
    }
  }

  @Test
  void itNeedsItsScopeAndLines() {
    expectProblem(
        backOffice("stock:read")
            .post()
            .uri(PATH)
            .header("Content-Type", "application/x-ndjson")
            .bodyValue("{}")
            .exchange(),
        ProblemCode.FORBIDDEN);
    WebTestClient.ResponseSpec json = post(admin(), PATH, Map.of());
    expectProblem(json, ProblemCode.UNSUPPORTED_MEDIA_TYPE);
  }
}
