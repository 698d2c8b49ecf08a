package dev.holdfast.ledger.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal.Appended;
import dev.holdfast.ledger.journal.Journal.Head;
import dev.holdfast.ledger.pipeline.SleepingOwner.Ending;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The journal's thread sees the block that the owner sent; the owner hears of its end without
 * looking, takes it once, and sees what the journal's thread did before.
 */
public final class AppendEnds {

  private static final int CONTENT = 7;
  private static final int STORED = 1;
  private static final long POSITION = 1;
  private static final Head BEFORE = new Head("test", 0, 1, 0, 0);
  private static final Head AFTER = new Head("test", 0, 2, POSITION, 0);

  private AppendEnds() {}

  /** An appender, its owner and its journal; the actors' part in it is the same in both tests. */
  private static final class Scene {

    private final Meeting meeting = new Meeting(2);
    private final SleepingOwner owner = SleepingOwner.parking();
    private final SlowJournal journal = new SlowJournal();
    private final Appender appender =
        new Appender(journal, BEFORE, System::currentTimeMillis, owner.wait::call);
    private final OpenBlock block = new OpenBlock(8, 1);
    private int stored;

    /** On the owner's thread. */
    void append(III_Result result) {
      block.facts.putByte(0, (byte) CONTENT);
      block.factBytes = 1;
      block.firstPosition = POSITION;
      block.lastPosition = POSITION;
      appender.append(block);
      meeting.attend();
      OpenBlock durable = takeDurable();
      result.r1 = durable == block ? stored : -1;
      result.r3 = appender.hasEnded() || !appender.isIdle() ? 1 : 0;
    }

    private @Nullable OpenBlock takeDurable() {
      OpenBlock durable = appender.hasEnded() ? appender.takeEnded() : null;
      while (durable == null && owner.await() == Ending.CALL) {
        durable = appender.hasEnded() ? appender.takeEnded() : null;
      }
      return durable;
    }

    /** On the journal's thread. */
    void store(III_Result result) {
      Block sent = journal.sent();
      meeting.attend();
      result.r2 = sent.payload().get(0) * (int) sent.lastPosition();
      stored = STORED;
    }
  }

  /** The append ends well. */
  @JCStressTest
  @State
  @Outcome(id = "1, 7, 0", expect = ACCEPTABLE, desc = "The end is taken, once, with all before.")
  @Outcome(expect = FORBIDDEN, desc = "An end or a content is lost, or there twice.")
  public static class Durable {

    private final Scene scene = new Scene();

    @Actor
    public void owner(III_Result result) {
      scene.append(result);
    }

    @Actor
    public void journal(III_Result result) {
      scene.store(result);
      scene.journal.end(Appended.DURABLE);
    }
  }

  /** The append ends in the dark, and the claim that follows finds the block stored. */
  @JCStressTest
  @State
  @Outcome(id = "1, 7, 0", expect = ACCEPTABLE, desc = "The end is taken, once, with all before.")
  @Outcome(expect = FORBIDDEN, desc = "An end or a content is lost, or there twice.")
  public static class SettledByClaim {

    private final Scene scene = new Scene();

    @Actor
    public void owner(III_Result result) {
      scene.append(result);
    }

    @Actor
    public void journal(III_Result result) {
      scene.store(result);
      scene.journal.end(Appended.UNKNOWN);
      scene.journal.answerClaim(AFTER);
    }
  }
}
