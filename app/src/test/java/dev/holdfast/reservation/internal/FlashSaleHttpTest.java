package dev.holdfast.reservation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.TimedServer;
import dev.holdfast.shared.ProblemCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Selling in a sale: ten of a hundred units, for an hour from now on unless a test says else. */
class FlashSaleHttpTest extends TimedServer {
  private static final String PATH = "/v1/reservations";

  private String location = "";
  private String sku = "";
  private String channel = "";
  private String sale = "";
  private WebTestClient shop = anyone();

  @BeforeEach
  void stockUp() {
    location = location();
    sku = sku(location, 100);
    channel = channel();
    shop = shop(channel);
    sale = fresh("sale");
  }

  /** Sells ten units, with these settings beside. */
  private void open(Map<String, Object> settings) {
    var body =
        new HashMap<String, Object>(
            Map.of(
                "startsAt",
                now().toString(),
                "endsAt",
                now().plusSeconds(3_600).toString(),
                "skus",
                List.of(Map.of("sku", sku, "quota", 10))));
    body.putAll(settings);
    put(body).expectStatus().is2xxSuccessful();
  }

  private WebTestClient.ResponseSpec put(Map<String, Object> body) {
    return admin().put().uri("/v1/sales/" + sale).bodyValue(body).exchange();
  }

  private Map<String, Object> plain(int quantity) {
    return Map.of("lines", List.of(Map.of("sku", sku, "quantity", quantity)));
  }

  private Map<String, Object> named(int quantity) {
    return Map.of("lines", List.of(Map.of("sku", sku, "quantity", quantity)), "sale", sale);
  }

  private Map<String, Object> named(int quantity, String customer) {
    var body = new HashMap<>(named(quantity));
    body.put("customer", customer);
    return body;
  }

  private WebTestClient.BodyContentSpec expectHeld(WebTestClient.ResponseSpec response) {
    return response.expectStatus().isCreated().expectBody().jsonPath("$.state").isEqualTo("HELD");
  }

  private void expectUsed(int units) {
    get(admin(), "/v1/sales/" + sale).expectBody().jsonPath("$.skus[0].used").isEqualTo(units);
  }

  @Test
  void whatIsSoldInASaleSaysSo() {
    open(Map.of());
    var body = expectHeld(post(shop, PATH, named(3))).jsonPath("$.sale").isEqualTo(sale);
    get(shop, PATH + "/" + text(body, "$.id")).expectBody().jsonPath("$.sale").isEqualTo(sale);
    expectUsed(3);
    expectTotal(sku, Map.of("held", 3, "available", 97));
  }

  @Test
  void itIsOpenFromItsStartAndNotAtItsEnd() {
    open(Map.of("startsAt", now().plusSeconds(60).toString()));
    expectProblem(post(shop, PATH, named(1)), ProblemCode.SALE_NOT_OPEN)
        .jsonPath("$.sale")
        .isEqualTo(sale);
    expectHeld(post(shop, PATH, plain(1)));
    pass(60);
    expectHeld(post(shop, PATH, named(1)));
    pass(3_540);
    expectProblem(post(shop, PATH, named(1)), ProblemCode.SALE_NOT_OPEN);
    expectHeld(post(shop, PATH, plain(1)));
  }

  @Test
  void whileItIsOnItsSkusAreSoldByNamingItOnly() {
    open(Map.of());
    String other = sku(location, 5);
    Map<String, Object> mixed =
        Map.of(
            "lines",
            List.of(Map.of("sku", other, "quantity", 1), Map.of("sku", sku, "quantity", 1)));
    expectProblem(post(shop, PATH, mixed), ProblemCode.SALE_REQUIRED)
        .jsonPath("$.sale")
        .isEqualTo(sale)
        .jsonPath("$.line")
        .isEqualTo(2)
        .jsonPath("$.sku")
        .isEqualTo(sku);
  }

  @Test
  void itsSkusMayBeSetAsideBeforeItBegins() {
    open(
        Map.of(
            "startsAt",
            now().plusSeconds(120).toString(),
            "exclusiveFrom",
            now().plusSeconds(60).toString()));
    expectHeld(post(shop, PATH, plain(1)));
    pass(60);
    expectProblem(post(shop, PATH, plain(1)), ProblemCode.SALE_REQUIRED);
    expectProblem(post(shop, PATH, named(1)), ProblemCode.SALE_NOT_OPEN);
    pass(60);
    expectHeld(post(shop, PATH, named(1)));
  }

  @Test
  void aSaleThatIsNotExclusiveNeedNotBeNamed() {
    open(Map.of("exclusive", false));
    expectHeld(post(shop, PATH, plain(1)));
    expectHeld(post(shop, PATH, named(1)));
    expectUsed(1);
  }

  @Test
  void itSellsItsQuotaAndNoMoreAndCountsBackWhatIsReleased() {
    open(Map.of());
    String id = text(expectHeld(post(shop, PATH, named(7))), "$.id");
    expectProblem(post(shop, PATH, named(4)), ProblemCode.SALE_QUOTA_EXHAUSTED)
        .jsonPath("$.shortages")
        .isEqualTo(List.of(Map.of("line", 1, "sku", sku, "requested", 4, "available", 3)));
    expectUsed(7);
    shop.post().uri(PATH + "/" + id + "/release").exchange().expectStatus().isOk();
    expectUsed(0);
    expectHeld(post(shop, PATH, named(10)));
    pass(600);
    expectHeld(post(shop, PATH, named(10)));
  }

