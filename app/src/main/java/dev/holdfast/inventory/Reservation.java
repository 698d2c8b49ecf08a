package dev.holdfast.inventory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A reservation as it stood at a position, in the form clients see.
 *
 * @param sale the sale it was made in
 * @param expiresAt the last deadline it had
 * @param position of its last change
 */
@JsonSerialize(using = ReservationJson.class)
public record Reservation(
    String id,
    State state,
    String channel,
    @Nullable String customer,
    @Nullable String reference,
    @Nullable String sale,
    List<Line> lines,
    Instant expiresAt,
    long position) {

  /**
   * What one location gives to one line.
   *
   * @param line the number of the requested line, from 1; a divided one comes once per location
   * @param quantity units
   * @param backordered how many of them are not on hand yet
   * @param fulfilled how many of them have been shipped
   */
  public record Line(
      int line, String sku, int quantity, String location, int backordered, int fulfilled) {}

  /** Where it stands. */
  public enum State {
    HELD,
    CONFIRMED,
    RELEASED,
    EXPIRED,
    CANCELLED,
    FULFILLED
  }
}
