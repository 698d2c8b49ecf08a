package dev.holdfast.inventory.internal.ports;

import dev.holdfast.inventory.Reservation;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ReservationId;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ReservationView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Puts the ledger's reservations in the words of the outside. */
final class ReservationViews {

  private ReservationViews() {}

  static Reservation shown(ReservationView view, Directory directory) {
    return new Reservation(
        ReservationId.format(view.id()),
        stateOf(view.state()),
        directory.channelNames().id(view.channel()),
        Texts.orNull(view.customer()),
        Texts.orNull(view.reference()),
        view.sale() == Command.NONE ? null : directory.sales().id(view.sale()),
        lines(view.lines(), directory),
        Instant.ofEpochMilli(view.deadlineMillis()),
        view.position());
  }

  private static List<Reservation.Line> lines(
      List<ReservationView.Line> parts, Directory directory) {
    var lines = new ArrayList<Reservation.Line>(parts.size());
    for (ReservationView.Line part : parts) {
      lines.add(
          new Reservation.Line(
              part.line(),
              directory.skus().id(part.sku()),
              part.quantity(),
              directory.locations().id(part.location()),
              part.backordered(),
              part.fulfilled()));
    }
    return lines;
  }

  static Reservation.State stateOf(ReservationState state) {
    return switch (state) {
      case HELD -> Reservation.State.HELD;
      case CONFIRMED -> Reservation.State.CONFIRMED;
      case RELEASED -> Reservation.State.RELEASED;
      case EXPIRED -> Reservation.State.EXPIRED;
      case CANCELLED -> Reservation.State.CANCELLED;
      case FULFILLED -> Reservation.State.FULFILLED;
    };
  }

  static ReservationState stateOf(Reservation.State state) {
    return switch (state) {
      case HELD -> ReservationState.HELD;
      case CONFIRMED -> ReservationState.CONFIRMED;
      case RELEASED -> ReservationState.RELEASED;
      case EXPIRED -> ReservationState.EXPIRED;
      case CANCELLED -> ReservationState.CANCELLED;
      case FULFILLED -> ReservationState.FULFILLED;
    };
  }
}
