package dev.holdfast.stream.internal;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Availabilities;
import dev.holdfast.shared.HoldfastHeaders;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import dev.holdfast.shared.wire.NettySocket;
import dev.holdfast.stream.internal.wire.Sse;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code GET /v1/availability/stream}. */
@RestController
final class AvailabilityStreamController {
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final Availabilities availabilities;
  private final AvailabilityStreams streams;
  private final byte[] opening;

  AvailabilityStreamController(
      Availabilities availabilities, AvailabilityStreams streams, StreamProperties properties) {
    this.availabilities = availabilities;
    this.streams = streams;
    this.opening = Sse.opening(properties.retry().toMillis());
  }

  @GetMapping("/v1/availability/stream")
  @Requires(Scope.AVAILABILITY_READ)
  @QueryParameters(
      value = {"prefix", "location", "channel", "lastEventId"},
      repeatable = "sku")
  Mono<Void> stream(Caller caller, Query query, ServerWebExchange exchange) {
    requireAccepted(exchange);
    String channel = caller.channelOr(query.text("channel").orElse(null));
    var request =
        StreamRequest.of(
            availabilities, channel, Availabilities.Filter.of(query), lastEventId(exchange, query));
    return streams.admit(() -> write(request, exchange));
  }

  /** Not left to the mapping, for which the path would then be that of a SKU named so. */
  private static void requireAccepted(ServerWebExchange exchange) {
    List<MediaType> accepted = accepted(exchange.getRequest().getHeaders());
    if (!accepted.isEmpty()
        && accepted.stream().noneMatch(MediaType.TEXT_EVENT_STREAM::isCompatibleWith)) {
      throw new NotAcceptableStatusException(List.of(MediaType.TEXT_EVENT_STREAM));
    }
  }

  private static List<MediaType> accepted(HttpHeaders headers) {
    try {
      return headers.getAccept();
    } catch (InvalidMediaTypeException unreadable) {
      throw new NotAcceptableStatusException(String.valueOf(unreadable.getMessage()));
    }
  }

  private static String lastEventId(ServerWebExchange exchange, Query query) {
    String header = exchange.getRequest().getHeaders().getFirst(LAST_EVENT_ID);
    return header != null && !header.isBlank() ? header : query.text("lastEventId").orElse("");
  }

  private Mono<Void> write(StreamRequest request, ServerWebExchange exchange) {
    ServerHttpResponse response = exchange.getResponse();
    describe(response);
    if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
      return response.setComplete();
    }
    var beginning = Mono.just(response.bufferFactory().wrap(opening));
    return response
        .writeAndFlushWith(Flux.just(beginning))
        .then(Mono.defer(() -> writeEvents(request, NettySocket.of(response))));
  }

  private void describe(ServerHttpResponse response) {
    response.setStatusCode(HttpStatus.OK);
    HttpHeaders headers = response.getHeaders();
    headers.setContentType(MediaType.TEXT_EVENT_STREAM);
    headers.setCacheControl(CacheControl.noCache());
    headers.set("X-Accel-Buffering", "no");
    headers.set(HoldfastHeaders.POSITION, availabilities.positionToken());
  }

  private Mono<Void> writeEvents(StreamRequest request, NettySocket socket) {
    return streams
        .follow(request, socket.executor())
        .concatMap(socket::write, 0)
        .then()
        .onErrorResume(Follower.Stalled.class, _ -> Mono.fromRunnable(socket::cut));
  }
}
