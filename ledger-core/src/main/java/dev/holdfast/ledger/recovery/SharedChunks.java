package dev.holdfast.ledger.recovery;

import dev.holdfast.ledger.snapshot.DamagedSnapshot;
import dev.holdfast.ledger.snapshot.Snapshot;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one snapshot, read once for several readers and a few of them ahead. A reader that
 * is quicker than another waits for it, so that no more than those few are in memory. Thread-safe.
 */
final class SharedChunks {

  private static final int AHEAD = 8;

  private final SnapshotStore store;
  private final Snapshot snapshot;

  /** By chunk, in turn. Guarded by this, as is the rest. */
  private final CompletableFuture<?>[] window = new CompletableFuture<?>[AHEAD];

  private final int[] nextByReader;
  private int requested;
  private @Nullable Throwable cause;

  SharedChunks(SnapshotStore store, Snapshot snapshot, int readers) {
    this.store = store;
    this.snapshot = snapshot;
    this.nextByReader = new int[readers];
  }

  /**
   * The bytes of a chunk, which all readers are lent. Each reader asks for one after the other.
   *
   * @throws DamagedSnapshot if it is not there
   * @throws CancellationException if another reader has given up
   */
  ByteBuffer chunk(int reader, int chunk) {
    try {
      return (ByteBuffer) take(reader, chunk).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof NoSuchElementException missing) {
        throw new DamagedSnapshot("chunk " + chunk + " is missing", missing);
      }
      if (failed.getCause() instanceof DamagedSnapshot damaged) {
        throw damaged;
      }
      throw failed;
    }
  }

  /** Has all readers end, for one of them cannot go on. */
  synchronized void giveUp(Throwable because) {
    if (cause == null) {
      cause = because;
    }
    notifyAll();
  }

  /** Why the first reader gave up; null if none has. */
  synchronized @Nullable Throwable cause() {
    return cause;
  }

  private synchronized CompletableFuture<?> take(int reader, int chunk) {
    while (chunk >= slowest() + AHEAD && cause == null) {
      try {
        wait();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      }
    }
    if (cause != null) {
      throw new CancellationException("another reader has given up");
    }
    request();
    CompletableFuture<?> taken = window[chunk % AHEAD];
    nextByReader[reader] = chunk + 1;
    request();
    notifyAll();
    return taken;
  }

  private void request() {
    int end = Math.min(snapshot.chunks(), slowest() + AHEAD);
    for (; requested < end; requested++) {
      window[requested % AHEAD] = store.read(snapshot, requested).toCompletableFuture();
    }
  }

  private int slowest() {
    int slowest = Integer.MAX_VALUE;
    for (int next : nextByReader) {
      slowest = Math.min(slowest, next);
    }
    return slowest;
  }
}
