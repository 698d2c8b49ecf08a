package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.Takings;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.ReservationTable;
import dev.holdfast.ledger.state.StockTable;
import java.util.List;

/** Finds out which units of which parts a verb takes. Not thread-safe. */
final class LineTakings {

  private final ReservationTable reservations;
  private final StockTable stock;
  private final Decision decision;
  private final Takings takings = new Takings();
  private final int[] rest = new int[Command.LINES_MAX];

  LineTakings(LedgerState state, Decision decision) {
    this.reservations = state.reservations();
    this.stock = state.stock();
    this.decision = decision;
  }

  /** What the verb takes; nothing at all stands for everything that is left. */
  Takings list() {
    return takings;
  }

  /** Fills the list, or refuses. */
  boolean take(int reservation, Command.Change change) {
    takings.clear();
    boolean ships = change.verb() == Command.Verb.FULFIL;
    if (!change.lines().isEmpty()) {
      if (exceeds(reservation, change.lines())) {
        return false;
      }
      collect(reservation, change.lines(), ships);
    }
    if (ships && isMissing(reservation, change.lines())) {
      return false;
    }
    if (isEverything(reservation)) {
      takings.clear();
    }
    return true;
  }

  private boolean exceeds(int reservation, List<Command.LineUnits> lines) {
    for (int i = 0; i < lines.size(); i++) {
      Command.LineUnits line = lines.get(i);
      long left = 0;
      for (int part = reservations.firstPart(reservation);
          part >= 0;
          part = reservations.nextPart(part)) {
        left += reservations.partLine(part) == line.line() ? open(part) : 0;
      }
      if (line.units() > left) {
        decision.refuse(ResultCode.LINE_EXCEEDED, reservations.id(reservation), line.line(), left);
        return true;
      }
    }
    return false;
  }

  private void collect(int reservation, List<Command.LineUnits> lines, boolean ships) {
    for (int i = 0; i < lines.size(); i++) {
      rest[i] = lines.get(i).units();
    }
    int index = 0;
    for (int part = reservations.firstPart(reservation);
        part >= 0;
        part = reservations.nextPart(part)) {
      int asked = find(lines, reservations.partLine(part));
      if (asked >= 0) {
        int may = ships ? open(part) - reservations.partBackordered(part) : open(part);
        int units = Math.min(rest[asked], may);
        if (units > 0) {
          takings.add(index, units);
          rest[asked] -= units;
        }
      }
      index++;
    }
  }

  private static int find(List<Command.LineUnits> lines, int line) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).line() == line) {
        return i;
      }
    }
    return -1;
  }

  /** Refuses to ship what has not come, or is not on hand. */
  private boolean isMissing(int reservation, List<Command.LineUnits> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (rest[i] > 0) {
        return refuseMissing(reservation, lines.get(i).line());
      }
    }
    return (lines.isEmpty() && isWaiting(reservation)) || isNotOnHand(reservation, lines.isEmpty());
  }

  private boolean isWaiting(int reservation) {
    for (int part = reservations.firstPart(reservation);
        part >= 0;
        part = reservations.nextPart(part)) {
      if (reservations.partBackordered(part) > 0) {
        return refuseMissing(reservation, reservations.partLine(part));
      }
    }
    return false;
  }

  /** Whether less is on hand somewhere than is taken from there: after force that may be. */
  private boolean isNotOnHand(int reservation, boolean everything) {
    int index = 0;
    int taking = 0;
    for (int part = reservations.firstPart(reservation);
        part >= 0;
        part = reservations.nextPart(part)) {
      boolean taken = isAt(taking, index);
      int item = reservations.partStock(part);
      int units = everything ? open(part) : taken ? takings.units(taking) : 0;
      if (units > 0 && shippedFrom(reservation, item, everything) > stock.onHand(item)) {
        return refuseMissing(reservation, reservations.partLine(part));
      }
      taking += taken ? 1 : 0;
      index++;
    }
    return false;
  }

  private boolean isAt(int taking, int part) {
    return taking < takings.size() && takings.part(taking) == part;
  }

  private boolean refuseMissing(int reservation, int line) {
    long there = 0;
    for (int part = reservations.firstPart(reservation);
        part >= 0;
        part = reservations.nextPart(part)) {
      if (reservations.partLine(part) == line) {
        int filled = open(part) - reservations.partBackordered(part);
        there += Math.min(filled, stock.onHand(reservations.partStock(part)));
      }
    }
    decision.refuse(ResultCode.STOCK_NOT_ON_HAND, reservations.id(reservation), line, there);
    return true;
  }

  private long shippedFrom(int reservation, int item, boolean everything) {
    long units = 0;
    int index = 0;
    int taking = 0;
    for (int part = reservations.firstPart(reservation);
        part >= 0;
        part = reservations.nextPart(part)) {
      boolean taken = isAt(taking, index);
      if (reservations.partStock(part) == item) {
        units += everything ? open(part) : taken ? takings.units(taking) : 0;
      }
      taking += taken ? 1 : 0;
      index++;
    }
    return units;
  }

  private boolean isEverything(int reservation) {
    long left = 0;
    for (int part = reservations.firstPart(reservation);
        part >= 0;
        part = reservations.nextPart(part)) {
      left += open(part);
    }
    for (int i = 0; i < takings.size(); i++) {
      left -= takings.units(i);
    }
    return left == 0;
  }

  private int open(int part) {
    return reservations.partQuantity(part) - reservations.partFulfilled(part);
  }
}
