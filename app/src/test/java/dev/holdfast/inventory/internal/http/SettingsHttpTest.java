package dev.holdfast.inventory.internal.http;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Locations and SKUs. */
class SettingsHttpTest extends HoldfastServer {
  private static final Map<String, Object> BERLIN =
      Map.of(
          "name",
          "Berlin",
          "type",
          "STORE",
          "country",
          "DE",
          "latitude",
          52.52,
          "longitude",
          13.4,
          "capabilities",
          List.of("pickup", "gift-wrap", "pickup"),
          "handlingHours",
          4);

  private WebTestClient.ResponseSpec put(String path, Object body) {
    return admin().put().uri(path).bodyValue(body).exchange();
  }

  @Test
  void aNewLocationIs201AndComesBackWhole() {
    String path = "/v1/locations/" + fresh("LOC");
    put(path, BERLIN).expectStatus().isCreated().expectHeader().exists("Holdfast-Position");
    get(admin(), path)
        .expectStatus()
        .isOk()
        .expectHeader()
        .exists("Holdfast-Position")
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo(path.substring(path.lastIndexOf('/') + 1))
        .jsonPath("$.name")
        .isEqualTo("Berlin")
        .jsonPath("$.type")
        .isEqualTo("STORE")
        .jsonPath("$.country")
        .isEqualTo("DE")
        .jsonPath("$.latitude")
        .isEqualTo(52.52)
        .jsonPath("$.longitude")
        .isEqualTo(13.4)
        .jsonPath("$.capabilities")
        .isEqualTo(List.of("pickup", "gift-wrap"))
        .jsonPath("$.handlingHours")
        .isEqualTo(4);
  }

