package dev.holdfast.inventory.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

class AvailabilityHttpTest extends HoldfastServer {

  @Test
  void aChannelSeesWhatItMaySell() {
    String sku = sku(location(), 7);
    get(shop(channel()), "/v1/availability/" + sku)
        .expectStatus()
        .isOk()
        .expectHeader()
        .exists("Holdfast-Position")
        .expectBody()
        .jsonPath("$.sku")
        .isEqualTo(sku)
        .jsonPath("$.available")
        .isEqualTo(7)
        .jsonPath("$.orMore")
        .doesNotExist()
        .jsonPath("$.status")
        .isEqualTo("IN_STOCK")
        .jsonPath("$.position")
        .isNumber()
        .jsonPath("$.asOf")
        .isNotEmpty();
  }

  @Test
  void onlyWhatLiesAtItsLocationsCounts() {
    String open = location();
    String closed = location();
    String sku = sku(open, 7);
    receive(sku, closed, 5);
    WebTestClient shop = shop(channel(Map.of("allowedLocations", List.of(open))));
    get(shop, "/v1/availability/" + sku).expectBody().jsonPath("$.available").isEqualTo(7);
    get(shop, "/v1/availability?sku=" + sku + "&location=" + closed)
        .expectBody()
        .jsonPath("$.items[0].available")
        .isEqualTo(0)
        .jsonPath("$.items[0].status")
        .isEqualTo("OUT_OF_STOCK");
  }

  @Test
  void aCappedChannelSeesTheCapAndThatThereIsMore() {
    String sku = sku(location(), 7);
    WebTestClient shop = shop(channel(Map.of("quantityDisplay", "CAPPED:5")));
    get(shop, "/v1/availability/" + sku)
        .expectBody()
        .jsonPath("$.available")
        .isEqualTo(5)
        .jsonPath("$.orMore")
        .isEqualTo(true);
  }

  @Test
  void aStatusOnlyChannelSeesNoNumber() {
    String sku = sku(location(), 7);
    WebTestClient shop = shop(channel(Map.of("quantityDisplay", "STATUS_ONLY")));
    get(shop, "/v1/availability/" + sku)
        .expectBody()
        .jsonPath("$.available")
        .doesNotExist()
        .jsonPath("$.orMore")
        .doesNotExist()
        .jsonPath("$.status")
        .isEqualTo("IN_STOCK");
  }

  @Test
  void aChangedDisplayHoldsFromTheAnswerToTheChangeOn() {
    String sku = sku(location(), 7);
    String channel = channel();
    WebTestClient shop = shop(channel);
    get(shop, "/v1/availability/" + sku).expectBody().jsonPath("$.available").isEqualTo(7);
    channel(channel, Map.of("quantityDisplay", "CAPPED:2"));
    get(shop, "/v1/availability/" + sku).expectBody().jsonPath("$.available").isEqualTo(2);
  }

  @Test
  void theStatusSaysWhenStockIsLowOrOut() {
    String location = location();
    String sku = sku(location, 3);
    admin().put().uri("/v1/skus/" + sku).bodyValue(Map.of("lowStockThreshold", 3)).exchange();
    WebTestClient shop = shop(channel());
    get(shop, "/v1/availability/" + sku).expectBody().jsonPath("$.status").isEqualTo("LOW_STOCK");
    String none = sku();
    get(shop, "/v1/availability/" + none)
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("OUT_OF_STOCK")
        .jsonPath("$.available")
        .isEqualTo(0);
  }

  @Test
  void theStatusSaysWhenNoneIsThereAndSomeMayBePromised() {
    String sku = sku(location(), 1);
    admin().put().uri("/v1/skus/" + sku).bodyValue(Map.of("backorderLimit", 2)).exchange();
    String channel = channel();
    WebTestClient shop = shop(channel);
    get(shop, "/v1/availability/" + sku).expectBody().jsonPath("$.status").isEqualTo("IN_STOCK");
    for (int quantity : List.of(2, 1)) {
      post(
              shop,
              "/v1/reservations",
              Map.of("lines", List.of(Map.of("sku", sku, "quantity", quantity))))
          .expectStatus()
          .isCreated();
      get(shop, "/v1/availability/" + sku)
          .expectBody()
          .jsonPath("$.available")
          .isEqualTo(0)
          .jsonPath("$.status")
          .isEqualTo(quantity == 2 ? "BACKORDER" : "OUT_OF_STOCK");
    }
  }

  @Test
  void theListHoldsWhatMatchesEveryFilter() {
    String location = location();
    String prefix = fresh("PRE") + ".";
    for (String name : List.of("a", "b", "c")) {
      admin().put().uri("/v1/skus/" + prefix + name).bodyValue(Map.of()).exchange();
      receive(prefix + name, location, 1);
    }
    WebTestClient shop = shop(channel());
    var all = get(shop, "/v1/availability?prefix=" + prefix).expectBody();
    assertThat(text(all, "$.items[*].sku")).contains(prefix + "a", prefix + "b", prefix + "c");
    get(shop, "/v1/availability?sku=" + prefix + "c&sku=" + prefix + "a&prefix=" + prefix)
        .expectBody()
        .jsonPath("$.items.length()")
        .isEqualTo(2)
        .jsonPath("$.items[0].sku")
        .isEqualTo(prefix + "a");
    get(shop, "/v1/availability?sku=" + prefix + "c&prefix=other")
        .expectBody()
        .jsonPath("$.items.length()")
        .isEqualTo(0);
    var page = get(shop, "/v1/availability?limit=2&prefix=" + prefix).expectBody();
    String next = text(page.jsonPath("$.items.length()").isEqualTo(2), "$.next");
    get(shop, "/v1/availability?limit=2&prefix=" + prefix + "&cursor=" + next)
        .expectBody()
        .jsonPath("$.items.length()")
        .isEqualTo(1)
        .jsonPath("$.items[0].sku")
        .isEqualTo(prefix + "c");
  }

  @Test
  void theBackOfficeNamesTheChannel() {
    String sku = sku(location(), 7);
    String channel = channel(Map.of("quantityDisplay", "CAPPED:5"));
    WebTestClient office = backOffice("availability:read");
    expectProblem(get(office, "/v1/availability/" + sku), ProblemCode.VALIDATION_FAILED);
    expectProblem(
        get(office, "/v1/availability/" + sku + "?channel=none"), ProblemCode.CHANNEL_NOT_FOUND);
    get(office, "/v1/availability/" + sku + "?channel=" + channel)
        .expectBody()
        .jsonPath("$.available")
        .isEqualTo(5);
    expectProblem(
        get(shop(channel), "/v1/availability/" + sku + "?channel=" + channel()),
        ProblemCode.VALIDATION_FAILED);
  }

  @Test
  void whatIsUnknownIsNotFound() {
    WebTestClient shop = shop(channel());
    expectProblem(get(shop, "/v1/availability/none"), ProblemCode.SKU_NOT_FOUND);
    expectProblem(get(shop, "/v1/availability?sku=none"), ProblemCode.SKU_NOT_FOUND);
    expectProblem(get(shop, "/v1/availability?location=none"), ProblemCode.LOCATION_NOT_FOUND);
    expectProblem(get(shop, "/v1/availability?skus=none"), ProblemCode.INVALID_PARAMETER);
  }

  @Test
  void itNeedsItsScope() {
    expectProblem(get(backOffice("stock:write"), "/v1/availability"), ProblemCode.FORBIDDEN);
  }
}
