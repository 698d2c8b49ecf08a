package dev.holdfast.inventory.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What each type of movement takes, does and refuses. */
class MovementTypesHttpTest extends HoldfastServer {

  private String location = "";
  private String other = "";
  private String sku = "";

  @BeforeEach
  void makeAStockItem() {
    location = location();
    other = location();
    sku = sku(location, 10);
  }

  private WebTestClient.ResponseSpec move(String type, long quantity, Object... fields) {
    var body = new HashMap<String, Object>();
    body.putAll(Map.of("sku", sku, "location", location, "type", type));
    if (quantity != 0) {
      body.put("quantity", quantity);
    }
    for (int i = 0; i < fields.length; i += 2) {
      body.put(fields[i].toString(), fields[i + 1]);
    }
    return post(admin(), "/v1/stock-movements", body);
  }

  private void expectMoved(WebTestClient.ResponseSpec response, Map<String, Integer> figures) {
    WebTestClient.BodyContentSpec body = response.expectStatus().isCreated().expectBody();
    figures.forEach((name, units) -> body.jsonPath("$.stock." + name).isEqualTo(units));
  }

  private String idOf(WebTestClient.ResponseSpec response) {
    return text(response.expectStatus().isCreated().expectBody(), "$.id");
  }

  private void hold(int quantity) {
    var line = Map.of("sku", sku, "quantity", quantity);
    post(shop(channel()), "/v1/reservations", Map.of("lines", List.of(line)))
        .expectStatus()
        .isCreated();
  }

  @Test
  void expectedUnitsAreIncomingUntilTheyAreReceivedInParts() {
    String expected = idOf(move("EXPECT", 5, "expectedAt", "2026-12-24T18:00:00+01:00"));
    expectTotal(sku, Map.of("onHand", 10, "incoming", 5));
    expectMoved(move("RECEIVE", 2, "expected", expected), Map.of("onHand", 12, "incoming", 3));
    expectProblem(move("RECEIVE", 4, "expected", expected), ProblemCode.EXPECTED_EXCEEDED)
        .jsonPath("$.open")
        .isEqualTo(3)
        .jsonPath("$.expected")
        .isEqualTo(expected);
    expectMoved(move("RECEIVE", 3, "expected", expected), Map.of("onHand", 15, "incoming", 0));
    expectProblem(move("RECEIVE", 1, "expected", expected), ProblemCode.EXPECTED_EXCEEDED)
        .jsonPath("$.open")
        .isEqualTo(0);
  }

  @Test
  void unitsOnTheirWayAreIncomingAtTheOtherEnd() {
    String transfer = idOf(move("TRANSFER", 4, "toLocation", other));
    expectTotal(sku, Map.of("onHand", 6, "incoming", 4, "available", 6));
    expectProblem(move("RECEIVE", 4, "expected", transfer), ProblemCode.EXPECTED_MISMATCH);
    expectMoved(
        move("RECEIVE", 3, "expected", transfer, "location", other),
        Map.of("onHand", 3, "incoming", 1));
    expectProblem(
        move("LOST", 2, "expected", transfer, "location", other), ProblemCode.EXPECTED_EXCEEDED);
    expectMoved(
        move("LOST", 0, "expected", transfer, "location", other),
        Map.of("onHand", 3, "incoming", 0));
    expectTotal(sku, Map.of("onHand", 9, "incoming", 0));
  }

  @Test
  void unitsGoBetweenConditionsAndBack() {
    expectMoved(move("DAMAGE", 4), Map.of("onHand", 10, "available", 6, "damaged", 4));
    expectMoved(
        move("QUARANTINE", 3, "from", "damaged", "to", "qualityControl"),
        Map.of("damaged", 1, "qualityControl", 3));
    expectMoved(
        move("RESTORE", 2, "from", "qualityControl"),
        Map.of("available", 8, "damaged", 1, "qualityControl", 1));
    expectMoved(move("DAMAGE", 1, "from", "qualityControl"), Map.of("damaged", 2));
    expectProblem(move("RESTORE", 3, "from", "damaged"), ProblemCode.STOCK_NOT_ON_HAND)
        .jsonPath("$.stock.damaged")
        .isEqualTo(2);
  }

  @Test
  void whatComesBackGoesWhereItIsSaidTo() {
    expectMoved(move("RETURN", 1), Map.of("onHand", 11, "available", 11));
    expectMoved(move("RETURN", 2, "to", "damaged"), Map.of("onHand", 13, "damaged", 2));
    expectMoved(
        move("RETURN", 3, "to", "qualityControl"), Map.of("onHand", 16, "qualityControl", 3));
  }

