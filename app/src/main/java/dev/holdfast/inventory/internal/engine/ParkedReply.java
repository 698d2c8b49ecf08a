package dev.holdfast.inventory.internal.engine;

import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReplyHandler;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/** A caller who waits for an answer, and gets one: the ledger's or that it took too long. */
final class ParkedReply implements ReplyHandler {
  private final long sinceNanos;
  private final Executor caller;

  /** Empty once answered, so that an answered one may lie about at no cost. */
  private final AtomicReference<@Nullable MonoSink<Reply>> sink;

  /**
   * Parks a caller.
   *
   * @param caller where it goes on
   */
  ParkedReply(MonoSink<Reply> sink, Executor caller, long sinceNanos) {
    this.sink = new AtomicReference<>(sink);
    this.caller = caller;
    this.sinceNanos = sinceNanos;
  }

  @Override
  public void onReply(Reply reply) {
    MonoSink<Reply> waiting = sink.getAndSet(null);
    if (waiting == null) {
      return;
    }
    try {
      caller.execute(() -> waiting.success(reply));
    } catch (RejectedExecutionException _) {
      // The server is gone, and the connection with it.
    }
  }

  boolean isAnswered() {
    return sink.get() == null;
  }

  long sinceNanos() {
    return sinceNanos;
  }
}
