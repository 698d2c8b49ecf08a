package dev.holdfast.inventory.internal.sale;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Sales as they are set, shown and closed; what they do to reservations is tested there. */
class SaleHttpTest extends HoldfastServer {
  private static final String START = "2026-11-27T08:00:00.000Z";
  private static final String END = "2026-11-27T20:00:00.000Z";

  private String path = "";
  private String sku = "";

  @BeforeEach
  void nameASale() {
    path = "/v1/sales/" + fresh("sale");
    sku = sku();
  }

  private Map<String, Object> body() {
    return Map.of(
        "startsAt", START, "endsAt", END, "skus", List.of(Map.of("sku", sku, "quota", 10)));
  }

  private Map<String, Object> body(String field, Object value) {
    var more = new HashMap<>(body());
    more.put(field, value);
    return more;
  }

  private WebTestClient.ResponseSpec put(Object body) {
    return admin()
        .put()
        .uri(path)
        .header("Content-Type", "application/json")
        .bodyValue(body)
        .exchange();
  }

  @Test
  void aNewSaleIs201AndComesBackWithItsDefaults() {
    put(body()).expectStatus().isCreated().expectHeader().exists("Holdfast-Position");
    get(admin(), path)
        .expectStatus()
        .isOk()
        .expectHeader()
        .exists("Holdfast-Position")
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo(path.substring(path.lastIndexOf('/') + 1))
        .jsonPath("$.startsAt")
        .isEqualTo(START)
        .jsonPath("$.endsAt")
        .isEqualTo(END)
        .jsonPath("$.exclusive")
        .isEqualTo(true)
        .jsonPath("$.exclusiveFrom")
        .isEqualTo(START)
        .jsonPath("$.skus")
        .isEqualTo(List.of(Map.of("sku", sku, "quota", 10, "used", 0)))
        .jsonPath("$.perCustomer")
        .doesNotExist()
        .jsonPath("$.ttlSeconds")
        .doesNotExist()
        .jsonPath("$.channels")
        .isEmpty()
        .jsonPath("$.closed")
        .isEqualTo(false);
  }

  @Test
  void aPutReplacesEverythingAndIsNoRequestToBeRemembered() {
    String channel = channel();
    var full = new HashMap<>(body("channels", List.of(channel)));
    full.put("perCustomer", 2);
    full.put("ttlSeconds", 300);
    full.put("exclusiveFrom", "2026-11-26T10:00:00+02:00");
    put(full)
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.channels")
        .isEqualTo(List.of(channel))
        .jsonPath("$.perCustomer")
        .isEqualTo(2)
        .jsonPath("$.ttlSeconds")
        .isEqualTo(300)
        .jsonPath("$.exclusiveFrom")
        .isEqualTo("2026-11-26T08:00:00.000Z");
    for (Object changed :
        List.of(body("exclusive", false), body("endsAt", START.replace("27", "28")))) {
      admin()
          .put()
          .uri(path)
          .header("Idempotency-Key", "the-same")
          .bodyValue(changed)
          .exchange()
          .expectStatus()
          .isOk()
          .expectHeader()
          .doesNotExist("Idempotent-Replayed")
          .expectBody()
          .jsonPath("$.perCustomer")
          .doesNotExist()
          .jsonPath("$.channels")
          .isEmpty();
    }
    get(admin(), path)
        .expectBody()
        .jsonPath("$.exclusive")
        .isEqualTo(true)
        .jsonPath("$.endsAt")
        .isEqualTo("2026-11-28T08:00:00.000Z");
  }

