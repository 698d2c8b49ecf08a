package dev.holdfast.stream.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.HoldfastServer;
import dev.holdfast.shared.ProblemCode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

class StreamHttpTest extends HoldfastServer {
  private static final String STREAM = "/v1/availability/stream";

  @Test
  void itBeginsWithHeadersForProxiesAndAWordOnComingBack() throws IOException {
    String sku = sku();
    try (var stream = open(keyOf(channel()), "?sku=" + sku)) {
      assertThat(stream.head().lines())
          .startsWith("HTTP/1.1 200 OK")
          .anyMatch("content-type: text/event-stream"::equalsIgnoreCase)
          .anyMatch("cache-control: no-cache"::equalsIgnoreCase)
          .anyMatch("x-accel-buffering: no"::equalsIgnoreCase)
          .anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("traceparent: "));
      assertThat(next(stream).lines()).containsExactly("retry: 2000");
      assertThat(next(stream).is("availability")).isTrue();
    }
  }

  @Test
  void eachEventHoldsWhatTheChannelWouldBeAnswered() throws IOException {
    String sku = sku(location(), 7);
    String key = keyOf(channel(Map.of("quantityDisplay", "CAPPED:5")));
    try (var stream = opened(key, "?sku=" + sku)) {
      assertThat(next(stream).data()).isEqualTo(answer(key, sku));
    }
  }

  @Test
  void itTellsOfAReservation() throws IOException {
    String sku = sku(location(), 7);
    String key = keyOf(channel());
    try (var stream = opened(key, "?sku=" + sku)) {
      next(stream);
      post(
              with(key),
              "/v1/reservations",
              Map.of("lines", List.of(Map.of("sku", sku, "quantity", 2))))
          .expectStatus()
          .isCreated();
      SseSocket.Event told = next(stream);
      assertThat(told.data()).contains("\"available\":5").isEqualTo(answer(key, sku));
      assertThat(told.field("id")).isPresent();
    }
  }

  @Test
  void theHeaderGoesBeforeTheParameterAndBothGoOnWhereTheStreamWasLeft() throws IOException {
    String location = location();
    String sku = sku(location, 7);
    String key = keyOf(channel());
    String id = lastId(key, "?sku=" + sku);
    receive(sku, location, 1);
    String changed = lastId(key, "?sku=" + sku + "&lastEventId=" + id);
    receive(sku, location, 1);
    try (var header = opened(key, "?sku=" + sku + "&lastEventId=x", "Last-Event-ID: " + changed);
        var parameter = opened(key, "?sku=" + sku + "&lastEventId=" + changed)) {
      assertThat(next(header).data()).contains("\"available\":9");
      assertThat(next(parameter).data()).contains("\"available\":9");
      receive(sku, location, 1);
      assertThat(next(header).data()).contains("\"available\":10");
    }
  }

  @Test
  void whoKnowsEverythingIsToldNothingBeforeSomethingChanges() throws IOException {
    String location = location();
    String sku = sku(location, 7);
    String key = keyOf(channel());
    String id = lastId(key, "?sku=" + sku);
    try (var stream = opened(key, "?sku=" + sku, "Last-Event-ID: " + id)) {
      receive(sku, location, 1);
      assertThat(next(stream).data()).contains("\"available\":8");
    }
  }

  @Test
  void aChangedDisplayIsToldToo() throws IOException {
    String sku = sku(location(), 7);
    String channel = channel();
    try (var stream = opened(keyOf(channel), "?sku=" + sku)) {
      assertThat(next(stream).data()).contains("\"available\":7");
      channel(channel, Map.of("quantityDisplay", "CAPPED:2"));
      assertThat(next(stream).data()).contains("\"available\":2", "\"orMore\":true");
    }
  }

  @Test
  void aNewSkuWithThePrefixAppears() throws IOException {
    String prefix = fresh("NEW") + ".";
    String key = keyOf(channel());
    try (var stream = opened(key, "?prefix=" + prefix)) {
      admin().put().uri("/v1/skus/" + prefix + "a").bodyValue(Map.of()).exchange();
      assertThat(next(stream).data()).contains("\"sku\":\"" + prefix + "a\"");
    }
  }

  @Test
  void whatCannotBeStreamedIsAProblem() {
    WebTestClient shop = shop(channel());
    expectProblem(get(shop, STREAM + "?sku=none"), ProblemCode.SKU_NOT_FOUND);
    expectProblem(get(shop, STREAM + "?location=none"), ProblemCode.LOCATION_NOT_FOUND);
    expectProblem(get(shop, STREAM + "?skus=none"), ProblemCode.INVALID_PARAMETER);
    expectProblem(get(shop, STREAM + "?channel=" + channel()), ProblemCode.VALIDATION_FAILED);
    expectProblem(get(anyone(), STREAM), ProblemCode.UNAUTHENTICATED);
    expectProblem(get(backOffice("stock:write"), STREAM), ProblemCode.FORBIDDEN);
    WebTestClient office = backOffice("availability:read");
    expectProblem(get(office, STREAM), ProblemCode.VALIDATION_FAILED);
    expectProblem(get(office, STREAM + "?channel=none"), ProblemCode.CHANNEL_NOT_FOUND);
    expectProblem(
        shop.get().uri(STREAM).header("Accept", "application/json").exchange(),
        ProblemCode.NOT_ACCEPTABLE);
  }

  @Test
  void theBackOfficeFollowsTheChannelItNames() throws IOException {
    String sku = sku(location(), 7);
    String channel = channel(Map.of("quantityDisplay", "CAPPED:5"));
    try (var stream = opened(ADMIN_KEY, "?sku=" + sku + "&channel=" + channel)) {
      assertThat(next(stream).data()).contains("\"available\":5");
    }
  }

  @Test
  void aHeadRequestGetsTheHeadersAlone() {
    shop(channel())
        .head()
        .uri(STREAM)
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentTypeCompatibleWith("text/event-stream")
        .expectBody()
        .isEmpty();
  }

  private SseSocket open(String key, String query, String... headers) throws IOException {
    return new SseSocket(port, STREAM + query, key, headers);
  }

  /** The same, read up to its first event. */
  private SseSocket opened(String key, String query, String... headers) throws IOException {
    SseSocket stream = open(key, query, headers);
    assertThat(next(stream).lines()).containsExactly("retry: 2000");
    return stream;
  }

  private static SseSocket.Event next(SseSocket stream) throws IOException {
    return stream.next().orElseThrow();
  }

  private String lastId(String key, String query) throws IOException {
    try (var stream = opened(key, query)) {
      return next(stream).field("id").orElseThrow();
    }
  }

  private String answer(String key, String sku) {
    return new String(
        Optional.ofNullable(
                get(with(key), "/v1/availability/" + sku)
                    .expectBody()
                    .returnResult()
                    .getResponseBody())
            .orElseThrow(),
        UTF_8);
  }
}
