package dev.holdfast.ledger.snapshot;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots that live as long as this object, the newest few of them, for tests and benchmarks;
 * every stage is complete when it is returned. Thread-safe.
 */
public final class MemorySnapshots implements SnapshotStore {

  private final int keeps;
  private final Map<Long, Map<Integer, ByteBuffer>> chunks = new HashMap<>();
  private final NavigableMap<Long, Snapshot> whole = new TreeMap<>();

  /**
   * An empty store.
   *
   * @param keeps how many, 1 or more
   */
  public MemorySnapshots(int keeps) {
    this.keeps = keeps;
  }

  @Override
  public synchronized CompletionStage<List<Snapshot>> list() {
    return CompletableFuture.completedStage(List.copyOf(whole.descendingMap().values()));
  }

  @Override
  public synchronized CompletionStage<ByteBuffer> read(Snapshot snapshot, int chunk) {
    ByteBuffer bytes = chunk(snapshot.position(), chunk);
    return bytes == null
        ? CompletableFuture.failedStage(new NoSuchElementException("no chunk " + chunk))
        : CompletableFuture.completedStage(bytes.duplicate());
  }

  /** The bytes of a chunk themselves, for whoever wants to damage them; null if there is none. */
  public synchronized @Nullable ByteBuffer chunk(long position, int chunk) {
    return chunks.getOrDefault(position, Map.of()).get(chunk);
  }

  @Override
  public synchronized CompletionStage<Void> write(long position, int chunk, ByteBuffer bytes) {
    chunks
        .computeIfAbsent(position, any -> new HashMap<>())
        .put(chunk, ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip());
    return CompletableFuture.completedStage(null);
  }

  @Override
  public synchronized CompletionStage<Void> complete(Snapshot snapshot) {
    whole.put(snapshot.position(), snapshot);
    while (whole.size() > keeps) {
      chunks.remove(whole.pollFirstEntry().getKey());
    }
    return CompletableFuture.completedStage(null);
  }
}
