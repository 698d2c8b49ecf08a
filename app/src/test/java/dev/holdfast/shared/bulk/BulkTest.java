package dev.holdfast.shared.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.NdjsonSocket;
import dev.holdfast.shared.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Lines in, answers out, over a socket. */
class BulkTest extends BulkServer {

  private static String code(JsonNode answer) {
    return answer.at("/body/code").asString();
  }

  private static String name(JsonNode answer) {
    return answer.at("/body/name").asString();
  }

  private static int status(JsonNode answer) {
    return answer.at("/status").asInt();
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
  }

  @Test
  void answersEachLineInItsPlace() throws IOException {
    try (var bulk = bulk()) {
      bulk.send(line("a"), line("refused"), "{", line("nothing"), line("b")).end();
      assertThat(bulk.head())
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("content-type: application/x-ndjson");
      List<JsonNode> answers = bulk.rest();
      assertThat(answers).extracting(BulkTest::status).containsExactly(201, 404, 400, 204, 201);
      assertThat(answers.get(0).at("/body/name").asString()).isEqualTo("a");
      assertThat(answers.get(1).at("/body/sku").asString()).isEqualTo("refused");
      assertThat(answers.get(1).at("/body/type").asString())
          .isEqualTo(ProblemCode.SKU_NOT_FOUND.type());
      assertThat(answers.get(1).at("/body/instance").asString()).isEqualTo(PATH);
      assertThat(code(answers.get(2))).isEqualTo("MALFORMED_JSON");
      assertThat(answers.get(3).has("body")).isFalse();
    }
  }

  @Test
  void answersWhileLinesStillCome() throws IOException {
    try (var bulk = bulk()) {
      assertThat(bulk.head()).startsWith("HTTP/1.1 200");
      for (String name : names(5)) {
        assertThat(name(bulk.send(line(name)).answer())).isEqualTo(name);
      }
      assertThat(bulk.end().next()).isEmpty();
    }
  }

  @Test
  void aConnectionGoesOnToItsNextRequest() throws IOException {
    client()
        .post()
        .uri(PATH)
        .header("Content-Type", "application/x-ndjson; charset=UTF-8")
        .bodyValue((line("a") + "\n" + line("b")).getBytes(StandardCharsets.UTF_8))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(text -> assertThat(text.lines()).hasSize(2));
  }

  @Test
  void noLinesHaveNoAnswers() throws IOException {
    try (var bulk = bulk()) {
      assertThat(bulk.end().rest()).isEmpty();
    }
  }

  @Test
  void aClientThatWaitsToBeToldToSendIsTold() throws IOException {
    try (var bulk = new NdjsonSocket(port, PATH, "Expect: 100-continue")) {
      assertThat(bulk.head()).startsWith("HTTP/1.1 100");
    }
  }

  @Test
  void blankLinesAndCarriageReturnsArePassedOverAndTheLastLineNeedsNoEnd() throws IOException {
    try (var bulk = bulk()) {
      String lines = "\n \r\n" + line("a") + "\r\n\t\n" + line("b") + "\n\n" + line("c");
      bulk.sendBytes(lines.getBytes(StandardCharsets.UTF_8)).end();
      assertThat(bulk.rest()).extracting(BulkTest::name).containsExactly("a", "b", "c");
    }
  }

  @Test
  void linesMayComeAllInOnePiece() throws IOException {
    List<String> names = names(1_000);
    try (var bulk = bulk()) {
      bulk.send(names.stream().map(BulkServer::line).toArray(String[]::new));
      for (String name : names) {
        assertThat(name(bulk.answer())).isEqualTo(name);
      }
      assertThat(bulk.end().next()).isEmpty();
    }
  }

