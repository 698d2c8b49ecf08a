package dev.holdfast.ledger.pipeline;

import static java.util.Objects.requireNonNull;

import dev.holdfast.ledger.api.ReplyHandler;
import dev.holdfast.ledger.decide.AnswerWriter;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.record.FactWriter;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Facts on their way to the journal, and the replies that wait for them. Belongs to one thread at a
 * time: filled by the owner, then handed to the publisher, then handed back; while an append is in
 * flight the journal reads the facts.
 */
final class OpenBlock {

  private static final int REPLAY = -1;

  final UnsafeBuffer facts;
  final UnsafeBuffer answers;
  private final @Nullable ReplyHandler[] handlers;
  private final int[] answerOffsets;
  private final long[] answeredAt;
  private final Confinement holder = new Confinement();
  private int answerBytes;
  private int replies;

  int factBytes;
  long firstPosition;
  long lastPosition;
  long firstTimeMillis;
  long lastTimeMillis;
  long stateHash;

  OpenBlock(int bytes, int repliesMax) {
    facts = new UnsafeBuffer(new byte[bytes]);
    answers = new UnsafeBuffer(new byte[bytes]);
    handlers = new @Nullable ReplyHandler[repliesMax];
    answerOffsets = new int[repliesMax];
    answeredAt = new long[repliesMax];
  }

  /**
   * Whether one more command fits, whatever it decides.
   *
   * @param used bytes of facts so far
   */
  boolean hasRoom(int used) {
    return facts.capacity() - used >= FactWriter.DECISION_BYTES_MAX
        && answers.capacity() - answerBytes >= AnswerWriter.BYTES_MAX
        && replies < handlers.length;
  }

  /** Where the next answer goes. */
  int answerOffset() {
    return answerBytes;
  }

  /** Parks a reply behind the answer that was written at {@link #answerOffset}. */
  void park(ReplyHandler handler, int answerLength) {
    assert holder.admits() : holder;
    handlers[replies] = handler;
    answerOffsets[replies] = answerBytes;
    answerBytes += answerLength;
    replies++;
  }

  /** Parks a reply that was given before, and stands in the journal. */
  void parkReplay(ReplyHandler handler, long answerPosition) {
    assert holder.admits() : holder;
    handlers[replies] = handler;
    answerOffsets[replies] = REPLAY;
    answeredAt[replies] = answerPosition;
    replies++;
  }

  int replies() {
    return replies;
  }

  ReplyHandler handler(int reply) {
    assert holder.admits() : holder;
    return requireNonNull(handlers[reply]);
  }

  boolean isReplay(int reply) {
    return answerOffsets[reply] == REPLAY;
  }

  int answerOffset(int reply) {
    return answerOffsets[reply];
  }

  long answeredAt(int reply) {
    return answeredAt[reply];
  }

  boolean hasFacts() {
    return factBytes > 0;
  }

  ByteBuffer payload() {
    return ByteBuffer.wrap(facts.byteArray(), 0, factBytes);
  }

  Block toBlock(int shard, long epoch) {
    assert holder.admits() : holder;
    ByteBuffer payload = payload();
    long checksum = Block.checksumOf(shard, firstPosition, lastPosition, stateHash, payload);
    return new Block(
        shard,
        firstPosition,
        lastPosition,
        epoch,
        firstTimeMillis,
        lastTimeMillis,
        payload,
        checksum,
        stateHash);
  }

  /** The calling thread touches it no more. */
  void handOver() {
    assert holder.handOver() : holder;
  }

  void clear() {
    assert holder.admits() : holder;
    for (int i = 0; i < replies; i++) {
      handlers[i] = null;
    }
    replies = 0;
    answerBytes = 0;
    factBytes = 0;
  }
}
