package dev.holdfast.inventory.internal.http;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A server that another one bars, and that nobody keeps from becoming the owner again. */
@DirtiesContext
@TestPropertySource(properties = "spring.application.name=barred") // no other test's server
class BarredOwnerHttpTest extends HoldfastServer {
  @Autowired DatabaseClient database;

  @Test
  void standsByWhileItWatchesAndThenOwnsTheLedgerAgain() {
    String sku = sku(location(), 7);
    get(anyone(), "/actuator/health/readiness").expectStatus().isOk();
    database.sql("update ledger_head set epoch = epoch + 1").then().block();
    expectProblem(
        admin().put().uri("/v1/skus/OTHER").bodyValue(Map.of()).exchange(),
        ProblemCode.OUTCOME_UNKNOWN);
    var refused = admin().put().uri("/v1/skus/OTHER").bodyValue(Map.of()).exchange();
    refused.expectHeader().exists("Retry-After");
    expectProblem(refused, ProblemCode.NOT_OWNER);
    expectProblem(get(admin(), "/v1/stock/" + sku), ProblemCode.NOT_OWNER);
    admin()
        .get()
        .uri("/v1/stock/" + sku)
        .header("Holdfast-Min-Position", "0-1")
        .exchange()
        .expectStatus()
        .isOk();
    get(admin(), "/v1/ledger").expectBody().jsonPath("$.role").isEqualTo("STANDBY");
    get(anyone(), "/actuator/health/readiness").expectStatus().isEqualTo(503);
    get(anyone(), "/actuator/health/liveness").expectStatus().isOk();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> get(anyone(), "/actuator/health/readiness").returnResult().getStatus().value(),
            is(200));
    admin().put().uri("/v1/skus/OTHER").bodyValue(Map.of()).exchange().expectStatus().isCreated();
    expectTotal(sku, Map.of("onHand", 7));
    get(admin(), "/v1/ledger").expectBody().jsonPath("$.role").isEqualTo("OWNER");
  }
}
