package dev.holdfast.inventory.internal.engine;

import dev.holdfast.ledger.Standby;
import dev.holdfast.ledger.api.DurableListener;
import dev.holdfast.ledger.api.Reads;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One state of the ledger in this process, from when it begins to follow to when it is dropped. It
 * is read from once it holds as much as the one before it did, so that no reader goes back in time.
 *
 * <p>Thread-safe; blocks are told by one thread at a time.
 */
final class Generation implements DurableListener {
  private final long floor;
  private final DurableListener listener;
  private final Consumer<Seen> onSeen;
  private final BiConsumer<Generation, Throwable> onStopped;
  private @Nullable Standby standby;
  private boolean seen;

  /**
   * One that has not begun.
   *
   * @param floor the position up to which changes have been told
   * @param onSeen hears once it holds that: what it is, and whether it holds more untold
   * @param onStopped hears why it has ended
   */
  Generation(
      long floor,
      DurableListener listener,
      Consumer<Seen> onSeen,
      BiConsumer<Generation, Throwable> onStopped) {
    this.floor = floor;
    this.listener = listener;
    this.onSeen = onSeen;
    this.onStopped = onStopped;
  }

  /** What is read from now on. */
  record Seen(Generation generation, Reads reads, Directory directory, boolean skipped) {}

  /** Begins to follow. What is followed meanwhile waits, so that nothing is missed. */
  synchronized void begin(Function<DurableListener, Standby> start) {
    Standby started = start.apply(this);
    standby = started;
    long position = started.reads().position();
    if (position >= floor) {
      see(started, position > floor);
    }
  }

  synchronized Standby standby() {
    Standby begun = standby;
    if (begun == null) {
      throw new IllegalStateException("it has not begun");
    }
    return begun;
  }

  @Override
  public synchronized void onDurable(Published published) {
    if (!seen && published.lastPosition() >= floor) {
      see(standby(), false);
    }
    if (published.lastPosition() > floor) {
      listener.onDurable(published);
    }
  }

  /** What it holds is all there is: it is read from, if it was not. */
  synchronized void reachedEnd() {
    if (!seen) {
      see(standby(), true);
    }
  }

  private void see(Standby begun, boolean skipped) {
    seen = true;
    Reads reads = begun.reads();
    onSeen.accept(new Seen(this, reads, new Directory(reads), skipped));
  }

  @Override
  public void onStopped(Throwable cause) {
    onStopped.accept(this, cause);
  }
}