  @Test
  void linesMayComeInAnyPieces() throws IOException {
    List<String> names = names(300);
    byte[] bytes =
        String.join("\n", names.stream().map(BulkServer::line).toList())
            .getBytes(StandardCharsets.UTF_8);
    var random = new Random(5);
    try (var bulk = bulk()) {
      for (int at = 0; at < bytes.length; ) {
        int to = Math.min(bytes.length, at + 1 + random.nextInt(60));
        bulk.sendBytes(java.util.Arrays.copyOfRange(bytes, at, to));
        at = to;
      }
      bulk.end();
      assertThat(bulk.rest()).extracting(BulkTest::name).containsExactlyElementsOf(names);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name':1}|INVALID_TYPE",
        "{'nome':'a'}|UNKNOWN_FIELD",
        "{'name':'a','name':'b'}|DUPLICATE_FIELD",
        "{'name':'a'} {'name':'b'}|MALFORMED_JSON",
        "[]|INVALID_TYPE",
        "null|INVALID_TYPE",
        "{'items':[{'sku':'a','requestId':'r'}]}|UNKNOWN_FIELD"
      })
  void aLineIsReadAsStrictlyAsABody(String line, String code) throws IOException {
    try (var bulk = bulk()) {
      bulk.send(line.replace('\'', '"'), line("a")).end();
      assertThat(code(bulk.answer())).isEqualTo(code);
      assertThat(name(bulk.answer())).isEqualTo("a");
    }
  }

  @Test
  void aLineThatIsTooLongIsRefusedAndTheNextIsNot() throws IOException {
    try (var bulk = bulk()) {
      bulk.send(line("x".repeat(1_020)), line("a"), line("x".repeat(100_000)), line("b")).end();
      List<JsonNode> answers = bulk.rest();
      assertThat(answers).extracting(BulkTest::status).containsExactly(413, 201, 413, 201);
      assertThat(answers.get(0).at("/body/maxBytes").asInt()).isEqualTo(1_024);
    }
  }

  @Test
  void aFaultOfOursIsToldOfItsLineOnlyAndWithoutItsInside() throws IOException {
    try (var bulk = bulk()) {
      bulk.send(line("bug"), line("bug later"), line("a")).end();
      List<JsonNode> answers = bulk.rest();
      assertThat(answers).extracting(BulkTest::status).containsExactly(500, 500, 201);
      assertThat(answers.toString()).doesNotContain("secret-7");
    }
  }

  @Test
  void aRequestIdComesBackWithItsAnswerAndNamesTheContentBesideIt() throws IOException {
    try (var bulk = bulk()) {
      bulk.send(
              "{\"requestId\":\"r1\",\"name\":\"a\"}",
              "{\"name\":\"a\",\"requestId\":\"r1\"}",
              "{\"name\":\"b\",\"requestId\":\"r1\"}",
              "{\"name\":\"a\",\"requestId\":\"r2\"}",
              "{\"name\":\"a\",\"requestId\":null}")
          .end();
      List<JsonNode> answers = bulk.rest();
      assertThat(answers)
          .extracting(answer -> answer.path("requestId").asString(""))
          .containsExactly("r1", "r1", "r1", "r2", "");
      JsonNode first = answers.get(0).at("/body/digest");
      assertThat(answers.get(1).at("/body/digest")).isEqualTo(first);
      JsonNode other = answers.get(2).at("/body/digest");
      assertThat(other.get("high")).isEqualTo(first.get("high"));
      assertThat(other.get("content")).isNotEqualTo(first.get("content"));
      JsonNode second = answers.get(3).at("/body/digest");
      assertThat(second.get("high")).isNotEqualTo(first.get("high"));
      assertThat(second.get("content")).isEqualTo(first.get("content"));
      assertThat(answers.get(4).at("/body/digest/high").asInt()).isZero();
    }
  }

  @Test
  void aRequestIdComesBackEvenWithALineThatCannotBeRead() throws IOException {
    try (var bulk = bulk()) {
      bulk.send("{\"requestId\":\"r1\",\"name\":5}", "{\"x\":[{}],\"requestId\":\"r2\"}", "{]")
          .end();
      assertThat(bulk.rest())
          .extracting(answer -> answer.path("requestId").asString(""))
          .containsExactly("r1", "r2", "");
    }
  }

  @Test
  void aRequestIdOutOfFormIsRefused() throws IOException {
    try (var bulk = bulk()) {
      bulk.send(
              "{\"requestId\":7}",
              "{\"requestId\":\"\"}",
              "{\"requestId\":\"ü\"}",
              "{\"requestId\":{\"a\":[1]},\"name\":\"a\"}")
          .end();
      assertThat(bulk.rest()).extracting(BulkTest::status).containsExactly(400, 422, 422, 400);
    }
    assertThat(probe.begun).hasValue(0);
  }