  @Test
  void aPutReplacesALocationAndLeavesNothingOfTheOldOne() {
    String path = "/v1/locations/" + fresh("LOC");
    put(path, BERLIN).expectStatus().isCreated();
    put(path, Map.of("name", "Lager", "type", "WAREHOUSE")).expectStatus().isOk();
    get(admin(), path)
        .expectBody()
        .jsonPath("$.name")
        .isEqualTo("Lager")
        .jsonPath("$.country")
        .doesNotExist()
        .jsonPath("$.latitude")
        .doesNotExist()
        .jsonPath("$.capabilities")
        .isEmpty()
        .jsonPath("$.handlingHours")
        .isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"STORE\"}",
        "{\"name\":\"x\"}",
        "{\"name\":\" \",\"type\":\"STORE\"}",
        "{\"name\":\"x\",\"type\":\"KIOSK\"}",
        "{\"name\":\"x\",\"type\":\"STORE\",\"country\":\"Germany\"}",
        "{\"name\":\"x\",\"type\":\"STORE\",\"country\":\"XX\"}",
        "{\"name\":\"x\",\"type\":\"STORE\",\"latitude\":91,\"longitude\":0}",
        "{\"name\":\"x\",\"type\":\"STORE\",\"latitude\":0,\"longitude\":-181}",
        "{\"name\":\"x\",\"type\":\"STORE\",\"latitude\":10}",
        "{\"name\":\"x\",\"type\":\"STORE\",\"capabilities\":[\"gift wrap\"]}",
        "{\"name\":\"x\",\"type\":\"STORE\",\"handlingHours\":-1}"
      })
  void aLocationThatMakesNoSenseIs422(String body) {
    expectProblem(
            admin()
                .put()
                .uri("/v1/locations/" + fresh("LOC"))
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange(),
            ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors")
        .isNotEmpty();
  }

  @Test
  void anIdOutOfFormOrReservedIs422() {
    expectProblem(
            put("/v1/locations/-x", Map.of("name", "x", "type", "STORE")),
            ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors[0].field")
        .isEqualTo("id");
    expectProblem(put("/v1/skus/bulk", Map.of()), ProblemCode.VALIDATION_FAILED);
    expectProblem(put("/v1/skus/" + "x".repeat(65), Map.of()), ProblemCode.VALIDATION_FAILED);
  }

  @Test
  void anUnknownLocationOrSkuIsNotFound() {
    expectProblem(get(admin(), "/v1/locations/none"), ProblemCode.LOCATION_NOT_FOUND);
    expectProblem(get(admin(), "/v1/skus/none"), ProblemCode.SKU_NOT_FOUND);
  }

  @Test
  void aSkuIs201ThenReplacedWithDefaultsForWhatIsLeftOut() {
    String path = "/v1/skus/" + fresh("SKU");
    put(path, Map.of("name", "T-Shirt", "lowStockThreshold", 5, "backorderLimit", 9))
        .expectStatus()
        .isCreated();
    get(admin(), path)
        .expectBody()
        .jsonPath("$.name")
        .isEqualTo("T-Shirt")
        .jsonPath("$.backorderLimit")
        .isEqualTo(9)
        .jsonPath("$.lowStockThreshold")
        .isEqualTo(5);
    put(path, Map.of()).expectStatus().isOk();
    get(admin(), path)
        .expectBody()
        .jsonPath("$.name")
        .doesNotExist()
        .jsonPath("$.backorderLimit")
        .isEqualTo(0)
        .jsonPath("$.lowStockThreshold")
        .isEqualTo(0);
  }

  @Test
  void aSkuThatMakesNoSenseIs422() {
    String path = "/v1/skus/" + fresh("SKU");
    expectProblem(put(path, Map.of("lowStockThreshold", -1)), ProblemCode.VALIDATION_FAILED);
    expectProblem(put(path, Map.of("backorderLimit", -1)), ProblemCode.VALIDATION_FAILED);
    expectProblem(put(path, Map.of("name", "x".repeat(201))), ProblemCode.VALIDATION_FAILED);
  }

  @Test
  void listsComeInPages() {
    String first = sku();
    String second = sku();
    var seen = new java.util.ArrayList<String>();
    String next = "";
    do {
      var body =
          get(admin(), "/v1/skus?limit=3" + (next.isEmpty() ? "" : "&cursor=" + next))
              .expectStatus()
              .isOk()
              .expectBody();
      seen.addAll(
          List.of(text(body, "$.items[*].sku").replaceAll("[\\[\\]\"]", "").split(",", -1)));
      next = text(body, "$.next");
    } while (!next.equals("null"));
    org.assertj.core.api.Assertions.assertThat(seen).containsSubsequence(first, second);
    org.assertj.core.api.Assertions.assertThat(seen).doesNotHaveDuplicates();
    get(admin(), "/v1/locations?limit=1").expectStatus().isOk();
  }

  @Test
  void aCursorOfAnotherListOrNoneIsRefused() {
    expectProblem(get(admin(), "/v1/skus?cursor=!!"), ProblemCode.INVALID_PARAMETER);
    expectProblem(get(admin(), "/v1/skus?cursor=eHk"), ProblemCode.INVALID_PARAMETER);
  }

  @Test
  void onlyStockScopesOpenThem() {
    WebTestClient reader = backOffice("stock:read");
    get(reader, "/v1/skus").expectStatus().isOk();
    get(reader, "/v1/locations").expectStatus().isOk();
    expectProblem(
        reader.put().uri("/v1/skus/X").bodyValue(Map.of()).exchange(), ProblemCode.FORBIDDEN);
    expectProblem(
        reader.put().uri("/v1/locations/X").bodyValue(BERLIN).exchange(), ProblemCode.FORBIDDEN);
    WebTestClient shop = shop(channel());
    expectProblem(get(shop, "/v1/skus"), ProblemCode.FORBIDDEN);
    expectProblem(get(shop, "/v1/locations"), ProblemCode.FORBIDDEN);
    expectProblem(get(anyone(), "/v1/skus"), ProblemCode.UNAUTHENTICATED);
  }
}
