package dev.holdfast.inventory.internal.http;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** What is left of a server whose journal another one has taken. */
@DirtiesContext
@TestPropertySource(properties = "spring.application.name=stopped") // no other test's server
class StoppedLedgerHttpTest extends HoldfastServer {
  @Autowired DatabaseClient database;

  @Test
  void changesAreRefusedReadsGoOnAndReadinessIsDown() {
    String sku = sku(location(), 7);
    get(anyone(), "/actuator/health/readiness").expectStatus().isOk();
    database.sql("update ledger_head set epoch = epoch + 1").then().block();
    expectProblem(
        admin().put().uri("/v1/skus/OTHER").bodyValue(Map.of()).exchange(),
        ProblemCode.OUTCOME_UNKNOWN);
    var refused = admin().put().uri("/v1/skus/OTHER").bodyValue(Map.of()).exchange();
    refused.expectHeader().exists("Retry-After");
    expectProblem(refused, ProblemCode.LEDGER_STOPPED);
    expectTotal(sku, Map.of("onHand", 7));
    get(admin(), "/v1/ledger").expectBody().jsonPath("$.role").isEqualTo("STOPPED");
    get(anyone(), "/actuator/health/readiness").expectStatus().isEqualTo(503);
    get(anyone(), "/actuator/health/liveness").expectStatus().isOk();
  }
}
