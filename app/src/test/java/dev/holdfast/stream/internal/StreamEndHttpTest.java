package dev.holdfast.stream.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Streams of a server that ceases to be the owner, and more of them than it serves. */
@DirtiesContext
@TestPropertySource(
    properties = {"spring.application.name=ending", "holdfast.stream.max-connections=2"})
class StreamEndHttpTest extends HoldfastServer {
  private static final String STREAM = "/v1/availability/stream";

  @Autowired DatabaseClient database;

  @Test
  void onlySoManyAreServedAndAllEndWithTheRoleAndComeBack() throws IOException {
    String key = keyOf(channel());
    try (var stream = new SseSocket(port, STREAM, key);
        var another = new SseSocket(port, STREAM, key)) {
      var refused = get(with(key), STREAM);
      refused.expectHeader().exists("Retry-After");
      expectProblem(refused, ProblemCode.TOO_MANY_STREAMS);
      database.sql("update ledger_head set epoch = epoch + 1").then().block();
      admin().put().uri("/v1/skus/OTHER").bodyValue(Map.of()).exchange();
      assertThat(stream.goodbye()).isEqualTo("{\"code\":\"LEDGER_STOPPED\"}");
      assertThat(another.goodbye()).isEqualTo("{\"code\":\"LEDGER_STOPPED\"}");
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> get(anyone(), "/actuator/health/readiness").returnResult().getStatus().value(),
            is(200));
    try (var stream = new SseSocket(port, STREAM, key)) {
      assertThat(stream.next().orElseThrow().lines()).containsExactly("retry: 2000");
    }
  }
}