  @Test
  void whatIsLeftOfTheQuotaIsShownAsTheChannelIsShownQuantities() {
    open(Map.of());
    WebTestClient capped = shop(channel(Map.of("quantityDisplay", "CAPPED:2")));
    expectProblem(post(capped, PATH, named(11)), ProblemCode.SALE_QUOTA_EXHAUSTED)
        .jsonPath("$.shortages[0].available")
        .isEqualTo(2)
        .jsonPath("$.shortages[0].orMore")
        .isEqualTo(true);
    WebTestClient status = shop(channel(Map.of("quantityDisplay", "STATUS_ONLY")));
    expectProblem(post(status, PATH, named(11)), ProblemCode.SALE_QUOTA_EXHAUSTED)
        .jsonPath("$.shortages[0].available")
        .doesNotExist();
  }

  @Test
  void aRefusalForTheQuotaStaysOne() {
    open(Map.of());
    String id = text(expectHeld(post(shop, PATH, named(10))), "$.id");
    String key = fresh("key");
    expectProblem(post(shop, PATH, named(1), key), ProblemCode.SALE_QUOTA_EXHAUSTED);
    shop.post().uri(PATH + "/" + id + "/release").exchange().expectStatus().isOk();
    var replay = post(shop, PATH, named(1), key);
    replay.expectHeader().valueEquals("Idempotent-Replayed", "true");
    expectProblem(replay, ProblemCode.SALE_QUOTA_EXHAUSTED)
        .jsonPath("$.shortages[0].available")
        .isEqualTo(0);
    expectHeld(post(shop, PATH, named(1)));
  }

  @Test
  void aCustomersPartCountsOverAllChannels() {
    open(Map.of("perCustomer", 2));
    String customer = fresh("customer");
    WebTestClient other = shop(channel());
    expectProblem(post(shop, PATH, named(1)), ProblemCode.CUSTOMER_REQUIRED);
    expectHeld(post(shop, PATH, named(1, customer)));
    expectProblem(post(other, PATH, named(2, customer)), ProblemCode.CUSTOMER_LIMIT_EXCEEDED)
        .jsonPath("$.shortages")
        .isEqualTo(List.of(Map.of("line", 1, "sku", sku, "requested", 2, "available", 1)));
    expectHeld(post(other, PATH, named(1, customer)));
    expectProblem(post(shop, PATH, named(1, customer)), ProblemCode.CUSTOMER_LIMIT_EXCEEDED);
    expectHeld(post(shop, PATH, named(2, fresh("customer"))));
  }

  @Test
  void itsTtlIsDefaultAndLongestForAChannel() {
    open(Map.of("ttlSeconds", 120));
    var body = expectHeld(post(shop, PATH, named(1)));
    assertThat(Instant.parse(text(body, "$.expiresAt"))).isEqualTo(now().plusSeconds(120));
    var longer = new HashMap<>(named(1));
    longer.put("ttlSeconds", 121);
    expectProblem(post(shop, PATH, longer), ProblemCode.TTL_TOO_LONG)
        .jsonPath("$.max")
        .isEqualTo(120);
  }

  @Test
  void itHoldsItsOwnSkusForItsOwnChannelsOnly() {
    String sold = channel();
    open(Map.of("channels", List.of(sold)));
    expectProblem(post(shop, PATH, named(1)), ProblemCode.CHANNEL_NOT_IN_SALE)
        .jsonPath("$.sale")
        .isEqualTo(sale);
    Map<String, Object> mixed =
        Map.of(
            "lines",
            List.of(
                Map.of("sku", sku, "quantity", 1), Map.of("sku", sku(location, 1), "quantity", 1)),
            "sale",
            sale);
    expectProblem(post(shop(sold), PATH, mixed), ProblemCode.SKU_NOT_IN_SALE)
        .jsonPath("$.line")
        .isEqualTo(2);
    expectHeld(post(shop(sold), PATH, named(1)));
  }

  @Test
  void anUnknownSaleIsNotFound() {
    expectProblem(post(shop, PATH, named(1)), ProblemCode.SALE_NOT_FOUND)
        .jsonPath("$.sale")
        .isEqualTo(sale);
  }

  @Test
  void aClosedSaleSellsNothingMoreAndFreesItsSkus() {
    open(Map.of());
    String id = text(expectHeld(post(shop, PATH, named(1))), "$.id");
    post(admin(), "/v1/sales/" + sale + "/close", Map.of()).expectStatus().isOk();
    expectProblem(post(shop, PATH, named(1)), ProblemCode.SALE_NOT_OPEN);
    expectHeld(post(shop, PATH, plain(1)));
    shop.post().uri(PATH + "/" + id + "/confirm").exchange().expectStatus().isOk();
  }

  @Test
  void partOfWhatTheQuotaAndTheCustomerLeaveIsHeldWherePartIsAllowed() {
    open(Map.of("perCustomer", 4));
    var partly = new HashMap<>(named(9, fresh("customer")));
    partly.put("allowPartial", true);
    expectHeld(post(shop, PATH, partly)).jsonPath("$.lines[0].quantity").isEqualTo(4);
    expectUsed(4);
  }
}
