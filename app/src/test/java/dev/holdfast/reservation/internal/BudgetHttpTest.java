package dev.holdfast.reservation.internal;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Budgets, and reservations that draw on them. */
class BudgetHttpTest extends HoldfastServer {
  private static final String PATH = "/v1/reservations";

  private String sku = "";
  private WebTestClient shop = anyone();

  @BeforeEach
  void sellTenUnits() {
    sku = sku(location(), 10);
    shop = shop(channel());
  }

  private String budget(Map<String, Object> settings) {
    String id = fresh("budget");
    put(id, settings).expectStatus().isCreated();
    return id;
  }

  private WebTestClient.ResponseSpec put(String id, Map<String, Object> settings) {
    return admin().put().uri("/v1/budgets/" + id).bodyValue(settings).exchange();
  }

  private static Map<String, Object> draw(String budget, int units) {
    return Map.of("id", budget, "units", units);
  }

  private Map<String, Object> drawing(Object... draws) {
    return Map.of("lines", List.of(Map.of("sku", sku, "quantity", 1)), "budgets", List.of(draws));
  }

  private Map<String, Object> drawing(String customer, String budget, int units) {
    var body = new HashMap<>(drawing(draw(budget, units)));
    body.put("customer", customer);
    return body;
  }

  private String reserved(Map<String, Object> body) {
    return text(post(shop, PATH, body).expectStatus().isCreated().expectBody(), "$.id");
  }

  private void expectUsed(String budget, int units) {
    get(admin(), "/v1/budgets/" + budget).expectBody().jsonPath("$.used").isEqualTo(units);
  }

  @Test
  void allBudgetsAreDrawnOnOrNone() {
    String ample = budget(Map.of("limit", 100));
    String scarce = budget(Map.of("limit", 5));
    reserved(drawing(draw(ample, 10), draw(scarce, 3)));
    expectProblem(
            post(shop, PATH, drawing(draw(ample, 10), draw(scarce, 3))),
            ProblemCode.BUDGET_EXHAUSTED)
        .jsonPath("$.budget")
        .isEqualTo(scarce)
        .jsonPath("$.left")
        .isEqualTo(2);
    expectUsed(ample, 10);
    expectUsed(scarce, 3);
    expectTotal(sku, Map.of("held", 1, "available", 9));
  }

  @Test
  void nothingIsDrawnForWhatCannotBeHad() {
    String budget = budget(Map.of("limit", 5));
    var body = new HashMap<>(drawing(draw(budget, 1)));
    body.put("lines", List.of(Map.of("sku", sku, "quantity", 11)));
    expectProblem(post(shop, PATH, body), ProblemCode.INSUFFICIENT_STOCK);
    expectUsed(budget, 0);
  }

  @Test
  void whatIsReleasedIsCountedBack() {
    String budget = budget(Map.of("limit", 5));
    String id = reserved(drawing(draw(budget, 5)));
    expectProblem(post(shop, PATH, drawing(draw(budget, 1))), ProblemCode.BUDGET_EXHAUSTED);
    post(shop, PATH + "/" + id + "/release", Map.of()).expectStatus().isOk();
    expectUsed(budget, 0);
    reserved(drawing(draw(budget, 5)));
  }

  @Test
  void aCustomersPartCountsOverAllChannels() {
    String budget = budget(Map.of("limit", 100, "perCustomer", 2));
    String customer = fresh("customer");
    expectProblem(post(shop, PATH, drawing(draw(budget, 1))), ProblemCode.CUSTOMER_REQUIRED);
    reserved(drawing(customer, budget, 1));
    expectProblem(
            post(shop(channel()), PATH, drawing(customer, budget, 2)),
            ProblemCode.CUSTOMER_LIMIT_EXCEEDED)
        .jsonPath("$.budget")
        .isEqualTo(budget)
        .jsonPath("$.left")
        .isEqualTo(1);
    reserved(drawing(fresh("customer"), budget, 2));
  }

