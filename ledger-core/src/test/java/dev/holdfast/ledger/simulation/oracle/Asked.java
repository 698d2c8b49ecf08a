package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What a new reservation, or one that is taken again, asks for.
 *
 * @param again whether an expired one is taken again
 */
record Asked(
    int channel,
    List<Wish> wishes,
    List<Integer> ranked,
    Split split,
    boolean allowPartial,
    ReservedAs as,
    boolean recorded,
    int sale,
    List<Command.Draw> draws,
    String customer,
    String reference,
    boolean again) {

  /**
   * One line.
   *
   * @param location the only one it may come from, or {@link Command#NONE}
   */
  record Wish(int line, int sku, long quantity, int location) {
    boolean isFree() {
      return location == Command.NONE;
    }

    Wish cutTo(long units) {
      return new Wish(line, sku, units, location);
    }
  }

  static Asked of(Command.Reserve command) {
    var wishes = new ArrayList<Wish>();
    for (Command.Line line : command.lines()) {
      wishes.add(new Wish(wishes.size() + 1, line.sku(), line.quantity(), line.location()));
    }
    return new Asked(
        command.channel(),
        wishes,
        command.rankedLocations(),
        command.split(),
        command.allowPartial() && !command.recorded(),
        command.as(),
        command.recorded(),
        command.sale(),
        command.draws(),
        command.customer().toString(),
        command.reference().toString(),
        false);
  }

  /** The same lines once more: all or none, and confirmed. */
  static Asked again(Reservation expired) {
    var byLine = new TreeMap<Integer, Wish>();
    for (Reservation.Part part : expired.parts) {
      if (part.quantity > 0) {
        int location = part.fixed ? part.location : Command.NONE;
        byLine.merge(
            part.line,
            new Wish(part.line, part.sku, part.quantity, location),
            (one, other) -> one.cutTo(one.quantity + other.quantity));
      }
    }
    return new Asked(
        expired.channel,
        List.copyOf(byLine.values()),
        expired.ranked,
        expired.split,
        false,
        ReservedAs.CONFIRMED,
        false,
        expired.sale,
        expired.draws,
        expired.customer,
        expired.reference,
        true);
  }

  boolean backorders() {
    return !recorded && as != ReservedAs.FULFILLED;
  }
}
