package dev.holdfast.inventory.internal.ports;

import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.Defined;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.ledger.api.Reply;

/** Reads the ledger's answer to a definition. */
public final class Definition {

  private Definition() {}

  /**
   * What was defined.
   *
   * @throws dev.holdfast.shared.Problem if it was refused or nobody knows
   */
  public static Defined of(Reply reply, Directory directory) {
    if (reply.isOk() && reply.outcome() instanceof Reply.Defined defined) {
      return new Defined(defined.created(), Positions.token(reply.position()));
    }
    throw new Refusals(directory, "defined", QuantityDisplay.EXACT).problem(reply);
  }
}
