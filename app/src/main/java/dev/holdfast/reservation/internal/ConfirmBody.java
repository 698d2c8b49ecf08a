package dev.holdfast.reservation.internal;

import dev.holdfast.inventory.Reservations.Change;
import dev.holdfast.inventory.Reservations.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a reservation is to be confirmed. */
record ConfirmBody(@Nullable Boolean reacquire) {

  Change change() {
    return new Change(Verb.CONFIRM, List.of(), Boolean.TRUE.equals(reacquire));
  }
}
