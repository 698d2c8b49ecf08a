package dev.holdfast.reservation.internal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of a reservation.
 *
 * @param maxLines how many lines a request may have, 1 to 256; one with more is refused with 422
 */
@ConfigurationProperties("holdfast.reservation")
record ReservationSettings(@DefaultValue("100") int maxLines) {
  private static final int LEDGER_LINES_MAX = 256;

  ReservationSettings {
    if (maxLines < 1 || maxLines > LEDGER_LINES_MAX) {
      throw new IllegalArgumentException(
          "holdfast.reservation.max-lines must be between 1 and " + LEDGER_LINES_MAX);
    }
  }
}
