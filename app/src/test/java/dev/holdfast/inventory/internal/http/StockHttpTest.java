package dev.holdfast.inventory.internal.http;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StockHttpTest extends HoldfastServer {

  @Test
  void aMovementAnswersWithTheStockItemItMoved() {
    String location = location();
    String sku = sku();
    post(
            admin(),
            "/v1/stock-movements",
            Map.of("sku", sku, "location", location, "type", "RECEIVE", "quantity", 7))
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueMatches("Holdfast-Position", "0-\\d+")
        .expectBody()
        .jsonPath("$.id")
        .value(
            String.class, id -> org.assertj.core.api.Assertions.assertThat(id).matches("m0-\\d+"))
        .jsonPath("$.stock.location")
        .isEqualTo(location)
        .jsonPath("$.stock.onHand")
        .isEqualTo(7)
        .jsonPath("$.stock.available")
        .isEqualTo(7);
    expectTotal(sku, Map.of("onHand", 7, "available", 7, "held", 0));
  }

  @Test
  void anUnknownSkuIsNotFound() {
    expectProblem(get(admin(), "/v1/stock/none"), ProblemCode.SKU_NOT_FOUND);
  }
}
