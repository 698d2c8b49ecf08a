package dev.holdfast.ledger.pipeline;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ReplyHandler;
import dev.holdfast.ledger.api.RequestId;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Commands whose answer leans on what is held while much is due: they wait for what was due when
 * they came to expire, a bounded number at a time, and others go on meanwhile. First in, first out.
 *
 * <p>Belongs to the ring's owner.
 */
final class Deferred {

  /** Beyond these the owner expires everything at once, and none waits any longer. */
  private static final int WAITING_MAX = 1_024;

  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  /**
   * A command that waits.
   *
   * @param sinceMillis when it was to be decided: what was due then must have expired
   */
  record Waiting(Command command, ReplyHandler handler, long sinceMillis) {}

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean isFull() {
    return waiting.size() >= WAITING_MAX;
  }

  /** Whether a request is among those that wait, so that one that repeats it must wait behind. */
  boolean holds(RequestId request) {
    if (waiting.isEmpty() || !request.isPresent()) {
      return false;
    }
    for (Waiting one : waiting) {
      RequestId other = one.command().request();
      if (other.high() == request.high() && other.low() == request.low()) {
        return true;
      }
    }
    return false;
  }

  /** There is room. */
  void add(Command command, ReplyHandler handler, long sinceMillis) {
    assert !isFull();
    waiting.add(new Waiting(command, handler, sinceMillis));
  }

  /** The first; there is one. */
  Waiting first() {
    return waiting.getFirst();
  }

  void removeFirst() {
    waiting.removeFirst();
  }

  /** Gives up on all of them. */
  void abandon(Consumer<ReplyHandler> answer) {
    while (!waiting.isEmpty()) {
      answer.accept(waiting.removeFirst().handler());
    }
  }
}
