package dev.holdfast.ledger.pipeline;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ReplyHandler;
import org.jspecify.annotations.Nullable;

/** A place in the ring. Written by the thread that claimed it, then read by the owner. */
final class Slot {

  @Nullable Command command;
  @Nullable ReplyHandler handler;

  void set(Command newCommand, ReplyHandler newHandler) {
    command = newCommand;
    handler = newHandler;
  }

  /** Lets go of what it held, so that it does not outlive its reply. */
  void clear() {
    command = null;
    handler = null;
  }
}
