package dev.holdfast.reservation.internal;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Outcome;
import dev.holdfast.inventory.Reservation;
import dev.holdfast.inventory.Reservations;
import dev.holdfast.inventory.Reservations.Verb;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.IdempotencyKey;
import dev.holdfast.shared.JsonBody;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.RequestDigest;
import dev.holdfast.shared.RequestDigests;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Moves reservations from state to state. */
@JsonController(ReservationController.PATH + "/{id}")
final class VerbController {
  private final Reservations reservations;
  private final RequestDigests digests;
  private final int linesMax;

  VerbController(Reservations reservations, RequestDigests digests, ReservationSettings settings) {
    this.reservations = reservations;
    this.digests = digests;
    this.linesMax = settings.maxLines();
  }

  @PostMapping("/confirm")
  @Requires(Scope.RESERVATIONS_WRITE)
  Mono<Answer> confirm(
      @PathVariable String id,
      @JsonBody(required = false) ConfirmBody body,
      ServerWebExchange exchange) {
    return change(id, body, body.change(), exchange);
  }

  @PostMapping("/release")
  @Requires(Scope.RESERVATIONS_WRITE)
  Mono<Answer> release(
      @PathVariable String id,
      @JsonBody(required = false) LinesBody body,
      ServerWebExchange exchange) {
    return change(id, body, body.change(Verb.RELEASE, linesMax), exchange);
  }

  @PostMapping("/cancel")
  @Requires(Scope.RESERVATIONS_WRITE)
  Mono<Answer> cancel(
      @PathVariable String id,
      @JsonBody(required = false) LinesBody body,
      ServerWebExchange exchange) {
    return change(id, body, body.change(Verb.CANCEL, linesMax), exchange);
  }

  @PostMapping("/fulfil")
  @Requires(Scope.FULFILMENT_WRITE)
  Mono<Answer> fulfil(
      @PathVariable String id,
      @JsonBody(required = false) LinesBody body,
      ServerWebExchange exchange) {
    return change(id, body, body.change(Verb.FULFIL, linesMax), exchange);
  }

  @PostMapping("/extend")
  @Requires(Scope.RESERVATIONS_WRITE)
  Mono<Answer> extend(
      @PathVariable String id, @JsonBody ExtendBody body, ServerWebExchange exchange) {
    Caller caller = Caller.of(exchange);
    int ttlSeconds = body.checkedTtlSeconds();
    return answer(
        reservations.extend(
            digest(body, exchange), target(id, caller), ttlSeconds, !caller.isBackOffice()));
  }

  private Mono<Answer> change(
      String id, Record body, Reservations.Change change, ServerWebExchange exchange) {
    return answer(
        reservations.change(digest(body, exchange), target(id, Caller.of(exchange)), change));
  }

  private RequestDigest digest(Record body, ServerWebExchange exchange) {
    ServerHttpRequest request = exchange.getRequest();
    var key = IdempotencyKey.of(request.getHeaders());
    return digests.of(key, Caller.of(exchange).requestScope(), request, body);
  }

  private static Reservations.Target target(String id, Caller caller) {
    return new Reservations.Target(
        id, caller.visibleChannel(null), Optional.ofNullable(caller.channelId()));
  }

  private static Mono<Answer> answer(Mono<Outcome<Reservation>> outcome) {
    return outcome.map(it -> it.answer(Answer::ok));
  }
}
