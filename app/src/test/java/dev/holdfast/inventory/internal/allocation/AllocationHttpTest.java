package dev.holdfast.inventory.internal.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who may sell how much. */
class AllocationHttpTest extends HoldfastServer {

  private String sku = "";
  private String web = "";
  private String pos = "";
  private String path = "";

  @BeforeEach
  void makeStockAndChannels() {
    sku = sku(location(), 10);
    web = channel();
    pos = channel();
    path = "/v1/stock/" + sku + "/allocation";
  }

  @AfterEach
  void shareAgain() {
    put("/v1/stock/allocation", Map.of("policy", "SHARED")).expectStatus().isOk();
  }

  private WebTestClient.ResponseSpec put(String to, Object body) {
    return admin().put().uri(to).bodyValue(body).exchange();
  }

  private Map<String, Object> priority(int protectedForPos, int protectedForWeb) {
    return Map.of(
        "policy",
        "PRIORITY",
        "channels",
        List.of(
            Map.of("channel", pos, "protected", protectedForPos),
            Map.of("channel", web, "protected", protectedForWeb)));
  }

  private Map<String, Object> proportional(int weightOfPos, int weightOfWeb) {
    return Map.of(
        "policy",
        "PROPORTIONAL",
        "channels",
        List.of(
            Map.of("channel", pos, "weight", weightOfPos),
            Map.of("channel", web, "weight", weightOfWeb)));
  }

  private static String of(String channel, String field) {
    return "$.channels[?(@.channel == '" + channel + "')]." + field;
  }

  private void expectAvailable(String channel, int units) {
    get(shop(channel), "/v1/availability/" + sku)
        .expectBody()
        .jsonPath("$.available")
        .isEqualTo(units);
  }

  private void reserve(String channel, int quantity) {
    post(
            shop(channel),
            "/v1/reservations",
            Map.of("lines", List.of(Map.of("sku", sku, "quantity", quantity))))
        .expectStatus()
        .isCreated();
  }

  @Test
  void withoutAPolicyAllSellAllOfIt() {
    get(admin(), path)
        .expectStatus()
        .isOk()
        .expectHeader()
        .exists("Holdfast-Position")
        .expectBody()
        .jsonPath("$.sku")
        .isEqualTo(sku)
        .jsonPath("$.policy")
        .isEqualTo("SHARED")
        .jsonPath("$.own")
        .isEqualTo(false)
        .jsonPath(of(web, "sellable"))
        .isEqualTo(10)
        .jsonPath(of(web, "share"))
        .doesNotExist();
  }

  @Test
  void unitsAreProtectedFromTheChannelsBehind() {
    put(path, priority(3, 2))
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.own")
        .isEqualTo(true)
        .jsonPath("$.channels[0].channel")
        .isEqualTo(pos)
        .jsonPath("$.channels[0].protected")
        .isEqualTo(3)
        .jsonPath("$.channels[0].used")
        .isEqualTo(0)
        .jsonPath("$.channels[0].sellable")
        .isEqualTo(10)
        .jsonPath("$.channels[1].sellable")
        .isEqualTo(7);
    expectAvailable(pos, 10);
    expectAvailable(web, 7);
    String last = channel();
    expectAvailable(last, 5);
    reserve(pos, 2);
    get(admin(), path)
        .expectBody()
        .jsonPath(of(pos, "used"))
        .isEqualTo(2)
        .jsonPath(of(web, "sellable"))
        .isEqualTo(7)
        .jsonPath(of(last, "protected"))
        .doesNotExist();
  }

  @Test
  void sharesAreDealtByWeightAndDealtAnew() {
    put(path, proportional(3, 1))
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath(of(pos, "weight"))
        .isEqualTo(3)
        .jsonPath(of(web, "weight"))
        .isEqualTo(1);
    int ofPos = available(pos);
    int ofWeb = available(web);
    assertThat(ofPos + ofWeb).isEqualTo(10);
    assertThat(ofPos).isBetween(7, 8);
    reserve(web, ofWeb);
    expectAvailable(web, 0);
    post(admin(), path + "/rebalance", Map.of())
        .expectStatus()
        .isOk()
        .expectHeader()
        .exists("Holdfast-Position")
        .expectBody()
        .jsonPath("$.policy")
        .isEqualTo("PROPORTIONAL");
    assertThat(available(pos) + available(web)).isEqualTo(10 - ofWeb);
    assertThat(available(web)).isPositive();
  }

  private int available(String channel) {
    return Integer.parseInt(
        text(get(shop(channel), "/v1/availability/" + sku).expectBody(), "$.available"));
  }

