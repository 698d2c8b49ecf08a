package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.Command;
import java.util.Set;

/**
 * What the journal has to say about a change.
 *
 * @param reservation that it is about; 0 for none, and for FILLED, which may fill several
 * @param sku that it is about, or {@link Command#NONE}
 * @param units by its kind: filled, available, oversold; else 0
 * @param detail by its kind, perhaps empty
 */
public record Fact(Kind kind, long reservation, int sku, int location, long units, String detail) {

  /** Of these the oracle foretells each; of settings it says nothing. */
  public enum Kind {
    MOVED,
    RESERVED,
    REACQUIRED,
    CONFIRMED,
    EXTENDED,
    RELEASED,
    CANCELLED,
    FULFILLED,
    EXPIRED,
    FILLED,
    LEVEL,
    OVERSOLD
  }

  /**
   * A fact that has to be in the journal.
   *
   * @param changed the reservations that it changes
   */
  public record Foretold(Fact fact, Set<Long> changed) {}

  /** About a reservation as a whole. */
  public static Fact of(Kind kind, long reservation, String detail) {
    return new Fact(kind, reservation, Command.NONE, Command.NONE, 0, detail);
  }
}
