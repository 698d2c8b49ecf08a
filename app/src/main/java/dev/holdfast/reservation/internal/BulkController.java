package dev.holdfast.reservation.internal;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Reservations;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.RequestDigest;
import dev.holdfast.shared.bulk.Bulk;
import dev.holdfast.shared.bulk.LineAnswer;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Many reservations in one request, a line of JSON each. */
@JsonController(ReservationController.PATH)
final class BulkController {
  private final Bulk bulk;
  private final Reservations reservations;
  private final int linesMax;

  BulkController(Bulk bulk, Reservations reservations, ReservationSettings settings) {
    this.bulk = bulk;
    this.reservations = reservations;
    this.linesMax = settings.maxLines();
  }

  @PostMapping(path = "/bulk", produces = Bulk.MEDIA_TYPE)
  @Requires(Scope.RESERVATIONS_WRITE)
  Mono<Void> reserveAll(Caller caller, ServerWebExchange exchange) {
    return bulk.stream(
        exchange,
        caller.requestScope(),
        ReserveBody.class,
        new QuickReserve(),
        (body, digest, answer) -> begin(caller, body, digest, answer));
  }

  private boolean begin(Caller caller, ReserveBody body, RequestDigest digest, LineAnswer answer) {
    return reservations.begin(
        digest,
        body.hold(caller, linesMax),
        outcome -> answer.give(() -> outcome.get().answer(Answer::created)));
  }
}
