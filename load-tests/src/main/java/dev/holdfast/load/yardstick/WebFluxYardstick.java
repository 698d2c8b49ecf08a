package dev.holdfast.load.yardstick;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

/**
 * The JSON of a reservation in, the JSON of a reservation out, and nothing between: {@code POST
 * /v1/reservations} on port 8090, and lines of the same to {@code /v1/reservations/bulk}.
 */
final class WebFluxYardstick {
  private static final int PORT = 8090;

  private WebFluxYardstick() {}

  record Ask(List<AskLine> lines, @Nullable String requestId) {}

  record AskLine(String sku, int quantity) {}

  record Answer(
      String id,
      String state,
      String channel,
      List<Line> lines,
      Instant expiresAt,
      long position) {}

  record Line(
      int line, String sku, int quantity, String location, int backordered, int fulfilled) {}

  record AnswerLine(int status, Answer body) {}

  static void main() {
    var handler =
        RouterFunctions.toHttpHandler(
            route()
                .POST("/v1/reservations", WebFluxYardstick::answer)
                .POST("/v1/reservations/bulk", WebFluxYardstick::answerLines)
                .build());
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
        .map(WebFluxYardstick::answer)
        .flatMap(ServerResponse.ok()::bodyValue);
  }

  private static Mono<ServerResponse> answerLines(ServerRequest request) {
    return ServerResponse.ok()
        .contentType(MediaType.APPLICATION_NDJSON)
        .body(
            request.bodyToFlux(Ask.class).map(ask -> new AnswerLine(201, answer(ask))),
            AnswerLine.class);
  }

  private static Answer answer(Ask ask) {
    AskLine line = ask.lines().getFirst();
    return new Answer(
        "r0-1234567",
        "HELD",
        "compare",
        List.of(new Line(1, line.sku(), line.quantity(), line.sku(), 0, 0)),
        Instant.now(),
        1_234_567);
  }
}
