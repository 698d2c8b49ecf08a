package dev.holdfast.ledger.pipeline;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Where the actors of a test meet before they act. Without, the faster one is through with a whole
 * batch of states before the slower one has come to the second.
 */
final class Meeting {

  private static final int LOOKS = 1_000;
  private static final int HESITATION_MASK = 31;

  private final AtomicInteger missing;

  Meeting(int actors) {
    missing = new AtomicInteger(actors);
  }

  /** Waits for the others, then hesitates a little, so that the actors go on in any order. */
  void attend() {
    missing.decrementAndGet();
    for (int looks = LOOKS; missing.get() > 0; looks--) {
      if (looks > 0) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(1);
      }
    }
    for (long spins = System.nanoTime() & HESITATION_MASK; spins > 0; spins--) {
      Thread.onSpinWait();
    }
  }
}
