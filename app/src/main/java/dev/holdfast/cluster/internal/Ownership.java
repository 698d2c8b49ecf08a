package dev.holdfast.cluster.internal;

import dev.holdfast.channel.KeyRefresh;
import dev.holdfast.inventory.LedgerControl;
import dev.holdfast.inventory.LedgerRole;
import dev.holdfast.persistence.DataFolder;
import dev.holdfast.persistence.UnpooledConnections;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sees to it that the ledger has one owner: renews the lease where this process has it, watches it
 * where another one has, and takes it over, and with it the ledger, when that one is gone.
 *
 * <p>All of it on one thread of its own; {@link #start} and {@link #stop} wait for it.
 */
@Component
final class Ownership implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Ownership.class);
  private static final int SHARD = 0;
  private static final long IDLE_MILLIS = 1_000;
  private static final long STOP_MILLIS_MAX = 5_000;
  private static final int LEASES_AT_START_MAX = 3;
  private static final Duration KEYS_MAX = Duration.ofMillis(500);

  private final ClusterSettings settings;
  private final LedgerControl ledger;
  private final KeyRefresh keys;
  private final OwnAddress address;
  private final Standing standing;
  private final Holder holder;
  private final LeaseTable table = new LeaseTable(SHARD);
  private final LeaseConnection connection;
  private final LeaseWatch watch;

  // Of the time from a start to the stop that follows, of which there may be several.
  private volatile CompletableFuture<Boolean> settled = new CompletableFuture<>();
  private volatile CountDownLatch closing = new CountDownLatch(1);
  private @Nullable Thread thread;
  private volatile boolean started;

  // The thread.
  private boolean holds;
  private boolean hasLooked;
  private boolean othersLive;
  private long troubles;
  private CompletableFuture<Boolean> takeOver = CompletableFuture.completedFuture(false);

  Ownership(
      ClusterSettings settings,
      LedgerControl ledger,
      KeyRefresh keys,
      OwnAddress address,
      Standing standing,
      DataFolder data,
      UnpooledConnections connections) {
    this.settings = settings;
    this.ledger = ledger;
    this.keys = keys;
    this.address = address;
    this.standing = standing;
    holder = Holder.of(data);
    connection = new LeaseConnection(connections, settings.leaseTime());
    watch = new LeaseWatch(settings.leaseTime());
  }

  /**
   * Waits until it is known what this process is to begin with: the owner, or a standby because
   * another one lives.
   */
  @Override
  public void start() {
    started = true;
    settled = new CompletableFuture<>();
    closing = new CountDownLatch(1);
    thread = Thread.ofPlatform().daemon().name("ledger-%d-lease".formatted(SHARD)).start(this::run);
    try {
      settled.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
    if (ledger.role() == LedgerRole.STANDBY) {
      log.info("This server stands by; the ledger is owned at {}", standing.owner().address());
    }
  }

  private void run() {
    begin();
    long untilNanos =
        System.nanoTime() + settings.leaseTime().multipliedBy(LEASES_AT_START_MAX).toNanos();
    try {
      long pause = 0;
      while (!closing.await(pause, TimeUnit.MILLISECONDS)) {
        pause = step();
        if (!holds && (othersLive || System.nanoTime() > untilNanos)) {
          settled.complete(true);
        }
      }
      if (holds) {
        giveBack();
      }
    } catch (InterruptedException interrupted) {
      log.debug("The lease is no longer looked after");
    } finally {
      connection.close();
    }
  }

  private void begin() {
    holds = false;
    hasLooked = false;
    othersLive = false;
    takeOver = CompletableFuture.completedFuture(false);
    watch.restart();
  }

  /**
   * Does what is to be done now.
   *
   * @return for how many milliseconds nothing is
   */
  private long step() throws InterruptedException {
    try {
      long pause = stepOnce();
      troubles = 0;
      return pause;
    } catch (ExecutionException | TimeoutException | RuntimeException failed) {
      watch.restart();
      if (troubles++ % 100 == 0) {
        log.warn("The lease waits for the database", failed);
      }
      return settings.pollInterval().toMillis();
    }
  }

  private long stepOnce() throws InterruptedException, ExecutionException, TimeoutException {
    boolean hasTakenOver = takeOver.isDone() && wasTakenOver();
    // Read after that: whoever has taken over is the owner, or no more so.
    LedgerRole role = ledger.role();
    if (role == LedgerRole.STOPPED) {
      ledger.failure().ifPresent(settled::completeExceptionally);
      if (holds) {
        giveBack();
      }
      return IDLE_MILLIS;
    }
    if (holds && role == LedgerRole.STANDBY && hasTakenOver) {
      letGo();
    }
    return holds ? renew() : look(role);
  }

  /** Whether the last take-over came to an end, rather than that it is to be tried again. */
  private boolean wasTakenOver() {
    return takeOver.isCompletedExceptionally() || takeOver.join();
  }

  private void letGo() {
    holds = false;
    watch.restart();
    connection.close();
  }

  private long renew() throws InterruptedException, ExecutionException, TimeoutException {
    Optional<Long> epoch =
        connection.ask(
            table::prepareRenewals,
            over -> table.renew(over, holder.name(), address.get(), ledger.epoch()));
    if (epoch.isEmpty()) {
      letGo();
      ledger.stepDown("another one has taken the lease");
      return settings.pollInterval().toMillis();
    }
    standing.renewed();
    if (takeOver.isDone() && ledger.role() == LedgerRole.STANDBY && !wasTakenOver()) {
      takeOver(epoch.get());
    }
    return settings.renewInterval().toMillis();
  }

  private long look(LedgerRole role)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (role == LedgerRole.OWNER) {
      ledger.stepDown("another one has the lease");
    }
    if (!connection.isUnbroken()) {
      watch.restart();
    }
    var askedNanos = new long[1];
    Lease found =
        connection
            .ask(
                over -> Mono.empty(),
                over -> {
                  askedNanos[0] = System.nanoTime();
                  return table.read(over);
                })
            .orElseThrow();
    boolean isExpired = watch.isExpired(found, askedNanos[0], System.nanoTime());
    othersLive = standing.saw(found, isOwn(found));
    ledger.ownedBy(standing.owner().address());
    boolean isHeir = !hasLooked && holder.isHeir(found);
    hasLooked = true;
    if (found.isFree() || isHeir || isExpired) {
      take(found);
    }
    return holds ? 0 : settings.pollInterval().toMillis();
  }

  private boolean isOwn(Lease found) {
    return found.holder().equals(holder.name());
  }

  private void take(Lease found) throws InterruptedException, ExecutionException, TimeoutException {
    Optional<Long> epoch =
        connection.ask(
            over -> Mono.empty(), over -> table.take(over, found, holder.name(), address.get()));
    if (epoch.isEmpty()) {
      watch.restart();
      return;
    }
    holds = true;
    takeOver = CompletableFuture.completedFuture(false);
    if (!found.isFree() && !holder.isHeir(found)) {
      log.warn("The owner at {} renews nothing any more: taking over", found.address());
    }
    standing.took(found);
    ledger.ownedBy("");
    connection.ask(over -> Mono.empty(), table::prepareRenewals);
    takeOver(epoch.get());
  }

  /**
   * Keys first: what the owner before has answered opens here as well. The epoch is the one that
   * the journal had when this process came to have the lease, so that whoever has the lease later
   * is not barred by a claim that was slow.
   */
  private void takeOver(long epoch) {
    takeOver =
        keys.refresh()
            .timeout(KEYS_MAX)
            .onErrorComplete()
            .toFuture()
            .thenCompose(_ -> ledger.takeOver(epoch))
            .whenComplete(this::tookOver);
  }

  private void tookOver(@Nullable Boolean isOwner, @Nullable Throwable failed) {
    if (failed != null) {
      log.error("The ledger could not be taken over", failed);
      settled.completeExceptionally(failed);
    } else if (Boolean.TRUE.equals(isOwner)) {
      settled.complete(true);
    }
  }

  private void giveBack() {
    holds = false;
    try {
      connection.ask(over -> Mono.empty(), over -> table.giveBack(over, holder.name()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException failed) {
      log.warn(
          "The lease was not given back; another server waits for its end: {}", failed.toString());
    }
  }

  /** The lease goes on to be renewed until all that was accepted is stored. */
  @Override
  public void stop() {
    started = false;
    ledger.close();
    closing.countDown();
    Thread own = thread;
    if (own != null) {
      try {
        own.join(STOP_MILLIS_MAX);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return started;
  }

  /** Once the ledger stands by. */
  @Override
  public int getPhase() {
    return LedgerControl.PHASE + 1;
  }
}
