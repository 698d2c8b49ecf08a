package dev.holdfast.ledger.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.sbe.MessageHeaderEncoder;
import dev.holdfast.ledger.record.sbe.RuleAnswerEncoder;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A block goes to the publisher and comes back, and nothing of it is left behind. */
public final class BlockHandOvers {

  private static final int CONTENT = 7;
  private static final int BLOCKS = 2;
  private static final int BYTES = 64;
  private static final PipelineConfig CONFIG = new PipelineConfig(0, 1, BYTES, 1, BLOCKS, 1, 1, 1);

  /** Never asked, as no block here has facts; too large to have many of. */
  private static final DurableState UNUSED = new DurableState(0, System::currentTimeMillis);

  private BlockHandOvers() {}

  /** A block with one answer. */
  @JCStressTest
  @State
  @Outcome(id = "7, 0, 1", expect = ACCEPTABLE, desc = "Answered once, and empty when it is back.")
  @Outcome(expect = FORBIDDEN, desc = "The answer was another, or the block not empty.")
  public static class ThereAndBack {

    private final Meeting meeting = new Meeting(2);
    private final Publisher publisher =
        new Publisher(CONFIG, UNUSED, published -> {}, new SlowJournal(), () -> {});
    private final OpenBlock block = new OpenBlock(BYTES, 1);
    private int answered;

    @Actor
    public void owner(III_Result result) {
      OpenBlock other = publisher.takeFree();
      var answer = new RuleAnswerEncoder();
      answer
          .wrapAndApplyHeader(block.answers, 0, new MessageHeaderEncoder())
          .position(CONTENT)
          .subject(0)
          .value(0)
          .line(0)
          .code((short) ResultCode.OK.code());
      block.park(reply -> onReply(reply, result), answer.encodedLength());
      meeting.attend();
      publisher.publish(block);
      OpenBlock back = publisher.takeFree();
      while (back == null) {
        Thread.onSpinWait();
        back = publisher.takeFree();
      }
      result.r2 = back == block && other != null ? back.replies() + back.answerOffset() : -1;
      result.r3 = answered;
    }

    private void onReply(Reply reply, III_Result result) {
      result.r1 = (int) reply.position();
      answered++;
    }

    @Actor
    public void publisher() {
      meeting.attend();
      while (!publisher.publishNext()) {
        Thread.onSpinWait();
      }
    }
  }
}
