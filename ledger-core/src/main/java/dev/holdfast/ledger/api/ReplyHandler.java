package dev.holdfast.ledger.api;

/** Takes the answer to one command. Called once, on the publishing thread: it must not block. */
@FunctionalInterface
public interface ReplyHandler {

  void onReply(Reply reply);
}