  @Test
  void aDryRunSaysWhatEachChannelWouldSeeAndChangesNothing() {
    put(path + "?dryRun=true", priority(3, 2))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.policy")
        .isEqualTo("PRIORITY")
        .jsonPath(of(web, "sellable"))
        .isEqualTo(7);
    put(path + "?dryRun=true", proportional(1, 1))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath(of(web, "share"))
        .isEqualTo(5)
        .jsonPath(of(web, "sellable"))
        .isEqualTo(5);
    get(admin(), path).expectBody().jsonPath("$.own").isEqualTo(false);
    expectAvailable(web, 10);
    put(path + "?dryRun=false", priority(3, 2)).expectStatus().isCreated();
    put(path, priority(3, 2)).expectStatus().isOk();
    expectProblem(put(path + "?dryRun=yes", priority(3, 2)), ProblemCode.INVALID_PARAMETER);
  }

  @Test
  void onlySharesCanBeDealtAnew() {
    expectProblem(post(admin(), path + "/rebalance", Map.of()), ProblemCode.NOT_PROPORTIONAL);
    expectProblem(
        post(admin(), "/v1/stock/none/allocation/rebalance", Map.of()), ProblemCode.SKU_NOT_FOUND);
  }

  @Test
  void dealingAnewIsDoneOnceForOneKey() {
    put(path, proportional(1, 1)).expectStatus().isCreated();
    String key = fresh("key");
    post(admin(), path + "/rebalance", null, key).expectStatus().isOk();
    post(admin(), path + "/rebalance", null, key)
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("Idempotent-Replayed", "true");
  }

  @Test
  void theDefaultIsForSkusWithoutAPolicyOfTheirOwn() {
    String own = sku(location(), 10);
    put("/v1/stock/" + own + "/allocation", Map.of("policy", "SHARED")).expectStatus().isCreated();
    put("/v1/stock/allocation", priority(4, 0))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.policy")
        .isEqualTo("PRIORITY")
        .jsonPath("$.own")
        .doesNotExist()
        .jsonPath("$.channels[0].channel")
        .isEqualTo(pos)
        .jsonPath("$.channels[0].protected")
        .isEqualTo(4);
    expectAvailable(web, 6);
    get(admin(), path)
        .expectBody()
        .jsonPath("$.own")
        .isEqualTo(false)
        .jsonPath("$.policy")
        .isEqualTo("PRIORITY");
    get(shop(web), "/v1/availability/" + own).expectBody().jsonPath("$.available").isEqualTo(10);
    get(admin(), "/v1/stock/allocation")
        .expectBody()
        .jsonPath("$.channels[1].protected")
        .isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'policy':'FAIR'}",
        "{'policy':'SHARED','channels':[{'channel':'CH'}]}",
        "{'policy':'PRIORITY'}",
        "{'policy':'PRIORITY','channels':[]}",
        "{'policy':'PRIORITY','channels':[{'channel':'CH'}]}",
        "{'policy':'PRIORITY','channels':[{'protected':1}]}",
        "{'policy':'PRIORITY','channels':[{'channel':'CH','protected':-1}]}",
        "{'policy':'PRIORITY','channels':[{'channel':'CH','protected':1,'weight':1}]}",
        "{'policy':'PRIORITY','channels':[{'channel':'CH','protected':1},{'channel':'CH','protected':2}]}",
        "{'policy':'PROPORTIONAL','channels':[{'channel':'CH','protected':1}]}",
        "{'policy':'PROPORTIONAL','channels':[{'channel':'CH','weight':0}]}",
        "{'policy':'PROPORTIONAL','channels':[{'channel':'CH','weight':1000001}]}"
      })
  void whatMakesNoSenseIs422(String body) {
    expectProblem(
        admin()
            .put()
            .uri(path)
            .header("Content-Type", "application/json")
            .bodyValue(body.replace('\'', '"').replace("CH", web))
            .exchange(),
        ProblemCode.VALIDATION_FAILED);
  }

  @Test
  void whatIsUnknownIsNotFound() {
    expectProblem(get(admin(), "/v1/stock/none/allocation"), ProblemCode.SKU_NOT_FOUND);
    expectProblem(
        put("/v1/stock/none/allocation", Map.of("policy", "SHARED")), ProblemCode.SKU_NOT_FOUND);
    web = "none";
    expectProblem(put(path, priority(1, 1)), ProblemCode.CHANNEL_NOT_FOUND)
        .jsonPath("$.channel")
        .isEqualTo("none");
    expectProblem(put(path + "?dryRun=true", priority(1, 1)), ProblemCode.CHANNEL_NOT_FOUND);
  }

  @Test
  void onlyStockScopesOpenIt() {
    WebTestClient reader = backOffice("stock:read");
    get(reader, path).expectStatus().isOk();
    get(reader, "/v1/stock/allocation").expectStatus().isOk();
    expectProblem(
        reader.put().uri(path).bodyValue(Map.of("policy", "SHARED")).exchange(),
        ProblemCode.FORBIDDEN);
    expectProblem(get(shop(web), path), ProblemCode.FORBIDDEN);
  }
}
