package dev.holdfast.inventory.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ResultCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplyTimeoutsTest {
  private static final Reply DONE = new Reply(ResultCode.OK, 1, false, Reply.Plain.INSTANCE);

  private final AtomicLong nanos = new AtomicLong();
  private final ReplyTimeouts timeouts = new ReplyTimeouts(Duration.ofSeconds(10), nanos::get);
  private final List<ResultCode> answers = new ArrayList<>();

  private ParkedReply park() {
    var parked = new ParkedReply(reply -> answers.add(reply.code()), timeouts.now());
    timeouts.watch(parked);
    return parked;
  }

  private void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
    timeouts.sweep();
  }

  @Test
  void whoHasWaitedTooLongIsToldThatTheOutcomeIsUnknown() {
    park();
    pass(Duration.ofMillis(9_999));
    assertThat(answers).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(answers).containsExactly(ResultCode.OUTCOME_UNKNOWN);
  }

  @Test
  void anAnswerThatComesTooLateIsNotHeard() {
    ParkedReply parked = park();
    pass(Duration.ofSeconds(10));
    parked.onReply(DONE);
    assertThat(answers).containsExactly(ResultCode.OUTCOME_UNKNOWN);
  }

  @Test
  void whoIsAnsweredIsForgotten() {
    ParkedReply first = park();
    park();
    first.onReply(DONE);
    pass(Duration.ofSeconds(1));
    assertThat(answers).containsExactly(ResultCode.OK);
    assertThat(timeouts.size()).isEqualTo(1);
  }

  @Test
  void whoIsAnsweredBehindOneWhoIsNotIsForgottenWithHim() {
    park();
    park().onReply(DONE);
    pass(Duration.ofSeconds(10));
    assertThat(answers).containsExactly(ResultCode.OK, ResultCode.OUTCOME_UNKNOWN);
    assertThat(timeouts.size()).isZero();
  }
}
