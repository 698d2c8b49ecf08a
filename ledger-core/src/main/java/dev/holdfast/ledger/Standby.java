package dev.holdfast.ledger;

import dev.holdfast.ledger.api.DurableListener;
import dev.holdfast.ledger.api.LedgerClock;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.follow.Follower;
import dev.holdfast.ledger.follow.FollowerConfig;
import dev.holdfast.ledger.follow.Following;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.BlockSource;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.journal.Journal.Head;
import dev.holdfast.ledger.pipeline.Pipeline;
import dev.holdfast.ledger.pipeline.Replica;
import dev.holdfast.ledger.recovery.SnapshotLoader;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that is not open: it holds what is stored, and follows whoever writes the journal until
 * it is told to take over. Reads are as good as on the owner, and as old as the last look at the
 * journal.
 *
 * <p>Thread-safe; to be taken over or closed once.
 */
public final class Standby implements AutoCloseable {

  private static final long POLL_MILLIS = 50;

  /** So many facts are quicker followed than replayed, which takes a connection of its own. */
  private static final long NEAR_FACTS = 50_000;

  private final LedgerConfig config;
  private final Journal journal;
  private final LedgerClock clock;
  private final DurableListener listener;
  private final SnapshotLoader loader;
  private final Replica replica;
  private final Follower follower;

  private Standby(
      LedgerConfig config,
      Journal journal,
      LedgerClock clock,
      DurableListener listener,
      SnapshotLoader loader,
      Replica replica,
      Follower follower) {
    this.config = config;
    this.journal = journal;
    this.clock = clock;
    this.listener = listener;
    this.loader = loader;
    this.replica = replica;
    this.follower = follower;
  }

  /**
   * Loads the newest good snapshot and begins to follow. Blocks until that is loaded, not until it
   * has caught up. What is passed in stays the caller's to close, afterwards.
   *
   * @param listener hears of each block that it follows, then of each that the open ledger stores
   */
  public static Standby start(
      LedgerConfig config,
      Journal journal,
      BlockSource blocks,
      SnapshotStore snapshots,
      LedgerClock clock,
      DurableListener listener) {
    var replica = new Replica(config.shard(), clock);
    var loader = new SnapshotLoader(config.shard(), snapshots);
    replica.load(loader);
    var follower =
        Follower.start(
            "ledger-%d-standby".formatted(config.shard()),
            blocks,
            new FollowingReplica(replica, listener),
            new FollowerConfig(0, POLL_MILLIS, 0, config.closeTimeoutMillis()),
            broken -> listener.onStopped(loader.withLeftOut(broken)));
    return new Standby(config, journal, clock, listener, loader, replica, follower);
  }

  /** What is stored, as far as it has followed. */
  public Reads reads() {
    return replica.reads();
  }

  /** Whether it still follows: a damaged journal ends it too, which its listener is told. */
  public boolean isFollowing() {
    return follower.isRunning();
  }

  /** Counts and marks for operators; an epoch, a ring and appends it has none of. */
  public Reads.LedgerFigures figures() {
    return replica.figures();
  }

  /**
   * Claims the journal, which bars whoever owned it, then reads what is left of it, and opens.
   * Blocks until then. Nothing follows any more once the journal is claimed, even if opening fails.
   *
   * @param expectedEpoch claims only if this is still the journal's epoch, or {@link
   *     Journal#ANY_EPOCH}
   * @return null if another owner has raised the epoch since; it goes on to follow
   * @throws IllegalStateException if it could not follow, so that what it holds cannot be trusted:
   *     nothing was claimed
   * @throws RuntimeException if the journal is damaged; its message or cause says where, and what
   *     is suppressed says which snapshots were left out
   */
  public @Nullable Ledger takeOver(long expectedEpoch) {
    try {
      requireFollowing();
      Head head = journal.claim(expectedEpoch).toCompletableFuture().join();
      return head == null ? null : open(head);
    } catch (RuntimeException failed) {
      throw loader.withLeftOut(failed);
    }
  }

  private Ledger open(Head head) {
    if (head.lastPosition() - replica.position() <= NEAR_FACTS) {
      followToEnd(head.lastPosition());
    }
    follower.close();
    requireFollowing();
    if (follower.isRunning()) {
      throw new IllegalStateException("the follower has not ended");
    }
    return Ledger.opened(
        config, Pipeline.open(config.pipeline(), journal, head, clock, listener, replica));
  }

  /** Over the connection that it follows by; what it does not come to is left to the replay. */
  private void followToEnd(long position) {
    try {
      follower.finish(position, config.closeTimeoutMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void requireFollowing() {
    Throwable broken = follower.brokenBy();
    if (broken != null) {
      throw new IllegalStateException("a standby that does not follow cannot take over", broken);
    }
  }

  /** Follows no more. */
  @Override
  public void close() {
    follower.close();
  }

  private record FollowingReplica(Replica replica, DurableListener listener) implements Following {

    @Override
    public void begin() {}

    @Override
    public long position() {
      return replica.position();
    }

    @Override
    public boolean apply(Block block) {
      listener.onDurable(replica.apply(block));
      return true;
    }
  }
}
