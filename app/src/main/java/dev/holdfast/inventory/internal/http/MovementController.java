package dev.holdfast.inventory.internal.http;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Movement;
import dev.holdfast.inventory.Movements;
import dev.holdfast.inventory.Outcome;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.IdempotencyKey;
import dev.holdfast.shared.JsonBody;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.RequestDigest;
import dev.holdfast.shared.RequestDigests;
import dev.holdfast.shared.bulk.Bulk;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** How stock moves. */
@JsonController("/v1/stock-movements")
final class MovementController {
  private final Movements movements;
  private final RequestDigests digests;
  private final Bulk bulk;

  MovementController(Movements movements, RequestDigests digests, Bulk bulk) {
    this.movements = movements;
    this.digests = digests;
    this.bulk = bulk;
  }

  @PostMapping
  @Requires(Scope.STOCK_WRITE)
  Mono<Answer> record(
      @JsonBody MovementBody body, Caller caller, IdempotencyKey key, ServerHttpRequest request) {
    Movements.Order order = body.order(caller.keyId());
    RequestDigest digest = digests.of(key, caller.requestScope(), request, body);
    return movements.record(digest, order).map(MovementController::created);
  }

  @PostMapping(path = "/bulk", produces = Bulk.MEDIA_TYPE)
  @Requires(Scope.STOCK_WRITE)
  Mono<Void> recordAll(Caller caller, ServerWebExchange exchange) {
    String actor = caller.keyId();
    return bulk.stream(
        exchange,
        caller.requestScope(),
        MovementBody.class,
        (body, digest, answer) ->
            movements.begin(
                digest, body.order(actor), outcome -> answer.give(() -> created(outcome.get()))));
  }

  private static Answer created(Outcome<Movement> outcome) {
    return outcome.answer(Answer::created);
  }
}
