package dev.holdfast.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.holdfast.load.http.Shop;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * One SKU, a few units, many buyers who arrive whether or not others have been served. Of those who
 * get one, half pay, some give it back, the others let it expire. At the end the server's own
 * figures must add up, to the unit, with what the buyers were told; if not, the run fails.
 *
 * <p>{@code -Dunits}, {@code -DusersPerSecond} and {@code -Dseconds} make it larger.
 */
public final class FlashSale extends Simulation {

  private static final URI TARGET =
      URI.create(System.getProperty("target", "http://localhost:8080"));
  private static final long UNITS = Long.getLong("units", 200);
  private static final int USERS_PER_SECOND = Integer.getInteger("usersPerSecond", 200);
  private static final int SECONDS = Integer.getInteger("seconds", 20);
  private static final int TTL_SECONDS = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String sku = "flash-" + UUID.randomUUID().toString().substring(0, 8);
  private final AtomicLong confirmed = new AtomicLong();

  public FlashSale() throws Exception {
    String key = Shop.open(TARGET, sku, UNITS, TTL_SECONDS);
    String adminKey = Shop.adminKey();
    setUp(
            buyer(key)
                .injectOpen(
                    constantUsersPerSec(USERS_PER_SECOND).during(Duration.ofSeconds(SECONDS)))
                .andThen(accountant(adminKey).injectOpen(atOnceUsers(1))))
        .protocols(http.baseUrl(TARGET.toString()).contentTypeHeader("application/json"))
        .assertions(global().failedRequests().count().is(0L));
  }

  private ScenarioBuilder buyer(String key) {
    return scenario("buyer")
        .exec(session -> session.set("request", UUID.randomUUID().toString()))
        .exec(
            http("reserve")
                .post("/v1/reservations")
                .header("Authorization", "Bearer " + key)
                .header("Idempotency-Key", "#{request}")
                .body(StringBody("{\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]}".formatted(sku)))
                .check(status().in(201, 409).saveAs("status"))
                .check(jmesPath("id").optional().saveAs("id")))
        .exec(
            doIf(session -> session.getInt("status") == 201)
                .then(
                    randomSwitch()
                        .on(
                            percent(50.0).then(verb(key, "confirm")),
                            percent(20.0).then(verb(key, "release")))));
  }

  private ChainBuilder verb(String key, String verb) {
    return pause(Duration.ofMillis(50), Duration.ofSeconds(2))
        .exec(
            http(verb)
                .post("/v1/reservations/#{id}/" + verb)
                .header("Authorization", "Bearer " + key)
                .check(status().is(200)))
        .exec(session -> count(session, verb));
  }

  private Session count(Session session, String verb) {
    if (verb.equals("confirm") && !session.isFailed()) {
      confirmed.incrementAndGet();
    }
    return session;
  }

  /** Comes when every reservation that was not paid has run out. */
  private ScenarioBuilder accountant(String adminKey) {
    return scenario("accountant")
        .exec(stock(adminKey, "figures during the sale"))
        .exec(pause(Duration.ofSeconds(TTL_SECONDS + 2)))
        .exec(stock(adminKey, "figures at the end"))
        .exec(session -> session);
  }

  private ChainBuilder stock(String adminKey, String name) {
    return exec(
        http(name)
            .get("/v1/stock/" + sku)
            .header("Authorization", "Bearer " + adminKey)
            .check(status().is(200))
            .check(bodyString().transform(body -> verdict(body, name.endsWith("end"))).is("ok")));
  }

  private String verdict(String body, boolean atEnd) {
    JsonNode total = JSON.readTree(body).get("total");
    long sold = total.get("committed").asLong();
    long held = total.get("held").asLong();
    long available = total.get("available").asLong();
    boolean addsUp = sold + held + available == UNITS && total.get("onHand").asLong() == UNITS;
    boolean agrees = sold == confirmed.get() && available >= 0 && (!atEnd || held == 0);
    return addsUp && agrees ? "ok" : "sold " + confirmed + " of " + UNITS + ", but " + total;
  }
}
