package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.api.DurableListener;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hears what one ledger publishes. Thread-safe. */
final class Watch implements DurableListener {

  private final Set<Integer> skus = new HashSet<>();
  private final Set<Integer> channels = new HashSet<>();
  private boolean mayHaveMissed = true;
  private long position;
  private @Nullable Throwable stopCause;

  @Override
  public synchronized void onDurable(Published published) {
    for (int sku : published.touchedSkus()) {
      skus.add(sku);
    }
    for (int channel : published.changedChannels()) {
      channels.add(channel);
    }
    position = published.lastPosition();
  }

  @Override
  public synchronized void onStopped(Throwable cause) {
    stopCause = cause;
  }

  /** What stands before this was replayed, which is not published. */
  synchronized void startAt(long replayedTo) {
    position = Math.max(position, replayedTo);
  }

  /** Where the last block ended. */
  synchronized long position() {
    return position;
  }

  /** Whether it was told that what a channel may sell of a SKU might have changed. */
  synchronized boolean heardOf(int sku, int channel) {
    return mayHaveMissed || skus.contains(sku) || channels.contains(channel);
  }

  /** From now on only what is new counts. */
  synchronized void forget() {
    mayHaveMissed = false;
    skus.clear();
    channels.clear();
  }

  synchronized @Nullable Throwable stopCause() {
    return stopCause;
  }
}
