package dev.holdfast.inventory.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The past of stock, read right after it was made. */
class HistoryHttpTest extends HoldfastServer {
  private final String location = fresh("LOC");
  private String sku = "";

  private void makeSku() {
    location(location);
    sku = sku();
  }

  /** Records a movement and gives its position. */
  private long move(String type, int quantity, Map<String, Object> more) {
    var body = new HashMap<String, Object>(more);
    body.putAll(Map.of("sku", sku, "location", location, "type", type, "quantity", quantity));
    return Long.parseLong(
        text(
            post(admin(), "/v1/stock-movements", body).expectStatus().isCreated().expectBody(),
            "$.position"));
  }

  private WebTestClient.BodyContentSpec read(String path) {
    return get(admin(), path).expectStatus().isOk().expectBody();
  }

  private String readText(String path) {
    return new String(
        Objects.requireNonNull(read(path).returnResult().getResponseBodyContent()),
        StandardCharsets.UTF_8);
  }

  @Test
  void figuresOfAPositionAreWhatWasReadThen() {
    makeSku();
    move("RECEIVE", 7, Map.of());
    var answer = get(admin(), "/v1/stock/" + sku).expectStatus().isOk();
    String token =
        Objects.requireNonNull(
            answer.returnResult(Void.class).getResponseHeaders().getFirst("Holdfast-Position"));
    String then = readText("/v1/stock/" + sku);
    long last = move("ADJUST", -2, Map.of("reason", "broken"));
    assertThat(readText("/v1/stock/" + sku + "?position=" + token)).isEqualTo(then);
    assertThat(readText("/v1/stock/" + sku + "?position=" + token.substring(2))).isEqualTo(then);
    read("/v1/stock/" + sku + "?position=" + last).jsonPath("$.total.onHand").isEqualTo(5);
  }

  @Test
  void figuresOfTheFutureAreThoseOfNowAndBeforeTheFirstThereAreNone() {
    makeSku();
    move("RECEIVE", 7, Map.of());
    String now = readText("/v1/stock/" + sku);
    assertThat(readText("/v1/stock/" + sku + "?position=999999999")).isEqualTo(now);
    assertThat(readText("/v1/stock/" + sku + "?at=2999-01-01T00:00:00Z")).isEqualTo(now);
    read("/v1/stock/" + sku + "?at=2001-01-01T00:00:00Z")
        .jsonPath("$.locations.length()")
        .isEqualTo(0)
        .jsonPath("$.total.onHand")
        .isEqualTo(0)
        .jsonPath("$.position")
        .isEqualTo(0);
  }

