package dev.holdfast.reservation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.HoldfastServer;
import dev.holdfast.NdjsonSocket;
import dev.holdfast.shared.ProblemCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many reservations in one request; how lines are cut, held back and ended is tested elsewhere. */
class ReservationBulkTest extends HoldfastServer {
  private static final String PATH = "/v1/reservations/bulk";

  private String sku = "";
  private String channel = "";

  @BeforeEach
  void sellTenUnits() {
    sku = sku(location(), 10);
    channel = channel();
  }

  private List<JsonNode> answers(String key, String... lines) throws IOException {
    try (var socket = new NdjsonSocket(port, PATH, NdjsonSocket.bearer(key))) {
      return socket.send(lines).end().rest();
    }
  }

  private String line(int quantity, String more) {
    return "{\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}]%s}".formatted(sku, quantity, more);
  }

  private static String code(JsonNode answer) {
    return answer.at("/body/code").asString();
  }

  @Test
  void eachLineIsAnsweredAsOneRequestWouldBe() throws IOException {
    List<JsonNode> answers =
        answers(
            keyOf(channel),
            line(7, ",\"customer\":\"c-1\",\"requestId\":\"a\""),
            line(4, ""),
            line(0, ""),
            line(1, ",\"as\":\"CONFIRMED\""),
            line(1, ",\"recorded\":true"),
            line(1, ",\"sale\":\"none\""),
            "{\"lines\":",
            line(3, ""));
    assertThat(answers)
        .extracting(answer -> answer.get("status").asInt())
        .containsExactly(201, 409, 422, 403, 403, 404, 400, 201);
    JsonNode first = answers.getFirst();
    assertThat(first.get("requestId").asString()).isEqualTo("a");
    assertThat(first.at("/body/state").asString()).isEqualTo("HELD");
    assertThat(first.at("/body/customer").asString()).isEqualTo("c-1");
    assertThat(first.at("/body/lines/0/quantity").asInt()).isEqualTo(7);
    assertThat(code(answers.get(1))).isEqualTo("INSUFFICIENT_STOCK");
    assertThat(answers.get(1).at("/body/shortages/0/available").asInt()).isEqualTo(3);
    assertThat(code(answers.get(5))).isEqualTo("SALE_NOT_FOUND");
    expectTotal(sku, Map.of("held", 10, "available", 0));
    get(with(keyOf(channel)), "/v1/reservations/" + first.at("/body/id").asString())
        .expectStatus()
        .isOk();
  }

  @Test
  void aRequestIdIsAnsweredAlikeInTheSameRequestAndLater() throws IOException {
    String id = ",\"requestId\":\"" + fresh("line") + "\"";
    String key = keyOf(channel);
    List<JsonNode> twice = answers(key, line(3, id), line(3, id));
    List<JsonNode> later = answers(key, line(3, id), line(4, id));
    assertThat(twice.get(1)).isEqualTo(twice.get(0));
    assertThat(later.get(0)).isEqualTo(twice.get(0));
    assertThat(code(later.get(1))).isEqualTo("REQUEST_ID_REUSED");
    expectTotal(sku, Map.of("held", 3));
  }

  @Test
  void aRefusedRequestIdNeverSucceedsLater() throws IOException {
    String id = ",\"requestId\":\"" + fresh("line") + "\"";
    String key = keyOf(channel);
    JsonNode refused = answers(key, line(11, id)).getFirst();
    receive(sku, location(), 5);
    JsonNode again = answers(key, line(11, id)).getFirst();
    assertThat(code(again)).isEqualTo("INSUFFICIENT_STOCK");
    assertThat(again.at("/body/shortages")).isEqualTo(refused.at("/body/shortages"));
    assertThat(answers(key, line(11, "")).getFirst().get("status").asInt()).isEqualTo(201);
  }

  @Test
  void exactlyWhatIsThereIsHeldInTheOrderOfLines() throws IOException {
    String many = sku(location(), 5_000);
    var lines = new String[20_000];
    Arrays.fill(lines, "{\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]}".formatted(many));
    List<JsonNode> answers = answers(keyOf(channel), lines);
    assertThat(answers).hasSize(20_000);
    var ids = new HashSet<String>();
    var statuses = new ArrayList<Integer>();
    for (JsonNode answer : answers) {
      statuses.add(answer.get("status").asInt());
      ids.add(answer.at("/body/id").asString());
    }
    assertThat(statuses.subList(0, 5_000)).containsOnly(201);
    assertThat(statuses.subList(5_000, 20_000)).containsOnly(409);
    assertThat(ids).hasSize(5_001);
    expectTotal(many, Map.of("held", 5_000, "available", 0));
  }

  @Test
  void theBackOfficeNamesTheChannelOnEachLine() throws IOException {
    List<JsonNode> answers =
        answers(ADMIN_KEY, line(1, ",\"channel\":\"" + channel + "\""), line(1, ""));
    assertThat(answers.get(0).at("/body/channel").asString()).isEqualTo(channel);
    assertThat(code(answers.get(1))).isEqualTo("VALIDATION_FAILED");
  }

  @Test
  void itNeedsTheScopeOfOne() {
    expectProblem(
        channelKey(channel, "availability:read")
            .post()
            .uri(PATH)
            .header("Content-Type", "application/x-ndjson")
            .bodyValue(line(1, ""))
            .exchange(),
        ProblemCode.FORBIDDEN);
  }
}
