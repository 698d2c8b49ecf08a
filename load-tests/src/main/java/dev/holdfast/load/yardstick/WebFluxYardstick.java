package dev.holdfast.load.yardstick;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

/** JSON in, JSON out and nothing between: {@code POST /v1/reservations} on port 8090. */
final class WebFluxYardstick {
  private static final int PORT = 8090;

  private WebFluxYardstick() {}

  record Ask(String sku, int quantity) {}

  record Answer(String state, String sku, int quantity) {}

  static void main() {
    var handler =
        RouterFunctions.toHttpHandler(
            route().POST("/v1/reservations", WebFluxYardstick::answer).build());
    HttpServer.create()
        .port(PORT)
        .handle(new ReactorHttpHandlerAdapter(handler))
        .bindNow()
        .onDispose()
        .block();
  }

  private static Mono<ServerResponse> answer(ServerRequest request) {
    return request
        .bodyToMono(Ask.class)
        .map(ask -> new Answer("HELD", ask.sku(), ask.quantity()))
        .flatMap(ServerResponse.ok()::bodyValue);
  }
}