  @Test
  void whatIsLeftIsShownAsTheChannelIsShownQuantities() {
    String budget = budget(Map.of("limit", 100));
    WebTestClient status = shop(channel(Map.of("quantityDisplay", "STATUS_ONLY")));
    expectProblem(post(status, PATH, drawing(draw(budget, 101))), ProblemCode.BUDGET_EXHAUSTED)
        .jsonPath("$.left")
        .doesNotExist();
    WebTestClient capped = shop(channel(Map.of("quantityDisplay", "CAPPED:7")));
    expectProblem(post(capped, PATH, drawing(draw(budget, 101))), ProblemCode.BUDGET_EXHAUSTED)
        .jsonPath("$.left")
        .isEqualTo(7)
        .jsonPath("$.orMore")
        .isEqualTo(true);
  }

  @Test
  void aRefusalForTheBudgetStaysOne() {
    String budget = budget(Map.of("limit", 1));
    String key = fresh("key");
    expectProblem(post(shop, PATH, drawing(draw(budget, 2)), key), ProblemCode.BUDGET_EXHAUSTED);
    put(budget, Map.of("limit", 10)).expectStatus().isOk();
    var replay = post(shop, PATH, drawing(draw(budget, 2)), key);
    replay.expectHeader().valueEquals("Idempotent-Replayed", "true");
    expectProblem(replay, ProblemCode.BUDGET_EXHAUSTED).jsonPath("$.left").isEqualTo(1);
    expectUsed(budget, 0);
  }

  @Test
  void aPutIsPlainAndLeavesWhatIsDrawn() {
    String budget = budget(Map.of("limit", 5, "perCustomer", 3));
    reserved(drawing(fresh("customer"), budget, 3));
    for (int limit : new int[] {2, 8}) {
      admin()
          .put()
          .uri("/v1/budgets/" + budget)
          .header("Idempotency-Key", "the-same")
          .bodyValue(Map.of("limit", limit))
          .exchange()
          .expectStatus()
          .isOk()
          .expectHeader()
          .doesNotExist("Idempotent-Replayed")
          .expectBody()
          .jsonPath("$.limit")
          .isEqualTo(limit)
          .jsonPath("$.perCustomer")
          .doesNotExist()
          .jsonPath("$.used")
          .isEqualTo(3);
    }
    get(admin(), "/v1/budgets/" + budget).expectBody().jsonPath("$.limit").isEqualTo(8);
  }

  @Test
  void anUnknownBudgetIsNotFound() {
    expectProblem(post(shop, PATH, drawing(draw("none", 1))), ProblemCode.BUDGET_NOT_FOUND)
        .jsonPath("$.budget")
        .isEqualTo("none");
    expectProblem(get(admin(), "/v1/budgets/none"), ProblemCode.BUDGET_NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"limit\":-1}",
        "{\"limit\":1000000000001}",
        "{\"limit\":5,\"perCustomer\":0}"
      })
  void aBudgetThatMakesNoSenseIs422(String body) {
    expectProblem(
        admin()
            .put()
            .uri("/v1/budgets/" + fresh("budget"))
            .header("Content-Type", "application/json")
            .bodyValue(body)
            .exchange(),
        ProblemCode.VALIDATION_FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\":\"b\"}]",
        "[{\"id\":\"b\",\"units\":0}]",
        "[{\"units\":1}]",
        "[{\"id\":\"b\",\"units\":1},{\"id\":\"b\",\"units\":1}]"
      })
  void aDrawThatMakesNoSenseIs422(String draws) {
    expectProblem(
        shop.post()
            .uri(PATH)
            .header("Content-Type", "application/json")
            .bodyValue("{\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"budgets\":" + draws + "}")
            .exchange(),
        ProblemCode.VALIDATION_FAILED);
  }

  @Test
  void onlyStockScopesOpenThem() {
    String budget = budget(Map.of("limit", 5));
    get(backOffice("stock:read"), "/v1/budgets/" + budget).expectStatus().isOk();
    get(backOffice("stock:read"), "/v1/budgets?limit=1").expectStatus().isOk();
    expectProblem(get(shop, "/v1/budgets/" + budget), ProblemCode.FORBIDDEN);
    expectProblem(
        backOffice("stock:read", "channels:write")
            .put()
            .uri("/v1/budgets/" + budget)
            .bodyValue(Map.of("limit", 5))
            .exchange(),
        ProblemCode.FORBIDDEN);
  }
}
