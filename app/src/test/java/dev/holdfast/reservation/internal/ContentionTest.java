package dev.holdfast.reservation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.HoldfastServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Many clients at once. */
class ContentionTest extends HoldfastServer {
  private static final int CLIENTS = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What a channel's clients send with: one connection each, as many as there are clients. */
  private WebClient client(String channel) {
    var key = keyOf(channel);
    return WebClient.builder()
        .baseUrl("http://localhost:" + port)
        .defaultHeader("Authorization", "Bearer " + key)
        .build();
  }

  private static Mono<Integer> reserve(WebClient client, List<Map<String, Object>> lines) {
    return client
        .post()
        .uri("/v1/reservations")
        .bodyValue(Map.of("lines", lines))
        .exchangeToMono(
            response -> response.releaseBody().thenReturn(response.statusCode().value()));
  }

  private static long count(List<Integer> statuses, int status) {
    return statuses.stream().filter(it -> it == status).count();
  }

  @Test
  void exactlyWhatIsThereIsHeldHoweverManyAsk() {
    String sku = sku(location(), 200);
    WebClient client = client(channel());
    List<Integer> statuses =
        Objects.requireNonNull(
            Flux.range(0, 5_000)
                .flatMap(i -> reserve(client, List.of(Map.of("sku", sku, "quantity", 1))), CLIENTS)
                .collectList()
                .block(PATIENCE));
    assertThat(count(statuses, 201)).isEqualTo(200);
    assertThat(count(statuses, 409)).isEqualTo(4_800);
    expectTotal(sku, Map.of("onHand", 200, "held", 200, "available", 0));
  }

  @Test
  void cartsOverTheSameSkusInOppositeOrdersNeitherBlockNorHoldInPart() {
    String location = location();
    var skus = new ArrayList<String>();
    for (int i = 0; i < 8; i++) {
      skus.add(sku(location, 150));
    }
    WebClient client = client(channel());
    List<Integer> statuses =
        Objects.requireNonNull(
            Flux.range(0, 2_000)
                .flatMap(i -> reserve(client, cart(skus, i)), CLIENTS)
                .collectList()
                .block(PATIENCE));
    long held = count(statuses, 201);
    assertThat(count(statuses, 409)).isEqualTo(2_000 - held);
    assertThat(held).isEqualTo(150);
    for (String sku : skus) {
      expectTotal(sku, Map.of("onHand", 150, "held", (int) held, "available", 150 - (int) held));
    }
  }

  /** All SKUs, one each: forwards, backwards or shuffled. */
  private static List<Map<String, Object>> cart(List<String> skus, int number) {
    var order = new ArrayList<>(skus);
    switch (number % 3) {
      case 0 -> Collections.reverse(order);
      case 1 -> Collections.shuffle(order, new Random(number));
      default -> {}
    }
    return order.stream().map(sku -> Map.<String, Object>of("sku", sku, "quantity", 1)).toList();
  }
}