  @Test
  void answersKeepTheOrderOfLinesWhateverIsDoneFirst() throws Exception {
    try (var bulk = bulk()) {
      bulk.send(line("later"), line("a"), line("later"), line("b")).end();
      var first = probe.next();
      probe.next().done();
      first.done();
      assertThat(bulk.rest())
          .extracting(BulkTest::name)
          .containsExactly("later", "a", "later", "b");
    }
  }

  @Test
  void takesNoMoreLinesThanMayBeInFlight() throws Exception {
    try (var bulk = bulk()) {
      bulk.send(Collections.nCopies(100, line("later")).toArray(String[]::new)).end();
      for (int i = 0; i < 100; i++) {
        var next = probe.next();
        assertThat(probe.begun.get()).isLessThanOrEqualTo(i + 8);
        next.done();
        assertThat(status(bulk.answer())).isEqualTo(201);
      }
      assertThat(bulk.next()).isEmpty();
    }
  }

  @Test
  void waitsForRoomAndLetsNoLineOvertake() throws IOException {
    probe.busy.set(20);
    try (var bulk = bulk()) {
      bulk.send(line("a"), line("b"), line("c")).end();
      assertThat(bulk.rest()).extracting(BulkTest::name).containsExactly("a", "b", "c");
    }
    assertThat(probe.busy).hasValue(0);
  }

  @Test
  void whoDoesNotReadIsNotReadFrom() throws Exception {
    int count = 4_000;
    String line = "{\"name\":\"0123456789\",\"size\":1000}";
    try (var bulk = bulk()) {
      CompletableFuture<?> sending =
          CompletableFuture.runAsync(() -> sendAll(bulk, Collections.nCopies(count, line)));
      var before = new int[] {-1};
      await()
          .pollInterval(java.time.Duration.ofMillis(300))
          .until(() -> before[0] == (before[0] = probe.begun.get()) && before[0] > 0);
      // What fits the sockets' buffers at both ends, at 10 KB an answer.
      assertThat(probe.begun.get()).isLessThan(count / 2);
      assertThat(bulk.rest()).hasSize(count);
      sending.join();
    }
  }

  private static void sendAll(NdjsonSocket bulk, List<String> lines) {
    try {
      for (int i = 0; i < lines.size(); i += 100) {
        bulk.send(lines.subList(i, Math.min(lines.size(), i + 100)).toArray(String[]::new));
      }
      bulk.end();
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  @Test
  void whoIsCutOffLeavesNothingBehind() throws Exception {
    var waiting = new ArrayList<Waiting>();
    for (int i = 0; i < 5; i++) {
      var bulk = bulk();
      bulk.send(line("later"), line("a"), "{\"na");
      waiting.add(probe.next());
      bulk.cut();
    }
    await().until(() -> this.bulk.open() == 0);
    waiting.forEach(Waiting::done);
    try (var bulk = bulk()) {
      assertThat(name(bulk.send(line("a")).answer())).isEqualTo("a");
    }
    await().until(() -> this.bulk.open() == 0);
  }

  @Test
  void takesLinesAndNothingElse() {
    client()
        .post()
        .uri(PATH)
        .header("Content-Type", "application/json")
        .bodyValue("{}")
        .exchange()
        .expectStatus()
        .isEqualTo(415)
        .expectHeader()
        .valueEquals("Accept", "application/x-ndjson");
    client()
        .post()
        .uri(PATH)
        .header("Content-Type", "application/x-ndjson")
        .header("Accept", "application/json")
        .bodyValue("{}")
        .exchange()
        .expectStatus()
        .isEqualTo(406);
  }

  @Test
  void aKeyForAllOfThemIsRefused() {
    client()
        .post()
        .uri(PATH)
        .header("Content-Type", "application/x-ndjson")
        .header("Idempotency-Key", "k")
        .bodyValue("{}")
        .exchange()
        .expectStatus()
        .isEqualTo(400)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("INVALID_HEADER");
  }
}
