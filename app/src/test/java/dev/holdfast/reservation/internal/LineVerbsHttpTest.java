package dev.holdfast.reservation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.TimedServer;
import dev.holdfast.shared.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Verbs on part of a reservation, and confirming one that has expired. */
class LineVerbsHttpTest extends TimedServer {
  private static final String PATH = "/v1/reservations";

  private String first = "";
  private String second = "";
  private String path = "";
  private WebTestClient shop = anyone();

  @BeforeEach
  void holdFourAndTwo() {
    String location = location();
    first = sku(location, 10);
    second = sku(location, 10);
    String channel = channel(Map.of("type", "POS"));
    shop = channelKey(channel, "reservations:write", "fulfilment:write");
    path = PATH + "/" + text(reserve().expectStatus().isCreated().expectBody(), "$.id");
  }

  private WebTestClient.ResponseSpec reserve() {
    return post(
        shop,
        PATH,
        Map.of(
            "lines",
            List.of(Map.of("sku", first, "quantity", 4), Map.of("sku", second, "quantity", 2)),
            "ttlSeconds",
            60));
  }

  private WebTestClient.ResponseSpec verb(String verb) {
    return post(shop, path + "/" + verb, Map.of());
  }

  /** A verb on lines, each a number and a quantity. */
  private WebTestClient.ResponseSpec verb(String verb, int... lines) {
    var body = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < lines.length; i += 2) {
      body.add(Map.of("line", lines[i], "quantity", lines[i + 1]));
    }
    return post(shop, path + "/" + verb, Map.of("lines", body));
  }

  private static WebTestClient.BodyContentSpec expectState(
      WebTestClient.ResponseSpec response, String state) {
    return response.expectStatus().isOk().expectBody().jsonPath("$.state").isEqualTo(state);
  }

  @Test
  void partOfALineIsReleasedAndTheRestStaysHeld() {
    expectState(verb("release", 1, 3), "HELD").jsonPath("$.lines[0].quantity").isEqualTo(1);
    expectTotal(first, Map.of("held", 1, "available", 9));
    expectTotal(second, Map.of("held", 2));
    expectState(verb("release", 1, 1, 2, 2), "RELEASED");
    expectTotal(second, Map.of("held", 0, "available", 10));
  }

  @Test
  void linesAreShippedInPartsUntilAllAre() {
    verb("confirm").expectStatus().isOk();
    expectState(verb("fulfil", 1, 3), "CONFIRMED")
        .jsonPath("$.lines[0].fulfilled")
        .isEqualTo(3)
        .jsonPath("$.lines[0].quantity")
        .isEqualTo(4);
    expectTotal(first, Map.of("onHand", 7, "committed", 1));
    expectState(verb("fulfil", 1, 1, 2, 2), "FULFILLED");
    expectTotal(first, Map.of("onHand", 6, "committed", 0));
    expectTotal(second, Map.of("onHand", 8, "committed", 0));
  }

  @Test
  void whatIsLeftAfterShippingIsCancelledAndTheReservationIsFulfilled() {
    verb("confirm").expectStatus().isOk();
    verb("fulfil", 1, 3).expectStatus().isOk();
    expectState(verb("cancel", 2, 1), "CONFIRMED");
    expectState(verb("cancel"), "FULFILLED");
    expectTotal(first, Map.of("onHand", 7, "committed", 0, "available", 7));
    expectTotal(second, Map.of("onHand", 10, "committed", 0, "available", 10));
  }

  @Test
  void moreThanALineHasLeftIsRefusedAndNothingIsDone() {
    verb("release", 1, 3).expectStatus().isOk();
    expectProblem(verb("release", 2, 1, 1, 2), ProblemCode.LINE_EXCEEDED)
        .jsonPath("$.line")
        .isEqualTo(1)
        .jsonPath("$.left")
        .isEqualTo(1);
    expectProblem(verb("release", 3, 1), ProblemCode.LINE_EXCEEDED)
        .jsonPath("$.line")
        .isEqualTo(3)
        .jsonPath("$.left")
        .isEqualTo(0);
    expectTotal(second, Map.of("held", 2));
  }

  @Test
  void aRefusalOfALineStaysOne() {
    String key = fresh("key");
    var five = Map.of("lines", List.of(Map.of("line", 1, "quantity", 5)));
    expectProblem(post(shop, path + "/release", five, key), ProblemCode.LINE_EXCEEDED);
    verb("release", 1, 2).expectStatus().isOk();
    var replay = post(shop, path + "/release", five, key);
    replay.expectHeader().valueEquals("Idempotent-Replayed", "true");
    expectProblem(replay, ProblemCode.LINE_EXCEEDED).jsonPath("$.left").isEqualTo(4);
  }

  @Test
  void aVerbOnPartIsRememberedByItsRequest() {
    String key = fresh("key");
    var one = Map.of("lines", List.of(Map.of("line", 1, "quantity", 1)));
    post(shop, path + "/release", one, key).expectStatus().isOk();
    post(shop, path + "/release", one, key)
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("Idempotent-Replayed", "true");
    expectTotal(first, Map.of("held", 3));
    expectProblem(post(shop, path + "/release", null, key), ProblemCode.REQUEST_ID_REUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"lines\":[]}",
        "{\"lines\":[{}]}",
        "{\"lines\":[{\"line\":0,\"quantity\":1}]}",
        "{\"lines\":[{\"line\":1,\"quantity\":0}]}",
        "{\"lines\":[{\"line\":1,\"quantity\":1},{\"line\":1,\"quantity\":1}]}"
      })
  void linesThatMakeNoSenseAre422(String body) {
    for (String verb : List.of("release", "cancel", "fulfil")) {
      expectProblem(
          shop.post()
              .uri(path + "/" + verb)
              .header("Content-Type", "application/json")
              .bodyValue(body)
              .exchange(),
          ProblemCode.VALIDATION_FAILED);
    }
  }

  @Test
  void confirmTakesNoLinesAndTheOthersNoReacquiring() {
    expectProblem(verb("confirm", 1, 1), ProblemCode.UNKNOWN_FIELD);
    expectProblem(
        post(shop, path + "/release", Map.of("reacquire", true)), ProblemCode.UNKNOWN_FIELD);
  }

  @Test
  void anExpiredOneTakesEverythingAgainIfAsked() {
    pass(60);
    expectProblem(verb("confirm"), ProblemCode.RESERVATION_EXPIRED);
    expectState(post(shop, path + "/confirm", Map.of("reacquire", true)), "CONFIRMED");
    expectTotal(first, Map.of("held", 0, "committed", 4, "available", 6));
  }

  @Test
  void whatIsGoneByThenIsToldAndNothingTaken() {
    pass(60);
    Map<String, Object> all = Map.of("lines", List.of(Map.of("sku", first, "quantity", 8)));
    post(shop, PATH, all).expectStatus().isCreated();
    var body =
        expectProblem(
            post(shop, path + "/confirm", Map.of("reacquire", true)),
            ProblemCode.INSUFFICIENT_STOCK);
    assertThat(text(body, "$.shortages[0]")).contains("sku=" + first, "requested=4", "available=2");
    expectTotal(second, Map.of("committed", 0, "available", 10));
    get(shop, path).expectBody().jsonPath("$.state").isEqualTo("EXPIRED");
  }

  @Test
  void whatIsLeftIsShownAsTheAskingChannelIsShownQuantities() {
    String hidden = channel(Map.of("quantityDisplay", "STATUS_ONLY"));
    WebTestClient quiet = shop(hidden);
    Map<String, Object> nine = Map.of("lines", List.of(Map.of("sku", first, "quantity", 6)));
    String id = text(post(quiet, PATH, nine).expectStatus().isCreated().expectBody(), "$.id");
    pass(600);
    Map<String, Object> five = Map.of("lines", List.of(Map.of("sku", first, "quantity", 5)));
    post(shop, PATH, five).expectStatus().isCreated();
    String confirm = PATH + "/" + id + "/confirm";
    expectProblem(post(quiet, confirm, Map.of("reacquire", true)), ProblemCode.INSUFFICIENT_STOCK)
        .jsonPath("$.shortages[0].available")
        .doesNotExist();
    expectProblem(post(admin(), confirm, Map.of("reacquire", true)), ProblemCode.INSUFFICIENT_STOCK)
        .jsonPath("$.shortages[0].available")
        .doesNotExist();
  }
}
