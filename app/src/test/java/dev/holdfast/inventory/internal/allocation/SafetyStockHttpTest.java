package dev.holdfast.inventory.internal.allocation;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What is kept back. */
class SafetyStockHttpTest extends HoldfastServer {

  private static String path(String sku, String location) {
    return "/v1/stock/" + sku + "/locations/" + location;
  }

  private WebTestClient.ResponseSpec put(String path, Object body) {
    return admin().put().uri(path).bodyValue(body).exchange();
  }

  @Test
  void whatIsKeptBackIsNotAvailable() {
    String location = location();
    String sku = sku(location, 10);
    put(path(sku, location), Map.of("safetyStock", 4))
        .expectStatus()
        .isOk()
        .expectHeader()
        .exists("Holdfast-Position")
        .expectBody()
        .jsonPath("$.sku")
        .isEqualTo(sku)
        .jsonPath("$.location")
        .isEqualTo(location)
        .jsonPath("$.safetyStock")
        .isEqualTo(4);
    expectTotal(sku, Map.of("onHand", 10, "available", 6, "safetyStock", 4));
    get(shop(channel()), "/v1/availability/" + sku)
        .expectBody()
        .jsonPath("$.available")
        .isEqualTo(6);
  }

  @Test
  void theTargetStaysWhereStockGivesWay() {
    String location = location();
    String sku = sku(location, 3);
    put(path(sku, location), Map.of("safetyStock", 5)).expectStatus().isOk();
    expectTotal(sku, Map.of("available", 0, "safetyStock", 3));
    get(admin(), path(sku, location)).expectBody().jsonPath("$.safetyStock").isEqualTo(5);
    receive(sku, location, 4);
    expectTotal(sku, Map.of("available", 2, "safetyStock", 5));
  }

  @Test
  void itIs201WhereTheSkuNeverWasAndIsListedFromThenOn() {
    String first = location();
    String second = location();
    String sku = sku();
    expectProblem(get(admin(), path(sku, first)), ProblemCode.STOCK_ITEM_NOT_FOUND);
    put(path(sku, second), Map.of("safetyStock", 2)).expectStatus().isCreated();
    put(path(sku, first), Map.of("safetyStock", 1)).expectStatus().isCreated();
    put(path(sku, first), Map.of()).expectStatus().isOk();
    get(admin(), path(sku, first)).expectBody().jsonPath("$.safetyStock").isEqualTo(0);
    String list = "/v1/stock/" + sku + "/locations?limit=1";
    var page = get(admin(), list).expectBody().jsonPath("$.items[0].location").isEqualTo(first);
    get(admin(), list + "&cursor=" + text(page, "$.next"))
        .expectBody()
        .jsonPath("$.items[0].location")
        .isEqualTo(second)
        .jsonPath("$.items[0].safetyStock")
        .isEqualTo(2)
        .jsonPath("$.next")
        .isEqualTo(null);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    String location = location();
    String sku = sku();
    expectProblem(
        put(path(sku, location), Map.of("safetyStock", -1)), ProblemCode.VALIDATION_FAILED);
    expectProblem(put(path("none", location), Map.of()), ProblemCode.SKU_NOT_FOUND);
    expectProblem(put(path(sku, "none"), Map.of()), ProblemCode.LOCATION_NOT_FOUND);
    expectProblem(get(admin(), path("none", location)), ProblemCode.SKU_NOT_FOUND);
  }

  @Test
  void onlyStockScopesOpenIt() {
    String location = location();
    String sku = sku(location, 1);
    WebTestClient reader = backOffice("stock:read");
    get(reader, path(sku, location)).expectStatus().isOk();
    expectProblem(
        reader.put().uri(path(sku, location)).bodyValue(Map.of()).exchange(),
        ProblemCode.FORBIDDEN);
    expectProblem(get(shop(channel()), path(sku, location)), ProblemCode.FORBIDDEN);
  }
}