  @Test
  void figuresOfATimeAreThoseOfTheLastFactUpToIt() {
    makeSku();
    move("RECEIVE", 7, Map.of());
    String asOf = text(read("/v1/stock/" + sku), "$.asOf");
    read("/v1/stock/" + sku + "?at=" + asOf)
        .jsonPath("$.total.onHand")
        .isEqualTo(7)
        .jsonPath("$.asOf")
        .isEqualTo(asOf);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at=yesterday",
        "at=2026-01-01",
        "position=x",
        "position=-1",
        "position=1-1",
        "position=1&at=2026-01-01T00:00:00Z",
        "position=1&position=2",
        "since=1"
      })
  void otherMomentsAre400(String query) {
    makeSku();
    expectProblem(get(admin(), "/v1/stock/" + sku + "?" + query), ProblemCode.INVALID_PARAMETER);
  }

  /** Reserves three, confirms and ships them; gives the id of the reservation. */
  private String ship(String channel) {
    var line = Map.of("sku", sku, "quantity", 3);
    String id =
        text(
            post(
                    shop(channel),
                    "/v1/reservations",
                    Map.of("lines", List.of(line), "reference", "cart:9"))
                .expectStatus()
                .isCreated()
                .expectBody(),
            "$.id");
    String path = "/v1/reservations/" + id;
    post(shop(channel), path + "/confirm", Map.of()).expectStatus().isOk();
    post(admin(), path + "/fulfil", Map.of()).expectStatus().isOk();
    return id;
  }

  @Test
  void theHistoryTellsEveryFactNewestFirst() {
    makeSku();
    move("RECEIVE", 7, Map.of());
    ship(channel());
    String path = "/v1/stock/" + sku + "/history";
    read(path)
        .jsonPath("$.items[*].type")
        .isEqualTo(List.of("FULFIL", "CONFIRMED", "HELD", "RECEIVE"))
        .jsonPath("$.next")
        .isEqualTo(null);
    read(path + "?type=HELD&location=" + location)
        .jsonPath("$.items[*].type")
        .isEqualTo(List.of("HELD"));
  }

  @Test
  void theHistoryTellsWhatAFactDidAndWhy() {
    makeSku();
    long received = move("RECEIVE", 7, Map.of("reference", "doc:1"));
    String channel = channel();
    String reservation = ship(channel);
    read("/v1/stock/" + sku + "/history")
        .jsonPath("$.items[0].changes.onHand")
        .isEqualTo(-3)
        .jsonPath("$.items[0].changes.committed")
        .isEqualTo(-3)
        .jsonPath("$.items[0].changes.available")
        .doesNotExist()
        .jsonPath("$.items[0].stock.onHand")
        .isEqualTo(4)
        .jsonPath("$.items[1].movement")
        .doesNotExist()
        .jsonPath("$.items[2].reservation")
        .isEqualTo(reservation)
        .jsonPath("$.items[2].channel")
        .isEqualTo(channel)
        .jsonPath("$.items[2].reference")
        .isEqualTo("cart:9")
        .jsonPath("$.items[2].changes.held")
        .isEqualTo(3)
        .jsonPath("$.items[3].position")
        .isEqualTo((int) received)
        .jsonPath("$.items[3].movement")
        .isEqualTo("m0-" + received)
        .jsonPath("$.items[3].reference")
        .isEqualTo("doc:1")
        .jsonPath("$.items[3].actor")
        .isNotEmpty();
  }

  @Test
  void aShipmentIsAMovementWithAnIdOfItsOwn() {
    makeSku();
    move("RECEIVE", 7, Map.of());
    String channel = channel();
    String reservation = ship(channel);
    String shipped = text(read("/v1/stock/" + sku + "/history"), "$.items[0].movement");
    assertThat(shipped).matches("m0-[0-9]+[.]1");
    read("/v1/stock-movements/" + shipped)
        .jsonPath("$.type")
        .isEqualTo("FULFIL")
        .jsonPath("$.quantity")
        .isEqualTo(3)
        .jsonPath("$.reservation")
        .isEqualTo(reservation)
        .jsonPath("$.channel")
        .isEqualTo(channel);
  }

  @Test
  void listsArePaged() {
    makeSku();
    for (int i = 1; i <= 5; i++) {
      move("RECEIVE", i, Map.of());
    }
    for (String list : List.of("history", "movements")) {
      String path = "/v1/stock/" + sku + "/" + list + "?limit=2";
      var first = read(path);
      String next = text(first, "$.next");
      var second = read(path + "&cursor=" + next);
      var third = read(path + "&cursor=" + text(second, "$.next"));
      third.jsonPath("$.items.length()").isEqualTo(1).jsonPath("$.next").isEqualTo(null);
      assertThat(text(first, "$.items[0].position"))
          .isNotEqualTo(text(second, "$.items[0].position"));
      expectProblem(get(admin(), path + "&cursor=!"), ProblemCode.INVALID_PARAMETER);
      expectProblem(get(admin(), path + "&cursor=eA"), ProblemCode.INVALID_PARAMETER);
    }
  }

  @Test
  void aMovementIsReadAsItWasRecorded() {
    makeSku();
    long position =
        move("ADJUST", 4, Map.of("reason", "found", "reference", "https://example.org/1"));
    read("/v1/stock-movements/m0-" + position)
        .jsonPath("$.id")
        .isEqualTo("m0-" + position)
        .jsonPath("$.position")
        .isEqualTo((int) position)
        .jsonPath("$.time")
        .isNotEmpty()
        .jsonPath("$.sku")
        .isEqualTo(sku)
        .jsonPath("$.location")
        .isEqualTo(location)
        .jsonPath("$.type")
        .isEqualTo("ADJUST")
        .jsonPath("$.quantity")
        .isEqualTo(4)
        .jsonPath("$.onHandChange")
        .isEqualTo(4)
        .jsonPath("$.reason")
        .isEqualTo("found")
        .jsonPath("$.reference")
        .isEqualTo("https://example.org/1")
        .jsonPath("$.actor")
        .isNotEmpty()
        .jsonPath("$.force")
        .doesNotExist()
        .jsonPath("$.reservation")
        .doesNotExist();
  }

  @Test
  void movementsAreListedByWhatIsAskedFor() {
    makeSku();
    String reference = fresh("doc");
    move("RECEIVE", 7, Map.of("reference", reference));
    long counted = move("COUNT", 5, Map.of("reference", reference));
    for (String query :
        List.of(
            "sku=" + sku + "&type=COUNT",
            "location=" + location + "&type=COUNT",
            "reference=" + reference + "&type=COUNT&sku=" + sku + "&location=" + location)) {
      read("/v1/stock-movements?" + query)
          .jsonPath("$.items.length()")
          .isEqualTo(1)
          .jsonPath("$.items[0].position")
          .isEqualTo((int) counted)
          .jsonPath("$.items[0].onHandChange")
          .isEqualTo(-2);
    }
    read("/v1/stock-movements?limit=1").jsonPath("$.items[0].position").isEqualTo((int) counted);
    read("/v1/stock/" + sku + "/movements?reference=none")
        .jsonPath("$.items.length()")
        .isEqualTo(0)
        .jsonPath("$.next")
        .isEqualTo(null);
  }

  @Test
  void whatIsNotThereIs404() {
    makeSku();
    for (String path : List.of("?position=1", "/history", "/movements")) {
      expectProblem(get(admin(), "/v1/stock/none" + path), ProblemCode.SKU_NOT_FOUND);
    }
    expectProblem(
        get(admin(), "/v1/stock/" + sku + "/history?location=none"),
        ProblemCode.LOCATION_NOT_FOUND);
    expectProblem(get(admin(), "/v1/stock-movements?sku=none"), ProblemCode.SKU_NOT_FOUND);
    long position = move("RECEIVE", 1, Map.of());
    for (String id : List.of("m0-999999999", "m0-" + position + ".1", "x", "m1-1", "m0-0")) {
      expectProblem(get(admin(), "/v1/stock-movements/" + id), ProblemCode.MOVEMENT_NOT_FOUND);
    }
  }

  @Test
  void onlyStockScopesOpenThem() {
    makeSku();
    WebTestClient shop = shop(channel());
    WebTestClient reader = backOffice("stock:read");
    for (String path :
        List.of(
            "/v1/stock/" + sku + "?position=1",
            "/v1/stock/" + sku + "/history",
            "/v1/stock/" + sku + "/movements",
            "/v1/stock-movements")) {
      get(reader, path).expectStatus().isOk().expectHeader().exists("Holdfast-Position");
      expectProblem(get(shop, path), ProblemCode.FORBIDDEN);
    }
  }

  @Test
  void typesThatThereAreNotAre400() {
    makeSku();
    expectProblem(
        get(admin(), "/v1/stock/" + sku + "/history?type=SOLD"), ProblemCode.INVALID_PARAMETER);
    expectProblem(get(admin(), "/v1/stock-movements?type=HELD"), ProblemCode.INVALID_PARAMETER);
  }

  @Test
  void theLedgerTellsHowFarItsHistoryIsWritten() {
    makeSku();
    long position = move("RECEIVE", 1, Map.of());
    read("/v1/stock-movements/m0-" + position);
    read("/v1/ledger")
        .jsonPath("$.projectedPosition")
        .value(
            projected ->
                assertThat(((Number) projected).longValue()).isGreaterThanOrEqualTo(position));
  }
}
