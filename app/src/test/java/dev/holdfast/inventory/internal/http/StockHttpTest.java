package dev.holdfast.inventory.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Movements and stock. */
class StockHttpTest extends HoldfastServer {

  private final String location = fresh("LOC");
  private String sku = "";

  private static Map<String, Object> movement(
      String sku, String location, String type, long quantity) {
    return Map.of("sku", sku, "location", location, "type", type, "quantity", quantity);
  }

  private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
    var more = new HashMap<>(body);
    more.put(field, value);
    return more;
  }

  private WebTestClient.ResponseSpec move(Map<String, Object> body) {
    return post(admin(), "/v1/stock-movements", body);
  }

  private Map<String, Object> here(String type, long quantity) {
    if (sku.isEmpty()) {
      location(location);
      sku = sku();
    }
    return movement(sku, location, type, quantity);
  }

  @Test
  void aMovementAnswersWithTheStockItemItMoved() {
    var body =
        move(here("RECEIVE", 7))
            .expectStatus()
            .isCreated()
            .expectHeader()
            .valueMatches("Holdfast-Position", "0-\\d+")
            .expectBody()
            .jsonPath("$.stock.location")
            .isEqualTo(location)
            .jsonPath("$.stock.onHand")
            .isEqualTo(7)
            .jsonPath("$.stock.available")
            .isEqualTo(7);
    assertThat(text(body, "$.id")).isEqualTo("m0-" + text(body, "$.position"));
    expectTotal(sku, Map.of("onHand", 7, "available", 7, "held", 0));
  }

  @Test
  void anAdjustmentGoesUpOrDownAndNeedsAReason() {
    move(here("RECEIVE", 7)).expectStatus().isCreated();
    expectProblem(move(here("ADJUST", -2)), ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors[0].field")
        .isEqualTo("reason");
    move(with(here("ADJUST", -2), "reason", "broken"))
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.stock.onHand")
        .isEqualTo(5);
    move(with(here("ADJUST", 3), "reason", "found"))
        .expectBody()
        .jsonPath("$.stock.onHand")
        .isEqualTo(8);
  }

  @Test
  void aCountSetsOnHand() {
    move(here("RECEIVE", 7)).expectStatus().isCreated();
    move(here("COUNT", 4)).expectBody().jsonPath("$.stock.onHand").isEqualTo(4);
    move(here("COUNT", 0)).expectBody().jsonPath("$.stock.onHand").isEqualTo(0);
  }

  @Test
  void aCountThatExpectedOtherStockIsRefused() {
    move(here("RECEIVE", 7)).expectStatus().isCreated();
    expectProblem(move(with(here("COUNT", 4), "expectedOnHand", 6)), ProblemCode.STOCK_CHANGED)
        .jsonPath("$.stock.onHand")
        .isEqualTo(7);
    move(with(here("COUNT", 4), "expectedOnHand", 7)).expectStatus().isCreated();
  }

  @Test
  void stockThatIsPromisedCannotBeMovedAway() {
    move(here("RECEIVE", 7)).expectStatus().isCreated();
    String channel = channel();
    post(
            shop(channel),
            "/v1/reservations",
            Map.of("lines", java.util.List.of(Map.of("sku", sku, "quantity", 5))))
        .expectStatus()
        .isCreated();
    expectProblem(move(with(here("ADJUST", -3), "reason", "broken")), ProblemCode.STOCK_COMMITTED)
        .jsonPath("$.stock.held")
        .isEqualTo(5);
    expectProblem(move(here("COUNT", 4)), ProblemCode.STOCK_COMMITTED);
    move(here("COUNT", 5)).expectStatus().isCreated();
    expectTotal(sku, Map.of("onHand", 5, "available", 0, "held", 5));
  }

  @Test
  void aMovementNamesABillionUnitsAtMost() {
    move(here("RECEIVE", 1_000_000_000L)).expectStatus().isCreated();
    expectTotal(sku, Map.of("onHand", 1_000_000_000));
    expectProblem(move(here("RECEIVE", 1_000_000_001L)), ProblemCode.VALIDATION_FAILED);
  }

  @Test
  void aCountNamesWhateverMayBeOnHand() {
    long most = 1_000_000_000_000L;
    move(here("COUNT", most - 1)).expectStatus().isCreated();
    move(here("RECEIVE", 1)).expectBody().jsonPath("$.stock.onHand").isEqualTo(most);
    move(with(here("COUNT", most), "expectedOnHand", most)).expectStatus().isCreated();
    expectProblem(move(here("COUNT", most + 1)), ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.detail")
        .isEqualTo("quantity must be between 0 and 1000000000000.");
  }

  @Test
  void otherKindsAreToldWhichThereAre() {
    var body =
        expectProblem(move(here("STEAL", 1)), ProblemCode.VALIDATION_FAILED)
            .jsonPath("$.errors[0].field")
            .isEqualTo("type");
    assertThat(text(body, "$.detail"))
        .contains("EXPECT, RECEIVE, ADJUST, COUNT, TRANSFER, LOST, DAMAGE, QUARANTINE, RESTORE");
  }

  @Test
  void quantitiesOutOfRangeAre422() {
    expectProblem(move(here("RECEIVE", 0)), ProblemCode.VALIDATION_FAILED);
    expectProblem(move(here("RECEIVE", -1)), ProblemCode.VALIDATION_FAILED);
    expectProblem(move(here("COUNT", -1)), ProblemCode.VALIDATION_FAILED);
    expectProblem(move(with(here("ADJUST", 0), "reason", "none")), ProblemCode.VALIDATION_FAILED);
    expectProblem(
        move(with(here("RECEIVE", 1), "expectedOnHand", 3)), ProblemCode.VALIDATION_FAILED);
    expectProblem(
        move(with(here("RECEIVE", 1), "reference", "x".repeat(513))),
        ProblemCode.VALIDATION_FAILED);
  }

  @Test
  void fieldsThatNoMovementHasAndOtherTypesAre400() {
    expectProblem(move(with(here("RECEIVE", 1), "colour", "red")), ProblemCode.UNKNOWN_FIELD);
    expectProblem(move(with(here("RECEIVE", 1), "quantity", "1")), ProblemCode.INVALID_TYPE);
  }

  @Test
  void anUnknownSkuOrLocationIsNotFound() {
    expectProblem(move(with(here("RECEIVE", 1), "sku", "none")), ProblemCode.SKU_NOT_FOUND)
        .jsonPath("$.sku")
        .isEqualTo("none");
    expectProblem(
            move(with(here("RECEIVE", 1), "location", "none")), ProblemCode.LOCATION_NOT_FOUND)
        .jsonPath("$.location")
        .isEqualTo("none");
    expectProblem(get(admin(), "/v1/stock/none"), ProblemCode.SKU_NOT_FOUND);
    expectProblem(get(admin(), "/v1/stock?location=none"), ProblemCode.LOCATION_NOT_FOUND);
  }

  @Test
  void theSameRequestMovesStockOnce() {
    Map<String, Object> body = here("RECEIVE", 7);
    String key = fresh("key");
    var first = post(admin(), "/v1/stock-movements", body, key).expectStatus().isCreated();
    first.expectHeader().doesNotExist("Idempotent-Replayed");
    String id = text(first.expectBody(), "$.id");
    var second = post(admin(), "/v1/stock-movements", body, key).expectStatus().isCreated();
    second.expectHeader().valueEquals("Idempotent-Replayed", "true");
    assertThat(text(second.expectBody(), "$.id")).isEqualTo(id);
    expectTotal(sku, Map.of("onHand", 7));
    expectProblem(
        post(admin(), "/v1/stock-movements", here("RECEIVE", 8), key),
        ProblemCode.REQUEST_ID_REUSED);
  }

  @Test
  void aRefusalIsRememberedToo() {
    move(here("RECEIVE", 7)).expectStatus().isCreated();
    Map<String, Object> body = with(here("COUNT", 4), "expectedOnHand", 6);
    String key = fresh("key");
    expectProblem(post(admin(), "/v1/stock-movements", body, key), ProblemCode.STOCK_CHANGED);
    move(here("COUNT", 6)).expectStatus().isCreated();
    var replay = post(admin(), "/v1/stock-movements", body, key);
    replay.expectHeader().valueEquals("Idempotent-Replayed", "true");
    expectProblem(replay, ProblemCode.STOCK_CHANGED).jsonPath("$.stock.onHand").isEqualTo(7);
  }

  @Test
  void stockIsToldBySkuWithItsSumAndItsLocations() {
    move(here("RECEIVE", 7)).expectStatus().isCreated();
    String other = location();
    receive(sku, other, 2);
    get(admin(), "/v1/stock/" + sku)
        .expectHeader()
        .exists("Holdfast-Position")
        .expectBody()
        .jsonPath("$.sku")
        .isEqualTo(sku)
        .jsonPath("$.total.onHand")
        .isEqualTo(9)
        .jsonPath("$.total.location")
        .doesNotExist()
        .jsonPath("$.locations[?(@.location == '" + other + "')].onHand")
        .isEqualTo(2)
        .jsonPath("$.locations.length()")
        .isEqualTo(2)
        .jsonPath("$.position")
        .isNumber()
        .jsonPath("$.asOf")
        .isNotEmpty();
  }

  @Test
  void stockOfALocationLeavesOutWhatWasNeverThere() {
    move(here("RECEIVE", 7)).expectStatus().isCreated();
    String other = location();
    receive(sku, other, 2);
    sku(location(), 1);
    get(admin(), "/v1/stock?location=" + other)
        .expectBody()
        .jsonPath("$.items.length()")
        .isEqualTo(1)
        .jsonPath("$.items[0].sku")
        .isEqualTo(sku)
        .jsonPath("$.items[0].total.onHand")
        .isEqualTo(2)
        .jsonPath("$.next")
        .isEqualTo(null);
    get(admin(), "/v1/stock?limit=1").expectBody().jsonPath("$.items.length()").isEqualTo(1);
  }

  @Test
  void whoKnowsAPositionIsToldWhatHasChangedSince() {
    move(here("RECEIVE", 7)).expectStatus().isCreated();
    String other = sku(location, 1);
    var answer = get(admin(), "/v1/stock/" + other).expectBody(String.class).returnResult();
    String known = answer.getResponseHeaders().getFirst("Holdfast-Position");
    String path = "/v1/stock?location=" + location + "&changedAfter=";
    get(admin(), path + known).expectBody().jsonPath("$.items.length()").isEqualTo(0);
    move(here("RECEIVE", 1)).expectStatus().isCreated();
    get(admin(), path + known)
        .expectBody()
        .jsonPath("$.items.length()")
        .isEqualTo(1)
        .jsonPath("$.items[0].sku")
        .isEqualTo(sku);
    get(admin(), path + "0-0").expectBody().jsonPath("$.items.length()").isEqualTo(2);
    expectProblem(get(admin(), path + "7"), ProblemCode.INVALID_PARAMETER)
        .jsonPath("$.parameter")
        .isEqualTo("changedAfter");
  }

  @Test
  void onlyStockScopesOpenThem() {
    WebTestClient reader = backOffice("stock:read");
    get(reader, "/v1/stock").expectStatus().isOk();
    expectProblem(post(reader, "/v1/stock-movements", here("RECEIVE", 1)), ProblemCode.FORBIDDEN);
    expectProblem(get(shop(channel()), "/v1/stock"), ProblemCode.FORBIDDEN);
    post(backOffice("stock:write"), "/v1/stock-movements", here("RECEIVE", 1))
        .expectStatus()
        .isCreated();
  }

  @Test
  void theLedgersFiguresAreForAdmins() {
    get(admin(), "/v1/ledger")
        .expectBody()
        .jsonPath("$.shard")
        .isEqualTo(0)
        .jsonPath("$.position")
        .isNumber()
        .jsonPath("$.epoch")
        .isNumber()
        .jsonPath("$.role")
        .isEqualTo("OWNER")
        .jsonPath("$.stateHash")
        .isNotEmpty()
        .jsonPath("$.openReservations")
        .isNumber()
        .jsonPath("$.ringFree")
        .isNumber()
        .jsonPath("$.lastAppendMillis")
        .isNumber()
        .jsonPath("$.snapshotPosition")
        .isEqualTo(0);
    expectProblem(get(backOffice("stock:write"), "/v1/ledger"), ProblemCode.FORBIDDEN);
  }
}