  @Test
  void whatIsPromisedIsMovedAwayOnlyByForce() {
    hold(8);
    for (String type : List.of("DAMAGE", "QUARANTINE")) {
      expectProblem(move(type, 3), ProblemCode.STOCK_COMMITTED)
          .jsonPath("$.stock.held")
          .isEqualTo(8)
          .jsonPath("$.sku")
          .isEqualTo(sku);
    }
    expectProblem(move("TRANSFER", 3, "toLocation", other), ProblemCode.STOCK_COMMITTED);
    expectMoved(
        move("DAMAGE", 3, "force", true), Map.of("onHand", 10, "available", -1, "damaged", 3));
    expectProblem(
        move("ADJUST", -11, "reason", "fire", "force", true), ProblemCode.STOCK_NOT_ON_HAND);
    expectMoved(move("ADJUST", -10, "reason", "fire", "force", true), Map.of("onHand", 0));
  }

  @Test
  void shippingIsNoMovementByHand() {
    expectProblem(move("FULFIL", 1), ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors[0].field")
        .isEqualTo("type");
  }

  @ParameterizedTest
  @CsvSource({
    "RECEIVE, from, available",
    "RECEIVE, to, available",
    "RECEIVE, toLocation, X",
    "RECEIVE, expectedAt, 2026-12-24T18:00:00Z",
    "RECEIVE, expectedOnHand, 3",
    "EXPECT, expected, m0-1",
    "COUNT, to, damaged",
    "TRANSFER, from, available",
    "RETURN, from, damaged",
    "DAMAGE, expected, m0-1",
    "LOST, expectedAt, 2026-12-24T18:00:00Z",
    "RESTORE, toLocation, X"
  })
  void aFieldThatDoesNotBelongToTheTypeIs422(String type, String field, String value) {
    Object given = field.equals("expectedOnHand") ? Integer.valueOf(value) : value;
    var body = expectProblem(move(type, 1, field, given), ProblemCode.VALIDATION_FAILED);
    assertThat(text(body, "$.errors[?(@.field == '" + field + "')].message"))
        .contains("does not belong to " + type);
  }

  @ParameterizedTest
  @CsvSource({
    "RESTORE, from, ",
    "RESTORE, from, available",
    "DAMAGE, from, damaged",
    "QUARANTINE, from, qualityControl",
    "DAMAGE, to, qualityControl",
    "QUARANTINE, to, available",
    "RESTORE, to, damaged",
    "RETURN, to, held",
    "RETURN, to, DAMAGED",
    "TRANSFER, toLocation, ",
    "LOST, expected, ",
    "RECEIVE, expected, 17",
    "RECEIVE, expected, m0-",
    "LOST, expected, m1-5",
    "EXPECT, expectedAt, tomorrow",
    "EXPECT, expectedAt, 1969-12-31T23:59:59Z"
  })
  void aFieldThatMakesNoSenseIs422(String type, String field, String value) {
    var response = value == null ? move(type, 1) : move(type, 1, field, value);
    var body = expectProblem(response, ProblemCode.VALIDATION_FAILED);
    assertThat(text(body, "$.errors[*].field")).contains(field);
  }

  @Test
  void aTransferGoesSomewhereElse() {
    expectProblem(move("TRANSFER", 1, "toLocation", location), ProblemCode.VALIDATION_FAILED);
    expectProblem(move("TRANSFER", 1, "toLocation", "none"), ProblemCode.LOCATION_NOT_FOUND);
  }

  @Test
  void aMovementThatNeverWasIsNotFound() {
    for (String id : List.of("m0-0", "m0-999999999999999999")) {
      expectProblem(move("RECEIVE", 1, "expected", id), ProblemCode.MOVEMENT_NOT_FOUND)
          .jsonPath("$.expected")
          .isEqualTo(id);
    }
    expectProblem(
            move("RECEIVE", 1, "expected", idOf(move("RECEIVE", 1))), ProblemCode.EXPECTED_EXCEEDED)
        .jsonPath("$.open")
        .isEqualTo(0);
  }

  @Test
  void moreThanCanBeCountedIsRefused() {
    admin().put().uri("/v1/skus/" + sku).bodyValue(Map.of()).exchange().expectStatus().isOk();
    move("COUNT", 1_000_000_000_000L).expectStatus().isCreated();
    expectProblem(move("RECEIVE", 1), ProblemCode.ON_HAND_TOO_LARGE)
        .jsonPath("$.max")
        .isEqualTo(1_000_000_000_000L);
  }
}
