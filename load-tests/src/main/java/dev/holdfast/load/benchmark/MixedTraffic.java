package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Verb;
import java.util.function.Consumer;

/**
 * What happens in a shop. Of eight reservations two expire, three are released, one of them after
 * it was extended, and three are confirmed, of which two are shipped and one is cancelled; when, is
 * chance. That makes 20 decisions.
 */
final class MixedTraffic extends Traffic {

  /** Commands and expiries of eight reservations. */
  static final int DECISIONS_OF_EIGHT = 20;

  private static final int NONE = 0;

  /** In a shorter one a verb might come at the deadline. */
  private static final int LIFE_MIN = 32;

  /** The average time that a reservation is open, in lives of one that is left alone. */
  private static final double AVERAGE_LIFE = 0.73;

  /**
   * The reservations of the last few lives, by their number's last bits. To each belongs a chain of
   * those that something is due on once it is made; chains end with 0 and count slots from 1.
   */
  private final int[] firstDue;

  private final int[] nextDue;
  private final byte[] verbsSent;
  private final int mask;

  MixedTraffic(Shop shop, int lines, int open, boolean requestIds) {
    super(shop, lines, Math.max(LIFE_MIN, (int) (open / AVERAGE_LIFE)), requestIds);
    mask = Integer.highestOneBit(life()) * 4 - 1;
    firstDue = new int[mask + 1];
    nextDue = new int[mask + 1];
    verbsSent = new byte[mask + 1];
  }

  @Override
  void after(long reservation, Consumer<Command> ledger) {
    int slot = (int) reservation & mask;
    verbsSent[slot] = 0;
    int kind = (int) (reservation % 8);
    if (kind == 2 || kind >= 5) {
      schedule(reservation, slot, 0.05, 0.45);
    } else if (kind >= 3) {
      schedule(reservation, slot, 0.05, 0.95);
    }
    int due = firstDue[slot];
    firstDue[slot] = NONE;
    while (due != NONE) {
      int dueSlot = due - 1;
      due = nextDue[dueSlot];
      long earlier = reservation - ((reservation - dueSlot) & mask);
      ledger.accept(verb(earlier, dueSlot, reservation));
    }
  }

  /** What happens next to a reservation. */
  private Command verb(long reservation, int slot, long now) {
    int kind = (int) (reservation % 8);
    boolean isFirst = verbsSent[slot]++ == 0;
    if (kind == 2 && isFirst) {
      schedule(now, slot, 0.05, 0.45);
      return extend(reservation);
    }
    if (kind < 5) {
      return change(reservation, Verb.RELEASE);
    }
    if (isFirst) {
      schedule(now, slot, 0.05, 0.95);
      return change(reservation, Verb.CONFIRM);
    }
    return change(reservation, kind == 7 ? Verb.CANCEL : Verb.FULFIL);
  }

  /** Something is due on a slot's reservation between two parts of a life from now. */
  private void schedule(long now, int slot, double from, double to) {
    long when = now + 1 + (long) (life() * (from + chance() * (to - from)));
    int at = (int) when & mask;
    nextDue[slot] = firstDue[at];
    firstDue[at] = slot + 1;
  }
}
