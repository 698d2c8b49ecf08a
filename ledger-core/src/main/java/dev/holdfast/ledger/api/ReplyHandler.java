package dev.holdfast.ledger.api;

/**
 * Takes the answer to one command. Called once, on whichever thread has it: the publisher's as a
 * rule, the journal's for an answer that comes again, or the one on which the ledger ends. It must
 * not block.
 */
@FunctionalInterface
public interface ReplyHandler {

  void onReply(Reply reply);
}
