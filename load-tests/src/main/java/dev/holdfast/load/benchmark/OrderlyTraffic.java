package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.api.Command;
import java.util.function.Consumer;

/** The same becomes of every reservation, once as many others have been made as shall be open. */
final class OrderlyTraffic extends Traffic {

  private final int open;
  private final Command.Verb[] verbs;

  /**
   * Names what becomes of them.
   *
   * @param verbs one after the other; none to let them expire
   */
  OrderlyTraffic(Shop shop, int lines, int open, boolean requestIds, Command.Verb... verbs) {
    super(shop, lines, Math.max(1, verbs.length == 0 ? open : 2 * open), requestIds);
    this.open = open;
    this.verbs = verbs;
  }

  @Override
  void after(long reservation, Consumer<Command> ledger) {
    if (reservation >= open) {
      for (Command.Verb verb : verbs) {
        ledger.accept(change(reservation - open, verb));
      }
    }
  }
}
