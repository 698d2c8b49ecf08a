package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.LedgerConfig;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.decide.AnswerWriter;
import dev.holdfast.ledger.decide.Decider;
import dev.holdfast.ledger.decide.Decision;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.state.ChangeListener;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.TouchAhead;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes commands as the ring's owner does: expires what is due, decides, encodes facts, applies
 * them, encodes the answer. Leaves out the ring, the block's checksum and the replies. A refusal is
 * an error. Not thread-safe.
 */
final class InlineLedger {

  private final int expiriesPerCommand = LedgerConfig.DEFAULT.expiriesPerCommand();
  private final LedgerState state = new LedgerState(ChangeListener.NONE);
  private final FactWriter facts = new FactWriter();
  private final Decider decider =
      new Decider(
          state, facts, LedgerConfig.DEFAULT.shard(), LedgerConfig.DEFAULT.openReservationsMax());
  private final AnswerWriter answers = new AnswerWriter(state);
  private final UnsafeBuffer factBlock = block();
  private final UnsafeBuffer answerBlock = block();
  private final TouchAhead ahead = state.ahead();
  private int answerBytes;
  private long hashOfBlocks;
  private long decisions;

  InlineLedger() {
    facts.wrap(factBlock);
  }

  private static UnsafeBuffer block() {
    return new UnsafeBuffer(new byte[LedgerConfig.DEFAULT.blockBytes()]);
  }

  LedgerState state() {
    return state;
  }

  /** Depends on everything decided so far, so that nothing of it can be left out. */
  long hash() {
    return hashOfBlocks + state.hash();
  }

  /** Commands taken and reservations expired so far. */
  long decisions() {
    return decisions;
  }

  /**
   * Takes commands of which some always wait, and looks ahead at those as the owner does.
   *
   * @param waiting at most {@link TouchAhead#COMMANDS_MAX}
   */
  void takeAll(Command[] commands, long[] times, int size, int waiting) {
    for (int from = 0; from < size; from += waiting) {
      int to = Math.min(size, from + waiting);
      touchAhead(commands, from, to);
      for (int i = from; i < to; i++) {
        take(commands[i], times[i]);
      }
    }
  }

  private void touchAhead(Command[] commands, int from, int to) {
    if (to - from > 1 && ahead.isWorthIt()) {
      for (int i = from; i < to; i++) {
        ahead.add(commands[i]);
      }
      ahead.touch();
    }
  }

  void take(Command command, long nowMillis) {
    decisions++;
    makeRoom();
    facts.at(nowMillis);
    sweep(nowMillis);
    RequestId request = command.request();
    if (request.isPresent() && state.requests().find(request) >= 0) {
      throw new IllegalStateException("the script repeats a request id");
    }
    int from = facts.length();
    Decision decision = decider.decide(command, nowMillis);
    apply(from);
    if (decision.code() != ResultCode.OK) {
      throw new IllegalStateException(command + " was refused: " + decision.code());
    }
    answer(request, decision);
  }

  private void answer(RequestId request, Decision decision) {
    long position = state.position() + (request.isPresent() ? 1 : 0);
    int length = answers.write(decision, position, answerBlock, answerBytes);
    if (request.isPresent()) {
      int from = facts.length();
      facts.requestAnswered(
          request, decision.code(), decision.reservation(), answerBlock, answerBytes, length);
      apply(from);
    }
    answerBytes += length;
  }

  private void sweep(long nowMillis) {
    for (int i = 0; i < expiriesPerCommand; i++) {
      if (state.reservations().nextDeadlineMillis() > nowMillis) {
        return;
      }
      int from = facts.length();
      decisions++;
      decider.expireFirst();
      apply(from);
    }
  }

  private void apply(int from) {
    if (facts.length() > from) {
      state.apply(factBlock, from, facts.length());
      if (!state.consequences().isEmpty()) {
        int follows = facts.length();
        decider.followUp();
        state.apply(factBlock, follows, facts.length());
      }
    }
  }

  /** Starts the next block when this one is full. */
  private void makeRoom() {
    if (factBlock.capacity() - facts.length() < FactWriter.DECISION_BYTES_MAX
        || answerBlock.capacity() - answerBytes < AnswerWriter.BYTES_MAX) {
      hashOfBlocks += state.hash();
      facts.wrap(factBlock);
      answerBytes = 0;
    }
  }
}
