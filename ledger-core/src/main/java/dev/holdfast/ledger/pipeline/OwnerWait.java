package dev.holdfast.ledger.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How the ring's owner waits: for commands, for a call from another thread ({@link #call}), or for
 * its own next duty. The two latter reach it as a time-out.
 *
 * <p>While an append is in flight nothing it decides can be stored yet, so the owner naps and looks
 * by itself; producers then save the cost of waking it.
 */
final class OwnerWait implements WaitStrategy {

  /** How long a nap is: short against an append, long against a decision. */
  static final long NAP_NANOS = 100_000;

  private static final int SPINS = 100;
  private static final int AWAKE = 0;
  private static final int NAPPING = 1;
  private static final int PARKED = 2;

  private final AtomicInteger sleep = new AtomicInteger(AWAKE);
  private volatile boolean called;
  private final Confinement owner = new Confinement();
  private final int spins;
  private volatile @Nullable Thread thread;
  private volatile @Nullable Duties duties;

  OwnerWait() {
    this(SPINS);
  }

  /** Looks so often before it sleeps. */
  OwnerWait(int spins) {
    this.spins = spins;
  }

  /** What the owner has to do besides taking commands. Asked on the owner's thread. */
  interface Duties {

    /** Nanoseconds until there is something to do, 0 or less for now. */
    long nanosUntilDue();

    /** Whether commands can wait for {@link #NAP_NANOS}. */
    boolean mayNap();
  }

  void serve(Duties newDuties) {
    duties = newDuties;
  }

  /** Has the owner look at its duties. From any thread. */
  void call() {
    called = true;
    if (sleep.getAndSet(AWAKE) != AWAKE) {
      LockSupport.unpark(thread);
    }
  }

  /** Waits to be called, at most for a time. From the owner's thread only. */
  void awaitCall(long nanosMax) {
    assert owner.admits() : owner;
    thread = Thread.currentThread();
    sleep.set(NAPPING);
    if (!called) {
      LockSupport.parkNanos(this, nanosMax);
    }
    sleep.set(AWAKE);
    called = false;
  }

  @Override
  public long waitFor(
      long sequence, Sequence cursor, Sequence dependentSequence, SequenceBarrier barrier)
      throws AlertException, TimeoutException {
    assert owner.admits() : owner;
    int spinsLeft = spins;
    long available;
    while ((available = dependentSequence.get()) < sequence) {
      barrier.checkAlert();
      if (called) {
        called = false;
        throw TimeoutException.INSTANCE;
      }
      if (spinsLeft > 0) {
        spinsLeft--;
        Thread.onSpinWait();
      } else {
        sleep(sequence, dependentSequence, barrier);
      }
    }
    return available;
  }

  /** After a publication, or an alert: either it sees the sleeper, or the sleeper sees it. */
  @Override
  public void signalAllWhenBlocking() {
    // A publication is a release only, and could become visible after this look at the sleeper.
    VarHandle.fullFence();
    if (sleep.get() == PARKED && sleep.compareAndSet(PARKED, AWAKE)) {
      LockSupport.unpark(thread);
    }
  }

  private void sleep(long sequence, Sequence dependentSequence, SequenceBarrier barrier)
      throws TimeoutException {
    Duties has = duties;
    boolean nap = has != null && has.mayNap();
    long nanos = has == null ? NAP_NANOS : has.nanosUntilDue();
    if (nanos <= 0) {
      throw TimeoutException.INSTANCE;
    }
    thread = Thread.currentThread();
    sleep.set(nap ? NAPPING : PARKED);
    // A sequence is read by an acquire only, and could be looked at before the sleeper is seen.
    VarHandle.fullFence();
    if (dependentSequence.get() < sequence && !called && !barrier.isAlerted()) {
      LockSupport.parkNanos(this, nap ? Math.min(nanos, NAP_NANOS) : nanos);
    }
    sleep.set(AWAKE);
  }
}
