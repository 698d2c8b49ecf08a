package dev.holdfast.ledger.pipeline;

import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReplyHandler;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.record.StoredAnswer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that were answered before, from the journal. Called by the publisher; completes
 * on the journal's threads.
 */
final class Replays {

  /** Beyond these a replay is answered OUTCOME_UNKNOWN: the caller asks again. */
  private static final int IN_FLIGHT_MAX = 1_024;

  private static final System.Logger LOG = System.getLogger(Replays.class.getName());

  private final Journal journal;
  private final AtomicInteger inFlight = new AtomicInteger();

  Replays(Journal journal) {
    this.journal = journal;
  }

  /** Answers from the durable fact at a position. */
  void answer(ReplyHandler handler, long position) {
    if (inFlight.incrementAndGet() > IN_FLIGHT_MAX) {
      finish(handler, Reply.unknown(position));
      return;
    }
    journal
        .read(position)
        .whenComplete((block, error) -> finish(handler, reply(block, error, position)));
  }

  private void finish(ReplyHandler handler, Reply reply) {
    inFlight.decrementAndGet();
    Publisher.answer(handler, reply);
  }

  private static Reply reply(@Nullable Block block, @Nullable Throwable error, long position) {
    if (block == null) {
      LOG.log(System.Logger.Level.WARNING, "an earlier answer could not be read", error);
      return Reply.unknown(position);
    }
    if (!block.isIntact()) {
      LOG.log(System.Logger.Level.ERROR, "the block of position " + position + " is damaged");
      return Reply.unknown(position);
    }
    try {
      return StoredAnswer.read(block.payload(), block.firstPosition(), position);
    } catch (RuntimeException unreadable) {
      LOG.log(System.Logger.Level.ERROR, "no answer at position " + position, unreadable);
      return Reply.unknown(position);
    }
  }
}
