package dev.holdfast.inventory.internal.engine;

import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReplyHandler;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whoever waits for an answer, and gets one: the ledger's or that it took too long. */
final class ParkedReply implements ReplyHandler {
  private final long sinceNanos;

  /** Empty once answered, so that an answered one may lie about at no cost. */
  private final AtomicReference<@Nullable ReplyHandler> taker;

  ParkedReply(ReplyHandler taker, long sinceNanos) {
    this.taker = new AtomicReference<>(taker);
    this.sinceNanos = sinceNanos;
  }

  @Override
  public void onReply(Reply reply) {
    ReplyHandler waiting = taker.getAndSet(null);
    if (waiting != null) {
      waiting.onReply(reply);
    }
  }

  boolean isAnswered() {
    return taker.get() == null;
  }

  long sinceNanos() {
    return sinceNanos;
  }
}
