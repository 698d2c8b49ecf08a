package dev.holdfast.ledger.api;

import java.util.List;

/**
 * A reservation as it stood at a position.
 *
 * @param id shard and number; see {@link ReservationId}
 * @param customer empty for none
 * @param sale the sale it named, or {@link Command#NONE}
 * @param deadlineMillis epoch milliseconds; the last one it had
 * @param position of its last change
 */
public record ReservationView(
    long id,
    ReservationState state,
    int channel,
    String customer,
    String reference,
    int sale,
    long deadlineMillis,
    long position,
    List<Line> lines) {

  /**
   * What one location gives to one line.
   *
   * @param line the number of the requested line, from 1; a divided line comes once per location
   * @param backordered how many of {@code quantity} are promised beyond what was there
   * @param fulfilled how many of {@code quantity} have been shipped
   */
  public record Line(
      int line, int sku, int location, int quantity, int backordered, int fulfilled) {}
}
