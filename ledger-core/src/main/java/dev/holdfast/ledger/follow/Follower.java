package dev.holdfast.ledger.follow;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.BlockSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a projection up to a journal: a thread that reads stored blocks, applies them to a state of
 * its own, checks each, and tells the projection. It goes at its own pace, a page of blocks at a
 * time, and nobody waits for it: it falls behind a burst and catches up.
 *
 * <p>Thread-safe.
 */
public final class Follower implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Follower.class.getName());

  private final int shard;
  private final BlockSource source;
  private final StockProjection projection;
  private final FollowerConfig config;
  private final Semaphore calls = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private Follower(
      int shard, BlockSource source, StockProjection projection, FollowerConfig config) {
    this.shard = shard;
    this.source = source;
    this.projection = projection;
    this.config = config;
    this.thread =
        Thread.ofPlatform().name("ledger-%d-follower".formatted(shard)).unstarted(this::run);
  }

  /** Starts to follow, from the beginning. */
  public static Follower start(
      int shard, BlockSource source, StockProjection projection, FollowerConfig config) {
    var follower = new Follower(shard, source, projection, config);
    follower.thread.start();
    return follower;
  }

  /** Says that there are new blocks, so that it need not look by itself. Never blocks. */
  public void call() {
    calls.release();
  }

  /** Whether it still follows: a damaged journal ends it too, which the log tells. */
  public boolean isRunning() {
    return thread.isAlive();
  }

  /** Waits for its end, but not longer than so long. */
  boolean awaitEnd(long millis) throws InterruptedException {
    thread.join(millis);
    return !thread.isAlive();
  }

  /** Ends it. What is not stored by then is told again by the next one. */
  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    try {
      awaitEnd(config.closeTimeoutMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        follow(new FactSteps(shard, projection, await(projection.begin())));
      } while (!isClosedWithin(config.restartMillis()));
    } catch (InterruptedException | CancellationException ended) {
      // By a close, or by a projection that wants no more.
    } catch (ExecutionException | RuntimeException | Error broken) {
      if (closing.getCount() > 0) {
        LOG.log(System.Logger.Level.ERROR, "the follower of shard " + shard + " has ended", broken);
      }
    }
  }

  /** Goes on until the projection is to begin anew, or it is closed. */
  private void follow(FactSteps steps) throws InterruptedException, ExecutionException {
    boolean isIdle = false;
    while (true) {
      List<Block> page = await(source.after(steps.position()));
      for (Block block : page) {
        if (!apply(block, steps)) {
          return;
        }
      }
      boolean isDue = steps.isTelling() && (isIdle || !page.isEmpty());
      if (isDue && !store(steps)) {
        return;
      }
      if (steps.isTelling() && isClosedWithin(config.passMillis())) {
        return;
      }
      isIdle = page.isEmpty() && !isCalledWithin(config.pollMillis());
    }
  }

  private boolean apply(Block block, FactSteps steps)
      throws InterruptedException, ExecutionException {
    steps.open(block);
    while (steps.next()) {
      if (projection.isFull() && !store(steps)) {
        return false;
      }
    }
    return true;
  }

  private boolean store(FactSteps steps) throws InterruptedException, ExecutionException {
    return await(projection.store(steps.position(), steps.timeMillis()));
  }

  private boolean isCalledWithin(long millis) throws InterruptedException {
    boolean isCalled = calls.tryAcquire(millis, TimeUnit.MILLISECONDS);
    calls.drainPermits();
    return isCalled;
  }

  private boolean isClosedWithin(long millis) throws InterruptedException {
    return closing.await(millis, TimeUnit.MILLISECONDS);
  }

  private static <T> T await(CompletionStage<T> stage)
      throws InterruptedException, ExecutionException {
    try {
      return stage.toCompletableFuture().get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof CancellationException cancelled) {
        throw cancelled;
      }
      throw failed;
    }
  }
}
