package dev.holdfast.reservation.internal;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What is paid, handed over or sold already when it is told. */
class CounterSaleHttpTest extends HoldfastServer {
  private static final String PATH = "/v1/reservations";

  private String sku = "";
  private WebTestClient till = anyone();

  @BeforeEach
  void openAStore() {
    sku = sku(location(), 10);
    till =
        channelKey(
            channel(Map.of("type", "POS")),
            "reservations:write",
            "fulfilment:write",
            "sales:record");
  }

  private Map<String, Object> body(int quantity, Map<String, Object> more) {
    var body =
        new HashMap<String, Object>(
            Map.of("lines", List.of(Map.of("sku", sku, "quantity", quantity))));
    body.putAll(more);
    return body;
  }

  private static WebTestClient.BodyContentSpec expectState(
      WebTestClient.ResponseSpec response, String state) {
    return response.expectStatus().isCreated().expectBody().jsonPath("$.state").isEqualTo(state);
  }

  @Test
  void aTillSellsWhatIsHandedOverInOneStep() {
    expectState(post(till, PATH, body(3, Map.of("as", "FULFILLED"))), "FULFILLED")
        .jsonPath("$.lines[0].fulfilled")
        .isEqualTo(3);
    expectTotal(sku, Map.of("onHand", 7, "held", 0, "committed", 0, "available", 7));
  }

  @Test
  void itReservesWhatIsPaidAlready() {
    expectState(post(till, PATH, body(3, Map.of("as", "CONFIRMED"))), "CONFIRMED");
    expectTotal(sku, Map.of("onHand", 10, "committed", 3, "available", 7));
  }

  @Test
  void whatIsHandedOverMustBeThereUnlessItIsRecorded() {
    expectProblem(
        post(till, PATH, body(11, Map.of("as", "FULFILLED"))), ProblemCode.INSUFFICIENT_STOCK);
    expectTotal(sku, Map.of("onHand", 10, "available", 10));
  }

  @Test
  void aRecordedSaleTakesWhatIsNotThere() {
    expectState(
        post(till, PATH, body(12, Map.of("recorded", true, "as", "CONFIRMED"))), "CONFIRMED");
    expectTotal(sku, Map.of("onHand", 10, "committed", 12, "available", -2, "backordered", 0));
    get(with(keyOf(channel())), "/v1/availability/" + sku)
        .expectBody()
        .jsonPath("$.available")
        .isEqualTo(0)
        .jsonPath("$.status")
        .isEqualTo("OUT_OF_STOCK");
  }

  @Test
  void aRecordedSaleOfWhatIsGoneLeavesNothing() {
    expectState(
        post(till, PATH, body(12, Map.of("recorded", true, "as", "FULFILLED"))), "FULFILLED");
    expectTotal(sku, Map.of("onHand", 0, "committed", 0, "available", 0));
  }

  @Test
  void whatIsRecordedWithoutBeingPaidIsHeldLikeAnyOther() {
    String id =
        text(
            expectState(post(till, PATH, body(12, Map.of("recorded", true))), "HELD")
                .jsonPath("$.expiresAt")
                .isNotEmpty(),
            "$.id");
    expectTotal(sku, Map.of("held", 12, "available", -2, "backordered", 0));
    post(till, PATH + "/" + id + "/release", Map.of()).expectStatus().isOk();
    expectTotal(sku, Map.of("held", 0, "available", 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONFIRMED", "FULFILLED"})
  void noOtherChannelReservesStraightIntoThese(String as) {
    expectProblem(post(shop(channel()), PATH, body(1, Map.of("as", as))), ProblemCode.FORBIDDEN);
    expectTotal(sku, Map.of("held", 0, "available", 10));
  }

  @Test
  void eachNeedsItsScope() {
    WebTestClient plain = channelKey(channel(Map.of("type", "MARKETPLACE")), "reservations:write");
    expectState(post(plain, PATH, body(1, Map.of("as", "CONFIRMED"))), "CONFIRMED");
    expectProblem(post(plain, PATH, body(1, Map.of("as", "FULFILLED"))), ProblemCode.FORBIDDEN);
    expectProblem(post(plain, PATH, body(1, Map.of("recorded", true))), ProblemCode.FORBIDDEN);
    expectState(post(plain, PATH, body(1, Map.of("recorded", false, "as", "HELD"))), "HELD");
  }

  @Test
  void theBackOfficeMayForAnyChannel() {
    String web = channel();
    expectState(
        post(admin(), PATH, body(1, Map.of("as", "FULFILLED", "channel", web))), "FULFILLED");
    WebTestClient office = backOffice("reservations:write");
    expectState(
        post(office, PATH, body(1, Map.of("as", "CONFIRMED", "channel", web))), "CONFIRMED");
    expectProblem(
        post(office, PATH, body(1, Map.of("as", "FULFILLED", "channel", web))),
        ProblemCode.FORBIDDEN);
    expectProblem(
        post(office, PATH, body(1, Map.of("recorded", true, "channel", web))),
        ProblemCode.FORBIDDEN);
    expectState(
        post(admin(), PATH, body(1, Map.of("recorded", true, "as", "CONFIRMED", "channel", web))),
        "CONFIRMED");
  }
}
