package dev.holdfast.ledger.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * An owner that does nothing but wait, for one command in a ring that is no more than a cursor. It
 * goes to sleep at once and for so long that a wake-up that gets lost cannot be overlooked.
 */
final class SleepingOwner implements OwnerWait.Duties, SequenceBarrier {

  private static final long SLEEP_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long FIRST = 0;

  final OwnerWait wait = new OwnerWait(0);
  private final Sequence cursor = new Sequence();
  private final boolean naps;
  private volatile boolean alerted;

  /** When the present wait has lasted too long. */
  private long endNanos;

  private SleepingOwner(boolean naps) {
    this.naps = naps;
  }

  /** Sleeps until it is woken. */
  static SleepingOwner parking() {
    return served(new SleepingOwner(false));
  }

  /** Looks by itself every now and then, as while an append is in flight. */
  static SleepingOwner napping() {
    return served(new SleepingOwner(true));
  }

  private static SleepingOwner served(SleepingOwner owner) {
    owner.wait.serve(owner);
    return owner;
  }

  /** The weakest publication that there is: of a ring with one producer. On another thread. */
  void publish() {
    cursor.set(FIRST);
    wait.signalAllWhenBlocking();
  }

  /** How a wait ended. */
  enum Ending {
    COMMAND,
    CALL,
    ALERT,
    /** By itself, when the time was over. */
    SLEPT_ON
  }

  /** Waits as the ring's owner does between commands. */
  Ending await() {
    endNanos = System.nanoTime() + SLEEP_NANOS;
    Ending ending = waitOnce();
    return nanosUntilDue() > 0 ? ending : Ending.SLEPT_ON;
  }

  /** Waits for a call alone, as an owner does that has no room; sometimes for nothing. */
  Ending awaitCall() {
    endNanos = System.nanoTime() + SLEEP_NANOS;
    wait.awaitCall(SLEEP_NANOS);
    return nanosUntilDue() > 0 ? Ending.CALL : Ending.SLEPT_ON;
  }

  private Ending waitOnce() {
    try {
      wait.waitFor(FIRST, cursor, cursor, this);
      return Ending.COMMAND;
    } catch (TimeoutException _) {
      return Ending.CALL;
    } catch (AlertException _) {
      return Ending.ALERT;
    }
  }

  @Override
  public long nanosUntilDue() {
    return endNanos - System.nanoTime();
  }

  @Override
  public boolean mayNap() {
    return naps;
  }

  /** As the ring's own barrier does it. */
  @Override
  public void alert() {
    alerted = true;
    wait.signalAllWhenBlocking();
  }

  @Override
  public boolean isAlerted() {
    return alerted;
  }

  @Override
  public void checkAlert() throws AlertException {
    if (alerted) {
      throw AlertException.INSTANCE;
    }
  }

  @Override
  public void clearAlert() {
    alerted = false;
  }

  @Override
  public long getCursor() {
    return cursor.get();
  }

  @Override
  public long waitFor(long sequence) {
    throw new UnsupportedOperationException("the wait is asked, not the barrier");
  }
}
