package dev.holdfast.reservation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Where a reservation comes from, and what it takes when it may take part: of one SKU there are 3
 * at the first location, 5 at the second and 4 at the third, ranked so.
 */
class SplitHttpTest extends HoldfastServer {
  private static final String PATH = "/v1/reservations";

  private final List<String> places = List.of(fresh("A"), fresh("B"), fresh("C"));
  private String sku = "";
  private WebTestClient shop = anyone();

  @BeforeEach
  void spreadTwelveUnits() {
    places.forEach(this::location);
    sku = sku(places.get(0), 3);
    receive(sku, places.get(1), 5);
    receive(sku, places.get(2), 4);
    shop = shop(channel());
  }

  private Map<String, Object> ranked(int quantity, String field, Object value) {
    var body =
        new HashMap<String, Object>(
            Map.of(
                "lines", List.of(Map.of("sku", sku, "quantity", quantity)), "locations", places));
    body.put(field, value);
    return body;
  }

  private WebTestClient.BodyContentSpec expectParts(Map<String, Object> body, Object... parts) {
    var answer = post(shop, PATH, body).expectStatus().isCreated().expectBody();
    answer.jsonPath("$.lines.length()").isEqualTo(parts.length / 2);
    for (int i = 0; i < parts.length; i += 2) {
      answer
          .jsonPath("$.lines[" + i / 2 + "].location")
          .isEqualTo(places.get((int) parts[i]))
          .jsonPath("$.lines[" + i / 2 + "].quantity")
          .isEqualTo(parts[i + 1]);
    }
    return answer;
  }

  @Test
  void anyTakesFromTheFirstThatHasAllElseWhatEachHas() {
    expectParts(ranked(4, "split", "ANY"), 1, 4);
    expectParts(ranked(4, "reference", "any is the default"), 2, 4);
    expectParts(ranked(4, "split", "ANY"), 0, 3, 1, 1);
  }

  @Test
  void minimalTakesFromFew() {
    expectParts(ranked(9, "split", "MINIMAL"), 1, 5, 2, 4);
  }

  @Test
  void noneTakesAllFromOnePlaceOrNothing() {
    expectProblem(post(shop, PATH, ranked(6, "split", "NONE")), ProblemCode.INSUFFICIENT_STOCK)
        .jsonPath("$.shortages[0].available")
        .isEqualTo(5);
    expectParts(ranked(5, "split", "NONE"), 1, 5);
    expectTotal(sku, Map.of("held", 5, "available", 7));
  }

  @Test
  void anotherSplitIs422() {
    expectProblem(post(shop, PATH, ranked(1, "split", "SOME")), ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors[0].field")
        .isEqualTo("split");
  }

  @Test
  void whereItMayEachLineIsCutToWhatCanBeHad() {
    String gone = sku(places.get(0), 1);
    Map<String, Object> body =
        Map.of(
            "lines",
            List.of(
                Map.of("sku", sku, "quantity", 10),
                Map.of("sku", gone, "quantity", 3),
                Map.of("sku", sku, "quantity", 5)),
            "allowPartial",
            true);
    var answer = post(shop, PATH, body).expectStatus().isCreated().expectBody();
    assertThat(text(answer, "$.lines[?(@.line == 1)].quantity")).isEqualTo("[3,5,2]");
    assertThat(text(answer, "$.lines[?(@.line == 2)].quantity")).isEqualTo("[1]");
    assertThat(text(answer, "$.lines[?(@.line == 3)].quantity")).isEqualTo("[2]");
    expectProblem(post(shop, PATH, body), ProblemCode.INSUFFICIENT_STOCK)
        .jsonPath("$.shortages.length()")
        .isEqualTo(3);
    expectTotal(sku, Map.of("held", 12, "available", 0));
  }

  @Test
  void whatIsPromisedBeyondStockIsFilledAndThenShipped() {
    String office = fresh("SKU");
    admin()
        .put()
        .uri("/v1/skus/" + office)
        .bodyValue(Map.of("backorderLimit", 4))
        .exchange()
        .expectStatus()
        .isCreated();
    receive(office, places.get(1), 2);
    Map<String, Object> five =
        Map.of("lines", List.of(Map.of("sku", office, "quantity", 5)), "locations", places);
    var body = post(shop, PATH, five).expectStatus().isCreated().expectBody();
    assertThat(text(body, "$.lines[*].backordered")).isEqualTo("[0,3]");
    String path = PATH + "/" + text(body, "$.id");
    expectTotal(office, Map.of("held", 5, "available", -3, "backordered", 3));
    get(shop, "/v1/availability/" + office)
        .expectBody()
        .jsonPath("$.available")
        .isEqualTo(0)
        .jsonPath("$.status")
        .isEqualTo("BACKORDER");
    expectProblem(post(shop, PATH, five), ProblemCode.INSUFFICIENT_STOCK)
        .jsonPath("$.shortages[0].available")
        .isEqualTo(1);
    WebTestClient warehouse = backOffice("fulfilment:write", "reservations:write");
    post(warehouse, path + "/confirm", Map.of()).expectStatus().isOk();
    expectProblem(post(warehouse, path + "/fulfil", Map.of()), ProblemCode.STOCK_NOT_ON_HAND)
        .jsonPath("$.line")
        .isEqualTo(1);
    receive(office, places.get(0), 3);
    get(shop, path).expectBody().jsonPath("$.lines[*].backordered").isEqualTo(List.of(0, 0));
    post(warehouse, path + "/fulfil", Map.of())
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("FULFILLED");
    expectTotal(office, Map.of("onHand", 0, "committed", 0, "backordered", 0));
  }
}
