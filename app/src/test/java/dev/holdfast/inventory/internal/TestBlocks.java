package dev.holdfast.inventory.internal;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.journal.Journal.Appended;
import dev.holdfast.ledger.journal.Journal.Head;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Blocks of random bytes for one shard, and waiting for what a journal does with them. */
record TestBlocks(int shard) {
  private static final Random RANDOM = new Random(7);

  Block block(long first, long last, long epoch, int bytes) {
    byte[] payload = new byte[bytes];
    RANDOM.nextBytes(payload);
    return block(first, last, epoch, ByteBuffer.wrap(payload));
  }

  Block block(long first, long last, long epoch, ByteBuffer payload) {
    long hash = RANDOM.nextLong();
    long checksum = Block.checksumOf(shard, first, last, hash, payload);
    return new Block(
        shard, first, last, epoch, timeOf(first), timeOf(last), payload, checksum, hash);
  }

  static long timeOf(long position) {
    return 1_800_000_000_000L + position;
  }

  /** Claims whatever the epoch is. */
  static Head claim(Journal journal) {
    @Nullable Head head = get(journal.claim(Journal.ANY_EPOCH));
    return Objects.requireNonNull(head);
  }

  /** Whether another owner has raised the epoch since. */
  static boolean isFenced(Journal journal, long expectedEpoch) {
    @Nullable Head head = get(journal.claim(expectedEpoch));
    return head == null;
  }

  static Appended append(Journal journal, Block block) {
    return get(journal.append(block));
  }

  static List<Block> replay(Journal journal, long afterPosition) {
    var blocks = new ArrayList<Block>();
    get(journal.replay(afterPosition, blocks::add));
    return blocks;
  }

  /** What a stage ends with, within half a minute. */
  static <T extends @Nullable Object> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** For a journal whose meters nobody reads. */
  static JournalMeters unwatched() {
    return new JournalMeters(0, new SimpleMeterRegistry());
  }
}
