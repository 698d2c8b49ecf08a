package dev.holdfast.ledger.pipeline;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which thread something belongs to: the first that asks, until that ends or hands it
 * over. Stands in an {@code assert} only, so that it costs nothing where assertions are off.
 * Thread-safe.
 */
final class Confinement {

  private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();

  /** Whether the calling thread may go on. */
  boolean admits() {
    Thread caller = Thread.currentThread();
    Thread claimed = owner.get();
    return claimed == caller
        || ((claimed == null || !claimed.isAlive()) && owner.compareAndSet(claimed, caller));
  }

  /** Lets go, if the calling thread may: the next one that asks is the owner. */
  boolean handOver() {
    return admits() && owner.compareAndSet(Thread.currentThread(), null);
  }

  @Override
  public String toString() {
    return "this belongs to %s, not to %s".formatted(owner, Thread.currentThread());
  }
}
