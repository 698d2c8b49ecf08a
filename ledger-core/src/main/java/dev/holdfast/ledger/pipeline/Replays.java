package dev.holdfast.ledger.pipeline;

import static java.util.Objects.requireNonNull;

import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReplyHandler;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.record.StoredAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that were answered before, from the journal. A few blocks are read at a time,
 * and each answers all that wait for one of its positions: whoever repeats thousands of requests
 * reads the blocks that they were stored in, not one for each.
 *
 * <p>Called by the publisher; completes on the journal's threads.
 */
final class Replays {

  private static final int READS_MAX = 4;

  /** Beyond these a replay is answered OUTCOME_UNKNOWN: the caller asks again. */
  private static final int WAITING_MAX = 1 << 16;

  private static final System.Logger LOG = System.getLogger(Replays.class.getName());

  private final Journal journal;

  /** By position. Guarded by itself, as are the counts. */
  private final TreeMap<Long, List<ReplyHandler>> waiting = new TreeMap<>();

  private int waitingCount;
  private int reads;

  Replays(Journal journal) {
    this.journal = journal;
  }

  /** Answers from the durable fact at a position. */
  void answer(ReplyHandler handler, long position) {
    if (add(handler, position)) {
      readNext();
    } else {
      Publisher.answer(handler, Reply.unknown(position));
    }
  }

  /** Has it wait, if there is room. */
  private boolean add(ReplyHandler handler, long position) {
    synchronized (waiting) {
      if (waitingCount == WAITING_MAX) {
        return false;
      }
      waitingCount++;
      waiting.computeIfAbsent(position, any -> new ArrayList<>(1)).add(handler);
      return true;
    }
  }

  private void readNext() {
    long position;
    List<ReplyHandler> handlers;
    synchronized (waiting) {
      if (reads == READS_MAX || waiting.isEmpty()) {
        return;
      }
      reads++;
      position = waiting.firstKey();
      handlers = take(position);
    }
    journal
        .read(position)
        .whenComplete(
            (block, error) -> {
              synchronized (waiting) {
                reads--;
              }
              answerAll(handlers, block, error, position);
              if (block != null) {
                answerOthers(block);
              }
              readNext();
            });
  }

  /** Answers those that have come to wait for the same block. */
  private void answerOthers(Block block) {
    var others = new TreeMap<Long, List<ReplyHandler>>();
    synchronized (waiting) {
      var inBlock = waiting.subMap(block.firstPosition(), true, block.lastPosition(), true);
      for (long position : List.copyOf(inBlock.keySet())) {
        others.put(position, take(position));
      }
    }
    others.forEach((position, handlers) -> answerAll(handlers, block, null, position));
  }

  private List<ReplyHandler> take(long position) {
    List<ReplyHandler> handlers = requireNonNull(waiting.remove(position));
    waitingCount -= handlers.size();
    return handlers;
  }

  private static void answerAll(
      List<ReplyHandler> handlers,
      @Nullable Block block,
      @Nullable Throwable error,
      long position) {
    Reply reply = reply(block, error, position);
    handlers.forEach(handler -> Publisher.answer(handler, reply));
  }

  private static boolean isGone(@Nullable Throwable error) {
    return error instanceof NoSuchElementException
        || (error != null && error.getCause() instanceof NoSuchElementException);
  }

  private static Reply reply(@Nullable Block block, @Nullable Throwable error, long position) {
    if (block == null && isGone(error)) {
      return Reply.gone(position);
    }
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
