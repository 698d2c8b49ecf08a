package dev.holdfast.stream.internal;

import dev.holdfast.inventory.LedgerListener.Durable;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became durable and has not been looked at yet: SKUs and channels, each once. The ledger's
 * publishing thread adds, the views' thread drains, and neither waits for the other.
 */
final class DurableChanges {
  private final DirtySkus skus = new DirtySkus();
  private final Set<String> channels = ConcurrentHashMap.newKeySet();
  private volatile long position;

  /**
   * What was drained.
   *
   * @param skus what blocks up to the position touched, and perhaps what later ones did
   * @param channels likewise
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Drained(int[] skus, Set<String> channels, long position) {}

  void add(Durable durable) {
    for (int sku : durable.skus()) {
      skus.mark(sku);
    }
    for (String channel : durable.channels()) {
      channels.add(channel);
    }
    // Last: whoever sees the position finds what belongs to it.
    position = durable.lastPosition();
  }

  Drained drain() {
    long drainedPosition = position;
    return new Drained(skus.drain(), drainChannels(), drainedPosition);
  }

  private Set<String> drainChannels() {
    if (channels.isEmpty()) {
      return Set.of();
    }
    var drained = new HashSet<>(channels);
    channels.removeAll(drained);
    return drained;
  }
}
