package dev.holdfast.reservation.internal;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.inventory.Outcome;
import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.Reservation;
import dev.holdfast.inventory.Reservations;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.IdempotencyKey;
import dev.holdfast.shared.JsonBody;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import dev.holdfast.shared.RequestDigests;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import reactor.core.publisher.Mono;

/** Holds stock, and shows what is held. */
@JsonController(ReservationController.PATH)
final class ReservationController {
  static final String PATH = "/v1/reservations";

  private final Reservations reservations;
  private final RequestDigests digests;
  private final int linesMax;

  ReservationController(
      Reservations reservations, RequestDigests digests, ReservationSettings settings) {
    this.reservations = reservations;
    this.digests = digests;
    this.linesMax = settings.maxLines();
  }

  @PostMapping
  @Requires(Scope.RESERVATIONS_WRITE)
  Mono<Answer> reserve(
      @JsonBody ReserveBody body, Caller caller, IdempotencyKey key, ServerHttpRequest request) {
    Reservations.Hold hold = body.hold(caller, linesMax);
    return reservations
        .reserve(digests.of(key, caller.requestScope(), request, body), hold)
        .map(ReservationController::created);
  }

  /** What someone is told whose reservation was made, or refused. */
  static Answer created(Outcome<Reservation> outcome) {
    return outcome.answer(
        reservation -> Answer.created(reservation).location(PATH + "/" + reservation.id()));
  }

  @GetMapping("/{id}")
  @Requires({Scope.RESERVATIONS_WRITE, Scope.FULFILMENT_WRITE, Scope.ORDERS_READ})
  Mono<Answer> get(@PathVariable String id, Caller caller) {
    return Mono.fromSupplier(
        () ->
            reservations
                .find(id)
                .filter(reading -> caller.sees(reading.value().channel()))
                .map(Reading::answer)
                .orElseThrow(() -> notFound(id)));
  }

  @GetMapping
  @Requires({Scope.RESERVATIONS_WRITE, Scope.FULFILMENT_WRITE, Scope.ORDERS_READ})
  @QueryParameters(
      value = {"state", "location", "sku", "channel", "reference", "customer"},
      paged = true)
  Mono<Answer> list(Caller caller, Query query) {
    return Mono.fromSupplier(() -> reservations.list(filter(caller, query), query.page()).answer());
  }

  private static Reservations.Filter filter(Caller caller, Query query) {
    return new Reservations.Filter(
        caller.visibleChannel(query.text("channel").orElse(null)),
        query.text("sku"),
        query.text("location"),
        query.choice("state", Reservation.State.class),
        query.text("customer"),
        query.text("reference"));
  }

  private static Problem notFound(String id) {
    return Problem.of(
        ProblemCode.RESERVATION_NOT_FOUND, "No reservation of yours has the id " + id + ".");
  }
}
