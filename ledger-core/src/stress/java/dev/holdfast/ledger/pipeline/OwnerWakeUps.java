package dev.holdfast.ledger.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.holdfast.ledger.pipeline.SleepingOwner.Ending;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Whoever wants something of an owner that is about to sleep, sleeps, or is about to wake wakes it,
 * and shows it what was written before.
 */
public final class OwnerWakeUps {

  private static final int CONTENT = 1;

  /** The owner slept on. */
  private static final int NOTHING = -1;

  private OwnerWakeUps() {}

  /** A command against the park. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The command is there, and whole.")
  @Outcome(expect = FORBIDDEN, desc = "The owner slept on, or did not see what it was woken for.")
  public static class CommandToParking {

    private final Meeting meeting = new Meeting(2);
    private final SleepingOwner owner = SleepingOwner.parking();
    private int command;

    @Actor
    public void owner(I_Result result) {
      meeting.attend();
      result.r1 = owner.await() == Ending.COMMAND ? command : NOTHING;
    }

    @Actor
    public void producer() {
      meeting.attend();
      command = CONTENT;
      owner.publish();
    }
  }

  /** A command against a nap, which it does not end: the owner looks by itself. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The command is there, and whole.")
  @Outcome(expect = FORBIDDEN, desc = "The owner slept on, or did not see what it was woken for.")
  public static class CommandToNapping {

    private final Meeting meeting = new Meeting(2);
    private final SleepingOwner owner = SleepingOwner.napping();
    private int command;

    @Actor
    public void owner(I_Result result) {
      meeting.attend();
      result.r1 = owner.await() == Ending.COMMAND ? command : NOTHING;
    }

    @Actor
    public void producer() {
      meeting.attend();
      command = CONTENT;
      owner.publish();
    }
  }

  /** A call against the park. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The owner looks, and sees why.")
  @Outcome(expect = FORBIDDEN, desc = "The owner slept on, or did not see what it was woken for.")
  public static class CallToParking {

    private final Meeting meeting = new Meeting(2);
    private final SleepingOwner owner = SleepingOwner.parking();
    private int duty;

    @Actor
    public void owner(I_Result result) {
      meeting.attend();
      result.r1 = owner.await() == Ending.CALL ? duty : NOTHING;
    }

    @Actor
    public void caller() {
      meeting.attend();
      duty = CONTENT;
      owner.wait.call();
    }
  }

  /** A call against a nap. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The owner looks, and sees why.")
  @Outcome(expect = FORBIDDEN, desc = "The owner slept on, or did not see what it was woken for.")
  public static class CallToNapping {

    private final Meeting meeting = new Meeting(2);
    private final SleepingOwner owner = SleepingOwner.napping();
    private int duty;

    @Actor
    public void owner(I_Result result) {
      meeting.attend();
      result.r1 = owner.await() == Ending.CALL ? duty : NOTHING;
    }

    @Actor
    public void caller() {
      meeting.attend();
      duty = CONTENT;
      owner.wait.call();
    }
  }

  /** The end of the owner's thread against the park. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The owner ends.")
  @Outcome(expect = FORBIDDEN, desc = "The owner slept on, or did not see what it was woken for.")
  public static class AlertToParking {

    private final Meeting meeting = new Meeting(2);
    private final SleepingOwner owner = SleepingOwner.parking();
    private int end;

    @Actor
    public void owner(I_Result result) {
      meeting.attend();
      result.r1 = owner.await() == Ending.ALERT ? end : NOTHING;
    }

    @Actor
    public void closer() {
      meeting.attend();
      end = CONTENT;
      owner.alert();
    }
  }

  /** A call against an owner that waits for nothing else. It may find nothing, and waits again. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The owner looks, and sees why.")
  @Outcome(expect = FORBIDDEN, desc = "The owner slept on.")
  public static class CallToAwaiting {

    private final Meeting meeting = new Meeting(2);
    private final SleepingOwner owner = SleepingOwner.parking();
    private int duty;

    @Actor
    public void owner(I_Result result) {
      meeting.attend();
      Ending ending = Ending.CALL;
      while (ending == Ending.CALL && duty == 0) {
        ending = owner.awaitCall();
      }
      result.r1 = ending == Ending.CALL ? duty : NOTHING;
    }

    @Actor
    public void caller() {
      meeting.attend();
      duty = CONTENT;
      owner.wait.call();
    }
  }

  /** A command and a call at once, of which neither may swallow the other's wake-up. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The owner gets both.")
  @Outcome(expect = FORBIDDEN, desc = "The owner slept on over one of them.")
  public static class CommandAndCallToParking {

    private final Meeting meeting = new Meeting(3);
    private final SleepingOwner owner = SleepingOwner.parking();
    private int command;
    private int duty;

    @Actor
    public void owner(II_Result result) {
      meeting.attend();
      Ending ending = owner.await();
      if (ending == Ending.CALL) {
        result.r2 = duty;
        result.r1 = owner.await() == Ending.COMMAND ? command : NOTHING;
        return;
      }
      result.r1 = ending == Ending.COMMAND ? command : NOTHING;
      ending = Ending.CALL;
      while (ending == Ending.CALL && duty == 0) {
        ending = owner.awaitCall();
      }
      result.r2 = ending == Ending.CALL ? duty : NOTHING;
    }

    @Actor
    public void producer() {
      meeting.attend();
      command = CONTENT;
      owner.publish();
    }

    @Actor
    public void caller() {
      meeting.attend();
      duty = CONTENT;
      owner.wait.call();
    }
  }
}
