package dev.holdfast.reservation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The same request, the same result. */
class ReservationReplayTest extends HoldfastServer {
  private static final String PATH = "/v1/reservations";

  private String sku = "";
  private WebTestClient shop = anyone();

  @BeforeEach
  void sellTenUnits() {
    sku = sku(location(), 10);
    shop = shop(channel());
  }

  private Map<String, Object> cart(int quantity) {
    return Map.of("lines", List.of(Map.of("sku", sku, "quantity", quantity)));
  }

  private static EntityExchangeResult<byte[]> answer(WebTestClient.ResponseSpec response) {
    return response.expectBody().returnResult();
  }

  private static String body(EntityExchangeResult<byte[]> answer) {
    return new String(Objects.requireNonNull(answer.getResponseBody()), StandardCharsets.UTF_8);
  }

  private static void expectReplay(
      EntityExchangeResult<byte[]> first, EntityExchangeResult<byte[]> second) {
    assertThat(second.getStatus()).isEqualTo(first.getStatus());
    assertThat(body(second)).isEqualTo(body(first));
    assertThat(first.getResponseHeaders().getFirst("Idempotent-Replayed")).isNull();
    assertThat(second.getResponseHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
    assertThat(second.getResponseHeaders().getFirst("Location"))
        .isEqualTo(first.getResponseHeaders().getFirst("Location"));
    assertThat(second.getResponseHeaders().getFirst("Holdfast-Position"))
        .isEqualTo(first.getResponseHeaders().getFirst("Holdfast-Position"));
  }

  @Test
  void aReservationIsMadeOnceAndAnsweredAlike() {
    String key = fresh("key");
    var first = answer(post(shop, PATH, cart(3), key).expectStatus().isCreated());
    expectReplay(first, answer(post(shop, PATH, cart(3), key)));
    expectReplay(first, answer(post(shop, PATH, cart(3), "\"" + key + "\"")));
    expectTotal(sku, Map.of("held", 3));
  }

  @Test
  void eachVerbAnswersAsItDidTheFirstTime() {
    var made = post(shop, PATH, cart(3), fresh("key")).expectStatus().isCreated();
    String path = PATH + "/" + text(made.expectBody(), "$.id");
    WebTestClient office = backOffice("fulfilment:write", "reservations:write");
    String extend = fresh("key");
    String confirm = fresh("key");
    String fulfil = fresh("key");
    var extended = answer(post(office, path + "/extend", Map.of("ttlSeconds", 900), extend));
    var confirmed = answer(post(office, path + "/confirm", null, confirm));
    var fulfilled = answer(post(office, path + "/fulfil", null, fulfil));
    assertThat(body(extended)).contains("HELD");
    assertThat(body(confirmed)).contains("CONFIRMED");
    assertThat(body(fulfilled)).contains("FULFILLED");
    expectReplay(
        extended, answer(post(office, path + "/extend", Map.of("ttlSeconds", 900), extend)));
    expectReplay(confirmed, answer(post(office, path + "/confirm", null, confirm)));
    expectReplay(fulfilled, answer(post(office, path + "/fulfil", null, fulfil)));
  }

  @Test
  void aRefusalIsAnsweredAlikeWhateverHasChangedSince() {
    String key = fresh("key");
    var first =
        post(shop, PATH, cart(11), key).expectStatus().isEqualTo(409).expectBody().returnResult();
    receive(sku, location(), 5);
    var replay = post(shop, PATH, cart(11), key);
    replay.expectHeader().valueEquals("Idempotent-Replayed", "true");
    expectProblem(replay, ProblemCode.INSUFFICIENT_STOCK)
        .jsonPath("$.shortages[0].available")
        .isEqualTo(10);
    assertThat(body(first)).contains("\"available\":10");
  }

  @Test
  void theSameKeyWithAnotherContentIsRefused() {
    String key = fresh("key");
    post(shop, PATH, cart(3), key).expectStatus().isCreated();
    expectProblem(post(shop, PATH, cart(4), key), ProblemCode.REQUEST_ID_REUSED);
    expectProblem(post(shop, PATH + "/r0-1/confirm", null, key), ProblemCode.REQUEST_ID_REUSED);
    expectTotal(sku, Map.of("held", 3));
  }

  @Test
  void theSameKeyOfAnotherChannelIsAnotherKey() {
    String key = fresh("key");
    post(shop, PATH, cart(3), key).expectStatus().isCreated();
    var other = post(shop(channel()), PATH, cart(3), key).expectStatus().isCreated();
    other.expectHeader().doesNotExist("Idempotent-Replayed");
    expectTotal(sku, Map.of("held", 6));
  }

  @Test
  void whatWasNotEvenTriedIsNotRemembered() {
    String key = fresh("key");
    Map<String, Object> unknown = Map.of("lines", List.of(Map.of("sku", sku + "x", "quantity", 1)));
    expectProblem(post(shop, PATH, unknown, key), ProblemCode.SKU_NOT_FOUND);
    post(shop, PATH, cart(1), key).expectStatus().isCreated();
  }

  @Test
  void aKeyOutOfFormIs400() {
    expectProblem(post(shop, PATH, cart(1), "x".repeat(256)), ProblemCode.INVALID_HEADER);
  }
}