  @Test
  void aSaleThatIsNotExclusiveShowsNoTimeFromWhenItIs() {
    put(body("exclusive", false))
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.exclusive")
        .isEqualTo(false)
        .jsonPath("$.exclusiveFrom")
        .doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"startsAt\":null}",
        "{\"endsAt\":null}",
        "{\"endsAt\":\"2026-11-27T08:00:00.000Z\"}",
        "{\"endsAt\":\"yesterday\"}",
        "{\"startsAt\":\"1969-12-31T23:59:59Z\"}",
        "{\"endsAt\":\"+12000-01-01T00:00:00Z\"}",
        "{\"exclusiveFrom\":\"2026-11-27T20:00:00.000Z\"}",
        "{\"exclusive\":false,\"exclusiveFrom\":\"2026-11-27T08:00:00.000Z\"}",
        "{\"skus\":null}",
        "{\"skus\":[]}",
        "{\"skus\":[{\"sku\":\"A\"}]}",
        "{\"skus\":[{\"sku\":\"A\",\"quota\":-1}]}",
        "{\"skus\":[{\"sku\":\"A\",\"quota\":1},{\"sku\":\"A\",\"quota\":1}]}",
        "{\"perCustomer\":0}",
        "{\"ttlSeconds\":0}",
        "{\"ttlSeconds\":86401}",
        "{\"channels\":[\"a\",\"a\"]}",
        "{\"channels\":[\"-\"]}"
      })
  void aSaleThatMakesNoSenseIs422(String wrong) {
    String right =
        "{\"startsAt\":\"%s\",\"endsAt\":\"%s\",\"skus\":[{\"sku\":\"A\",\"quota\":1}]}"
            .formatted(START, END);
    expectProblem(put(merged(right, wrong)), ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors")
        .isNotEmpty();
  }

  /** The first object with the fields of the second in it. */
  private static Map<String, Object> merged(String right, String wrong) {
    var json = tools.jackson.databind.json.JsonMapper.shared();
    var merged = new HashMap<String, Object>();
    json.readTree(right).properties().forEach(it -> merged.put(it.getKey(), it.getValue()));
    json.readTree(wrong).properties().forEach(it -> merged.put(it.getKey(), it.getValue()));
    return merged;
  }

  @Test
  void moreThanAThousandSkusAre422() {
    var many = new java.util.ArrayList<Map<String, Object>>();
    for (int i = 0; i <= 1_000; i++) {
      many.add(Map.of("sku", "S" + i, "quota", 1));
    }
    expectProblem(put(body("skus", many)), ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors[0].field")
        .isEqualTo("skus");
  }

  @Test
  void whatItNamesMustBeThere() {
    expectProblem(
        put(body("skus", List.of(Map.of("sku", "none", "quota", 1)))), ProblemCode.SKU_NOT_FOUND);
    expectProblem(put(body("channels", List.of("none"))), ProblemCode.CHANNEL_NOT_FOUND);
    expectProblem(get(admin(), path), ProblemCode.SALE_NOT_FOUND);
    expectProblem(post(admin(), path + "/close", Map.of()), ProblemCode.SALE_NOT_FOUND);
  }

  @Test
  void aClosedSaleStaysAsItIs() {
    put(body()).expectStatus().isCreated();
    String key = fresh("key");
    post(admin(), path + "/close", null, key)
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.closed")
        .isEqualTo(true);
    post(admin(), path + "/close", null, key)
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("Idempotent-Replayed", "true");
    post(admin(), path + "/close", Map.of()).expectStatus().isOk();
    expectProblem(put(body("perCustomer", 5)), ProblemCode.SALE_CLOSED)
        .jsonPath("$.sale")
        .isEqualTo(path.substring(path.lastIndexOf('/') + 1));
    get(admin(), path)
        .expectBody()
        .jsonPath("$.closed")
        .isEqualTo(true)
        .jsonPath("$.perCustomer")
        .doesNotExist();
  }

  @Test
  void listsComeInPages() {
    put(body()).expectStatus().isCreated();
    String first = path.substring(path.lastIndexOf('/') + 1);
    nameASale();
    put(body()).expectStatus().isCreated();
    String second = path.substring(path.lastIndexOf('/') + 1);
    var seen = new java.util.ArrayList<String>();
    String next = "";
    do {
      var body =
          get(admin(), "/v1/sales?limit=1" + (next.isEmpty() ? "" : "&cursor=" + next))
              .expectStatus()
              .isOk()
              .expectBody();
      seen.add(text(body, "$.items[0].id"));
      next = text(body, "$.next");
    } while (!next.equals("null"));
    assertThat(seen).containsSubsequence(first, second).doesNotHaveDuplicates();
  }

  @Test
  void onlyStockScopesOpenThem() {
    put(body()).expectStatus().isCreated();
    WebTestClient reader = backOffice("stock:read");
    get(reader, path).expectStatus().isOk();
    get(reader, "/v1/sales").expectStatus().isOk();
    expectProblem(post(reader, path + "/close", Map.of()), ProblemCode.FORBIDDEN);
    expectProblem(reader.put().uri(path).bodyValue(body()).exchange(), ProblemCode.FORBIDDEN);
    expectProblem(get(shop(channel()), path), ProblemCode.FORBIDDEN);
  }
}
