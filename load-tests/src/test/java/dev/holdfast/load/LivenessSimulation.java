package dev.holdfast.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** A rate that any server holds: tells whether one is there before a long run is begun. */
public final class LivenessSimulation extends Simulation {
  private static final int RATE = 50;
  private static final Duration LENGTH = Duration.ofSeconds(5);

  public LivenessSimulation() {
    var alive =
        scenario("alive")
            .exec(http("liveness").get("/actuator/health/liveness").check(status().is(200)));
    setUp(alive.injectOpen(constantUsersPerSec(RATE).during(LENGTH)))
        .protocols(http.baseUrl(System.getProperty("target", "http://localhost:8080")))
        .assertions(global().failedRequests().count().is(0L));
  }
}
