package dev.holdfast.reservation.internal;

import dev.holdfast.inventory.Reservations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of a reservation.
 *
 * @param maxLines how many lines a request may have, 1 to 256; one with more is refused with 422
 */
@ConfigurationProperties("holdfast.reservation")
record ReservationSettings(@DefaultValue("100") int maxLines) {
  ReservationSettings {
    if (maxLines < 1 || maxLines > Reservations.LINES_MAX) {
      throw new IllegalArgumentException(
          "holdfast.reservation.max-lines must be between 1 and " + Reservations.LINES_MAX);
    }
  }
}
