package dev.holdfast.reservation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class ReservationHttpTest extends HoldfastServer {
  private static final String PATH = "/v1/reservations";

  private String location = "";
  private String sku = "";
  private String channel = "";
  private WebTestClient shop = anyone();

  @BeforeEach
  void sellTenUnits() {
    location = location();
    sku = sku(location, 10);
    channel = channel();
    shop = shop(channel);
  }

  private static Map<String, Object> line(String sku, int quantity) {
    return Map.of("sku", sku, "quantity", quantity);
  }

  private static Map<String, Object> cart(Object... lines) {
    return Map.of("lines", List.of(lines));
  }

  private static Map<String, Object> plus(Map<String, Object> body, String field, Object value) {
    var more = new HashMap<>(body);
    more.put(field, value);
    return more;
  }

  private WebTestClient.ResponseSpec reserve(Map<String, Object> body) {
    return post(shop, PATH, body);
  }

  private String held(int quantity) {
    return text(reserve(cart(line(sku, quantity))).expectStatus().isCreated().expectBody(), "$.id");
  }

  private WebTestClient.ResponseSpec verb(WebTestClient client, String id, String verb) {
    return client.post().uri(PATH + "/" + id + "/" + verb).exchange();
  }

  private WebTestClient.BodyContentSpec expectState(
      WebTestClient.ResponseSpec response, String state) {
    return response.expectStatus().isOk().expectBody().jsonPath("$.state").isEqualTo(state);
  }

  @Test
  void holdsStockForAWhile() {
    var response =
        reserve(
            plus(
                plus(plus(cart(line(sku, 3)), "customer", "c-1"), "reference", "cart:9"),
                "ttlSeconds",
                60));
    response.expectHeader().valueMatches("Location", PATH + "/r0-\\d+");
    response.expectHeader().valueMatches("Holdfast-Position", "0-\\d+");
    var body =
        response
            .expectStatus()
            .isCreated()
            .expectBody()
            .jsonPath("$.state")
            .isEqualTo("HELD")
            .jsonPath("$.channel")
            .isEqualTo(channel)
            .jsonPath("$.customer")
            .isEqualTo("c-1")
            .jsonPath("$.reference")
            .isEqualTo("cart:9")
            .jsonPath("$.position")
            .isNumber()
            .jsonPath("$.lines")
            .isEqualTo(
                List.of(
                    Map.of(
                        "line",
                        1,
                        "sku",
                        sku,
                        "quantity",
                        3,
                        "location",
                        location,
                        "backordered",
                        0,
                        "fulfilled",
                        0)));
    assertThat(Instant.parse(text(body, "$.expiresAt")))
        .isBetween(Instant.now().plusSeconds(50), Instant.now().plusSeconds(61));
    expectTotal(sku, Map.of("onHand", 10, "held", 3, "available", 7));
    get(shop, PATH + "/" + text(body, "$.id"))
        .expectStatus()
        .isOk()
        .expectHeader()
        .exists("Holdfast-Position")
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("HELD");
  }

  @Test
  void takesALineFromSeveralLocationsIfItMust() {
    receive(sku, location(), 4);
    var body = reserve(cart(line(sku, 12))).expectStatus().isCreated().expectBody();
    body.jsonPath("$.lines.length()").isEqualTo(2);
    body.jsonPath("$.lines[0].line").isEqualTo(1).jsonPath("$.lines[1].line").isEqualTo(1);
    body.jsonPath("$.lines[0].quantity").isEqualTo(10).jsonPath("$.lines[1].quantity").isEqualTo(2);
  }

  @Test
  void takesFromTheLocationThatALineOrTheRankingNames() {
    String second = location();
    receive(sku, second, 4);
    reserve(cart(Map.of("sku", sku, "quantity", 2, "location", second)))
        .expectBody()
        .jsonPath("$.lines[0].location")
        .isEqualTo(second);
    reserve(plus(cart(line(sku, 2)), "locations", List.of(second, location)))
        .expectBody()
        .jsonPath("$.lines[0].location")
        .isEqualTo(second);
  }

  @Test
  void allLinesOrNone() {
    String scarce = sku(location, 1);
    expectProblem(
            reserve(cart(line(sku, 2), line(scarce, 3), line(sku, 9))),
            ProblemCode.INSUFFICIENT_STOCK)
        .jsonPath("$.shortages")
        .isEqualTo(
            List.of(
                Map.of("line", 2, "sku", scarce, "requested", 3, "available", 1),
                Map.of("line", 3, "sku", sku, "requested", 9, "available", 8)));
    expectTotal(sku, Map.of("held", 0, "available", 10));
    expectTotal(scarce, Map.of("held", 0, "available", 1));
  }

  @Test
  void shortagesAreShownAsTheChannelIsShownQuantities() {
    WebTestClient capped = shop(channel(Map.of("quantityDisplay", "CAPPED:5")));
    expectProblem(post(capped, PATH, cart(line(sku, 11))), ProblemCode.INSUFFICIENT_STOCK)
        .jsonPath("$.shortages[0].available")
        .isEqualTo(5)
        .jsonPath("$.shortages[0].orMore")
        .isEqualTo(true);
    WebTestClient status = shop(channel(Map.of("quantityDisplay", "STATUS_ONLY")));
    var body =
        expectProblem(post(status, PATH, cart(line(sku, 11))), ProblemCode.INSUFFICIENT_STOCK);
    body.jsonPath("$.shortages[0].available").doesNotExist();
    assertThat(text(body, "$.detail")).doesNotContain("10");
  }

  @Test
  void aSecondVerbThatHasItsStateAlreadyAnswersAgain() {
    String id = held(3);
    expectState(verb(shop, id, "confirm"), "CONFIRMED");
    expectState(verb(shop, id, "confirm"), "CONFIRMED");
    expectTotal(sku, Map.of("held", 0, "committed", 3, "available", 7));
  }

  @Test
  void releaseGivesTheStockBack() {
    String id = held(3);
    expectState(verb(shop, id, "release"), "RELEASED");
    expectTotal(sku, Map.of("held", 0, "available", 10));
  }

  @Test
  void cancelGivesConfirmedStockBack() {
    String id = held(3);
    verb(shop, id, "confirm").expectStatus().isOk();
    expectState(verb(shop, id, "cancel"), "CANCELLED");
    expectTotal(sku, Map.of("committed", 0, "available", 10, "onHand", 10));
  }

  @Test
  void fulfilTakesStockAwayAndNeedsItsOwnScope() {
    String id = held(3);
    verb(shop, id, "confirm").expectStatus().isOk();
    expectProblem(verb(shop, id, "fulfil"), ProblemCode.FORBIDDEN);
    expectState(verb(backOffice("fulfilment:write"), id, "fulfil"), "FULFILLED")
        .jsonPath("$.lines[0].fulfilled")
        .isEqualTo(3);
    expectTotal(sku, Map.of("onHand", 7, "committed", 0, "available", 7));
  }

  @Test
  void aVerbThatTheStateForbidsSaysTheState() {
    String id = held(3);
    expectProblem(verb(shop, id, "cancel"), ProblemCode.RESERVATION_STATE)
        .jsonPath("$.state")
        .isEqualTo("HELD");
    verb(shop, id, "release").expectStatus().isOk();
    expectProblem(verb(shop, id, "confirm"), ProblemCode.RESERVATION_STATE)
        .jsonPath("$.state")
        .isEqualTo("RELEASED");
    expectProblem(
        post(shop, PATH + "/" + id + "/extend", Map.of("ttlSeconds", 60)),
        ProblemCode.RESERVATION_STATE);
  }

  @Test
  void extendSetsTheDeadlineFurtherAndNeverNearer() {
    var body =
        reserve(plus(cart(line(sku, 1)), "ttlSeconds", 300))
            .expectStatus()
            .isCreated()
            .expectBody();
    String path = PATH + "/" + text(body, "$.id") + "/extend";
    Instant first = Instant.parse(text(body, "$.expiresAt"));
    var nearer = post(shop, path, Map.of("ttlSeconds", 10)).expectStatus().isOk().expectBody();
    assertThat(Instant.parse(text(nearer, "$.expiresAt"))).isEqualTo(first);
    var further = post(shop, path, Map.of("ttlSeconds", 600)).expectStatus().isOk().expectBody();
    assertThat(Instant.parse(text(further, "$.expiresAt"))).isAfter(first.plusSeconds(250));
  }

  @Test
  void aChannelHoldsForAsLongAsItsSettingsSayAtMost() {
    String quick = channel(Map.of("ttlSeconds", 30));
    WebTestClient quickShop = shop(quick);
    expectProblem(
            post(quickShop, PATH, plus(cart(line(sku, 1)), "ttlSeconds", 31)),
            ProblemCode.TTL_TOO_LONG)
        .jsonPath("$.max")
        .isEqualTo(30);
    var body = post(quickShop, PATH, cart(line(sku, 1))).expectStatus().isCreated().expectBody();
    assertThat(Instant.parse(text(body, "$.expiresAt"))).isBefore(Instant.now().plusSeconds(31));
    expectProblem(
        post(quickShop, PATH + "/" + text(body, "$.id") + "/extend", Map.of("ttlSeconds", 31)),
        ProblemCode.TTL_TOO_LONG);
    WebTestClient office = backOffice("reservations:write");
    post(office, PATH, plus(plus(cart(line(sku, 1)), "ttlSeconds", 86_400), "channel", quick))
        .expectStatus()
        .isCreated();
    post(office, PATH + "/" + text(body, "$.id") + "/extend", Map.of("ttlSeconds", 31))
        .expectStatus()
        .isOk();
  }

  @Test
  void theBackOfficeNamesTheChannelAndAChannelNoOther() {
    WebTestClient office = backOffice("reservations:write");
    expectProblem(post(office, PATH, cart(line(sku, 1))), ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors[0].field")
        .isEqualTo("channel");
    expectProblem(
        post(office, PATH, plus(cart(line(sku, 1)), "channel", "none")),
        ProblemCode.CHANNEL_NOT_FOUND);
    post(office, PATH, plus(cart(line(sku, 1)), "channel", channel))
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.channel")
        .isEqualTo(channel);
    expectProblem(
        reserve(plus(cart(line(sku, 1)), "channel", channel())), ProblemCode.VALIDATION_FAILED);
  }

  @Test
  void aChannelSellsOnlyFromItsLocations() {
    String other = location();
    WebTestClient local = shop(channel(Map.of("allowedLocations", List.of(other))));
    expectProblem(
            post(local, PATH, cart(Map.of("sku", sku, "quantity", 1, "location", location))),
            ProblemCode.LOCATION_NOT_ALLOWED)
        .jsonPath("$.location")
        .isEqualTo(location);
    expectProblem(
        post(local, PATH, plus(cart(line(sku, 1)), "locations", List.of(location))),
        ProblemCode.LOCATION_NOT_ALLOWED);
    expectProblem(post(local, PATH, cart(line(sku, 1))), ProblemCode.INSUFFICIENT_STOCK);
  }

  @Test
  void whatALineNamesMustBeThere() {
    expectProblem(reserve(cart(line(sku, 1), line("none", 1))), ProblemCode.SKU_NOT_FOUND)
        .jsonPath("$.line")
        .isEqualTo(2)
        .jsonPath("$.sku")
        .isEqualTo("none");
    expectProblem(
            reserve(cart(Map.of("sku", sku, "quantity", 1, "location", "none"))),
            ProblemCode.LOCATION_NOT_FOUND)
        .jsonPath("$.line")
        .isEqualTo(1);
    expectProblem(
        reserve(plus(cart(line(sku, 1)), "locations", List.of("none"))),
        ProblemCode.LOCATION_NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"lines\":[]}",
        "{\"lines\":[{\"quantity\":1}]}",
        "{\"lines\":[{\"sku\":\"A\"}]}",
        "{\"lines\":[{\"sku\":\"A\",\"quantity\":0}]}",
        "{\"lines\":[{\"sku\":\"A\",\"quantity\":1000000001}]}",
        "{\"lines\":[{\"sku\":\"A\",\"quantity\":99999999999}]}",
        "{\"lines\":[{\"sku\":\"not an id\",\"quantity\":1}]}",
        "{\"lines\":[{\"sku\":\"A\",\"quantity\":1,\"location\":\"not an id\"}]}",
        "{\"lines\":[{\"sku\":\"A\",\"quantity\":1}],\"ttlSeconds\":0}",
        "{\"lines\":[{\"sku\":\"A\",\"quantity\":1}],\"ttlSeconds\":86401}",
        "{\"lines\":[{\"sku\":\"A\",\"quantity\":1}],\"locations\":[\"B\",\"B\"]}"
      })
  void aCartThatMakesNoSenseIs422(String body) {
    expectProblem(
            shop.post()
                .uri(PATH)
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange(),
            ProblemCode.VALIDATION_FAILED)
        .jsonPath("$.errors")
        .isNotEmpty();
  }

  @Test
  void whatIsTooLongIs422() {
    expectProblem(
        reserve(Map.of("lines", Collections.nCopies(101, line(sku, 1)))),
        ProblemCode.VALIDATION_FAILED);
    expectProblem(
        reserve(
            plus(
                cart(line(sku, 1)),
                "locations",
                java.util.stream.IntStream.range(0, 17).mapToObj(i -> "L" + i).toList())),
        ProblemCode.VALIDATION_FAILED);
    reserve(plus(cart(line(sku, 1)), "customer", "ä".repeat(64))).expectStatus().isCreated();
    expectProblem(
        reserve(plus(cart(line(sku, 1)), "customer", "ä".repeat(64) + "a")),
        ProblemCode.VALIDATION_FAILED);
    expectProblem(
        reserve(plus(cart(line(sku, 1)), "reference", "x".repeat(513))),
        ProblemCode.VALIDATION_FAILED);
  }

  @Test
  void aHundredLinesAreNotTooMany() {
    receive(sku, location, 90);
    reserve(Map.of("lines", Collections.nCopies(100, line(sku, 1))))
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.lines.length()")
        .isEqualTo(100);
    expectTotal(sku, Map.of("held", 100, "available", 0));
  }

  @Test
  void aFieldOfNoMeaningHereIs400() {
    expectProblem(reserve(plus(cart(line(sku, 1)), "color", "x")), ProblemCode.UNKNOWN_FIELD);
    expectProblem(reserve(plus(cart(line(sku, 1)), "requestId", "x")), ProblemCode.UNKNOWN_FIELD);
  }

  @Test
  void extendNeedsItsTtl() {
    String path = PATH + "/" + held(1) + "/extend";
    expectProblem(post(shop, path, Map.of()), ProblemCode.VALIDATION_FAILED);
    expectProblem(shop.post().uri(path).exchange(), ProblemCode.MALFORMED_JSON);
  }

  @Test
  void anotherChannelsReservationIsNotThere() {
    String id = held(3);
    WebTestClient other = shop(channel());
    expectProblem(get(other, PATH + "/" + id), ProblemCode.RESERVATION_NOT_FOUND);
    for (String verb : List.of("confirm", "release", "cancel")) {
      expectProblem(verb(other, id, verb), ProblemCode.RESERVATION_NOT_FOUND);
    }
    get(other, PATH).expectBody().jsonPath("$.items.length()").isEqualTo(0);
    expectTotal(sku, Map.of("held", 3));
  }

  @Test
  void aTillThatSeesAllChannelsMayHandOutTheirOrders() {
    String id = held(3);
    verb(shop, id, "confirm").expectStatus().isOk();
    String pos = channel(Map.of("type", "POS"));
    WebTestClient till = channelKey(pos, "fulfilment:write", "orders:all-channels");
    get(till, PATH + "/" + id).expectStatus().isOk();
    expectState(verb(till, id, "fulfil"), "FULFILLED");
  }

  @Test
  void whatNeverWasIsNotThere() {
    for (String id : List.of("r0-999999999", "r0-0", "R0-1", "x", "r1-1")) {
      expectProblem(get(shop, PATH + "/" + id), ProblemCode.RESERVATION_NOT_FOUND);
      expectProblem(verb(shop, id, "confirm"), ProblemCode.RESERVATION_NOT_FOUND);
    }
  }

  @Test
  void listsNewestFirstByEveryFilter() {
    String first = held(1);
    String second =
        text(
            reserve(plus(plus(cart(line(sku, 1)), "customer", "c-7"), "reference", "ref-7"))
                .expectBody(),
            "$.id");
    verb(shop, first, "confirm").expectStatus().isOk();
    expectIds("", second, first);
    expectIds("?state=HELD", second);
    expectIds("?state=CONFIRMED&sku=" + sku, first);
    expectIds("?customer=c-7", second);
    expectIds("?reference=ref-7&location=" + location, second);
    expectIds("?channel=" + channel, second, first);
    expectIds("?reference=none");
    var page = get(shop, PATH + "?limit=1").expectBody();
    page.jsonPath("$.items[0].id").isEqualTo(second);
    get(shop, PATH + "?limit=1&cursor=" + text(page, "$.next"))
        .expectBody()
        .jsonPath("$.items[0].id")
        .isEqualTo(first);
    expectProblem(get(shop, PATH + "?state=GONE"), ProblemCode.INVALID_PARAMETER);
    expectProblem(get(shop, PATH + "?sku=none"), ProblemCode.SKU_NOT_FOUND);
    expectProblem(get(shop, PATH + "?cursor=eHk"), ProblemCode.INVALID_PARAMETER);
  }

  private void expectIds(String query, String... ids) {
    get(shop, PATH + query)
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items[*].id")
        .isEqualTo(List.of(ids));
  }

  @Test
  void readingNeedsAScopeThatHasToDoWithReservations() {
    String id = held(1);
    for (String scope : List.of("reservations:write", "fulfilment:write", "orders:read")) {
      get(backOffice(scope), PATH + "/" + id).expectStatus().isOk();
    }
    expectProblem(get(backOffice("stock:read"), PATH + "/" + id), ProblemCode.FORBIDDEN);
    expectProblem(post(backOffice("orders:read"), PATH, cart(line(sku, 1))), ProblemCode.FORBIDDEN);
  }
}
