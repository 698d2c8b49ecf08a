package dev.holdfast.inventory.internal.engine;

import dev.holdfast.inventory.LedgerControl;
import dev.holdfast.inventory.LedgerRole;
import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.Standby;
import dev.holdfast.ledger.api.DurableListener;
import dev.holdfast.ledger.api.LedgerClock;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.journal.BlockSource;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.pipeline.Fenced;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import dev.holdfast.persistence.CannotStartException;
import dev.holdfast.shared.Problem;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The one shard's ledger in this process, in whatever role: a standby, which may become the owner,
 * which becomes a standby when another owner bars it.
 *
 * <pre>
 *   start ──► STANDBY ──takeOver──► OWNER ──fenced, stepDown──► STANDBY ──► …
 *                └──── damaged, broken ────┴──► STOPPED
 * </pre>
 *
 * Roles change on a thread of their own, one change after the other. Thread-safe.
 */
@Component
final class LedgerShard implements LedgerControl, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LedgerShard.class);
  private static final int SHARD = 0;
  private static final long CHANGE_MILLIS_MAX = 60_000;
  private static final long NOT_CLOSED = -1;

  private final LedgerSettings settings;
  private final Journal journal;
  private final JournalName name;
  private final BlockSource blocks;
  private final SnapshotStore snapshots;
  private final LedgerClock clock;
  private final LedgerHub hub;
  private final Refusal refusal = new Refusal();
  private volatile @Nullable ExecutorService changes;
  private volatile @Nullable Held held;
  private volatile @Nullable String journalId;
  private volatile long epoch;
  private volatile long closedAt = NOT_CLOSED;
  private volatile @Nullable RuntimeException failure;

  /** The role's change is seen after what it changes. */
  private volatile LedgerRole role = LedgerRole.STOPPED;

  LedgerShard(
      LedgerSettings settings,
      Journal journal,
      JournalName name,
      BlockSource blocks,
      SnapshotStore snapshots,
      LedgerClock clock,
      LedgerHub hub) {
    this.settings = settings;
    this.journal = journal;
    this.name = name;
    this.blocks = blocks;
    this.snapshots = snapshots;
    this.clock = clock;
    this.hub = hub;
  }

  /**
   * What there is to read from, and the ledger if it was opened.
   *
   * @param next follows and is not read from yet, or the one that is
   */
  private record Held(Reads reads, Directory directory, Generation next, @Nullable Ledger ledger) {}

  /** The ledger, if this process owns it. */
  Ledger ledger() {
    Held now = held;
    Ledger ledger = now == null ? null : now.ledger();
    if (ledger == null || role != LedgerRole.OWNER) {
      throw refused();
    }
    return ledger;
  }

  /** Why a command was not taken by a ledger that does not run. */
  Problem refused() {
    return held == null || role == LedgerRole.STOPPED ? Refusal.stopped() : refusal.notOwner();
  }

  Reads reads() {
    return held().reads();
  }

  Directory directory() {
    return held().directory();
  }

  Reads.LedgerFigures figures() {
    Held now = held();
    Ledger ledger = now.ledger();
    return ledger == null ? now.next().standby().figures() : ledger.figures();
  }

  String journalId() {
    String known = journalId;
    if (known == null) {
      throw new IllegalStateException("the ledger was never started");
    }
    return known;
  }

  /** Stops the ledger for good: whoever follows it came to another state. */
  void fail(Throwable cause) {
    Held now = held;
    if (now != null && now.ledger() != null) {
      now.ledger().fail(cause);
    }
  }

  /** Where the journal ends; nothing unless the ledger was closed in order by its owner. */
  OptionalLong closedAt() {
    long position = closedAt;
    return position == NOT_CLOSED ? OptionalLong.empty() : OptionalLong.of(position);
  }

  private Held held() {
    Held now = held;
    if (now == null) {
      throw Refusal.stopped();
    }
    return now;
  }

  @Override
  public LedgerRole role() {
    return role;
  }

  @Override
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public long position() {
    Held now = held;
    return now == null ? 0 : now.reads().position();
  }

  @Override
  public long epoch() {
    Held now = held;
    Ledger ledger = now == null ? null : now.ledger();
    if (ledger != null) {
      epoch = ledger.figures().epoch();
    }
    return epoch;
  }

  @Override
  public void ownedBy(String address) {
    refusal.ownedBy(address);
  }

  @Override
  public Problem notOwner() {
    return refusal.notOwner();
  }

  @Override
  public void start() {
    changes =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("ledger-%d-roles".formatted(SHARD)).factory());
    journalId = name.journalId().toCompletableFuture().join();
    follow(-1);
    become(LedgerRole.STANDBY);
  }

  /** Begins with an empty state, or a snapshot's. */
  private void follow(long floor) {
    var next = new Generation(floor, hub, this::see, this::stopped);
    Held before = held;
    if (before != null) {
      held = new Held(before.reads(), before.directory(), next, null);
    }
    next.begin(this::standby);
  }

  private Standby standby(DurableListener listener) {
    return Standby.start(settings.config(SHARD), journal, blocks, snapshots, clock, listener);
  }

  /** On whatever thread has brought it so far. */
  private void see(Generation.Seen seen) {
    boolean isFirst = held == null;
    hub.tell(seen.directory());
    held = new Held(seen.reads(), seen.directory(), seen.generation(), null);
    if (seen.skipped() && !isFirst) {
      hub.tellSkipped();
    }
  }

  private void become(LedgerRole now) {
    role = now;
    hub.tellRole(now);
  }

  @Override
  public CompletionStage<Boolean> takeOver(long expectedEpoch) {
    return onOwnThread(() -> takeOverNow(expectedEpoch));
  }

  private boolean takeOverNow(long expectedEpoch) {
    if (role != LedgerRole.STANDBY) {
      return role == LedgerRole.OWNER;
    }
    long begun = System.nanoTime();
    Generation next = held().next();
    Ledger ledger;
    try {
      ledger = next.standby().takeOver(expectedEpoch);
    } catch (RuntimeException failed) {
      throw explained(failed);
    }
    if (ledger == null) {
      return false;
    }
    next.reachedEnd();
    Held seen = held();
    held = new Held(seen.reads(), seen.directory(), next, ledger);
    become(LedgerRole.OWNER);
    log.info(
        "The ledger is open: shard {}, position {}, epoch {}, after {} ms",
        SHARD,
        seen.reads().position(),
        epoch(),
        (System.nanoTime() - begun) / 1_000_000);
    return true;
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failed, Class<T> type) {
    return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  private RuntimeException explained(RuntimeException failed) {
    RuntimeException explained = StartFailure.explained(failed);
    if (explained instanceof CannotStartException) {
      failure = explained;
      become(LedgerRole.STOPPED);
    }
    return explained;
  }

  @Override
  public void stepDown(String reason) {
    Held now = held;
    if (now != null && now.ledger() != null) {
      now.ledger().stepDown(reason);
    }
  }

  /** A generation has ended by itself. On its own thread, which must go on. */
  private void stopped(Generation generation, Throwable cause) {
    Optional<Fenced> fenced = cause(cause, Fenced.class);
    if (fenced.isEmpty()) {
      failure =
          StartFailure.explained(
              cause instanceof RuntimeException broken ? broken : new IllegalStateException(cause));
      log.error(
          "The ledger is broken and takes no more changes. Readiness is down. Whoever waited is"
              + " told OUTCOME_UNKNOWN. Restart this server when the cause below is dealt with;"
              + " what was answered is stored.",
          cause);
    }
    var _ = onOwnThread(() -> replace(generation, fenced));
  }

  private boolean replace(Generation ended, Optional<Fenced> fenced) {
    Held now = held;
    if (now == null || now.next() != ended) {
      return false;
    }
    if (fenced.isEmpty()) {
      become(LedgerRole.STOPPED);
      return false;
    }
    log.warn(
        "Another server owns the ledger: {}. Whoever waited is told OUTCOME_UNKNOWN. This one"
            + " stands by.",
        fenced.get().getMessage());
    epoch();
    become(LedgerRole.STANDBY);
    if (now.ledger() != null) {
      now.ledger().close();
    }
    try {
      follow(now.reads().position());
      return true;
    } catch (RuntimeException failed) {
      log.error("This server cannot stand by; restart it", failed);
      become(LedgerRole.STOPPED);
      return false;
    }
  }

  private CompletionStage<Boolean> onOwnThread(Callable<Boolean> change) {
    ExecutorService thread = changes;
    if (thread == null) {
      return CompletableFuture.completedStage(false);
    }
    var end = new CompletableFuture<Boolean>();
    try {
      thread.execute(
          () -> {
            try {
              end.complete(change.call());
            } catch (Throwable failed) {
              end.completeExceptionally(failed);
            }
          });
    } catch (RejectedExecutionException closed) {
      end.complete(false);
    }
    return end;
  }

  /** Waits for a change that is under way, but not for ever: a claim waits for the database. */
  @Override
  public void close() {
    ExecutorService thread = changes;
    if (thread == null) {
      return;
    }
    changes = null;
    thread.execute(this::closeNow);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CHANGE_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
        log.warn("The ledger's role still changes; it is left to that");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeNow() {
    Held now = held;
    if (now == null) {
      return;
    }
    if (now.ledger() == null) {
      now.next().standby().close();
    } else {
      boolean wasRunning = now.ledger().isRunning();
      now.ledger().close();
      closedAt = wasRunning ? now.reads().position() : NOT_CLOSED;
    }
    held = null;
    role = LedgerRole.STOPPED;
    log.info("The ledger is closed at position {}", now.reads().position());
  }

  @Override
  public void stop() {
    close();
  }

  @Override
  public boolean isRunning() {
    return changes != null;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
