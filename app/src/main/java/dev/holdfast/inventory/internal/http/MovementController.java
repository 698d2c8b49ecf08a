package dev.holdfast.inventory.internal.http;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Movements;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.IdempotencyKey;
import dev.holdfast.shared.JsonBody;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.RequestDigest;
import dev.holdfast.shared.RequestDigests;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import reactor.core.publisher.Mono;

/** How stock moves. */
@JsonController("/v1/stock-movements")
final class MovementController {
  private final Movements movements;
  private final RequestDigests digests;

  MovementController(Movements movements, RequestDigests digests) {
    this.movements = movements;
    this.digests = digests;
  }

  @PostMapping
  @Requires(Scope.STOCK_WRITE)
  Mono<Answer> record(
      @JsonBody MovementBody body, Caller caller, IdempotencyKey key, ServerHttpRequest request) {
    Movements.Order order = body.order(caller.keyId());
    RequestDigest digest = digests.of(key, caller.requestScope(), request, body);
    return movements.record(digest, order).map(outcome -> outcome.answer(Answer::created));
  }
}
