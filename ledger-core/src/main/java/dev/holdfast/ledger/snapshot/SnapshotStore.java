package dev.holdfast.ledger.snapshot;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where one shard's snapshots are stored. One writer at a time; stages complete on any thread.
 *
 * <p>A snapshot is there once {@link #complete} has ended, and whole. Stages end exceptionally if
 * the store does not answer within a bounded time; {@link #list} and {@link #read} try until it
 * does, and only a close ends them otherwise.
 */
public interface SnapshotStore {

  /** Keeps nothing. */
  SnapshotStore NONE =
      new SnapshotStore() {
        @Override
        public CompletionStage<List<Snapshot>> list() {
          return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<ByteBuffer> read(Snapshot snapshot, int chunk) {
          return CompletableFuture.failedStage(new IllegalStateException("there are no snapshots"));
        }

        @Override
        public CompletionStage<Void> write(long position, int chunk, ByteBuffer bytes) {
          return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Void> complete(Snapshot snapshot) {
          return CompletableFuture.completedStage(null);
        }
      };

  /** Those that are whole, newest first. */
  CompletionStage<List<Snapshot>> list();

  /**
   * The bytes of a chunk, as they were written; {@link java.util.NoSuchElementException} if there
   * is no such chunk, {@link DamagedSnapshot} if the store cannot read it and never will.
   *
   * @param chunk from 0
   */
  CompletionStage<ByteBuffer> read(Snapshot snapshot, int chunk);

  /**
   * Stores a chunk of the snapshot of a position, in place of one that an attempt before left.
   *
   * @param bytes lent until the stage has ended; at most {@link SnapshotWriter#CHUNK_BYTES_MAX}
   */
  CompletionStage<Void> write(long position, int chunk, ByteBuffer bytes);

  /** Says that all chunks are stored, and lets old snapshots go as the store is told to. */
  CompletionStage<Void> complete(Snapshot snapshot);

  /** Hears that a snapshot that it listed is not good. Must not block. */
  default void onDamaged(Snapshot snapshot) {}
}
