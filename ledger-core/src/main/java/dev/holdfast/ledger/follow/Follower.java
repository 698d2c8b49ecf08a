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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread that reads stored blocks and hands them on. It goes at its own pace, a page of blocks at
 * a time, and nobody waits for it: it falls behind a burst and catches up.
 *
 * <p>Thread-safe.
 */
public final class Follower implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Follower.class.getName());

  private final BlockSource source;
  private final Following following;
  private final FollowerConfig config;
  private final Consumer<Throwable> onBroken;
  private final Semaphore calls = new Semaphore(0);
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile long lastPosition = Long.MAX_VALUE;
  private volatile @Nullable Throwable brokenBy;
  private final Thread thread;

  private Follower(
      String name,
      BlockSource source,
      Following following,
      FollowerConfig config,
      Consumer<Throwable> onBroken) {
    this.source = source;
    this.following = following;
    this.config = config;
    this.onBroken = onBroken;
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  /**
   * Starts to follow.
   *
   * @param onBroken hears, on the follower's thread, why it has ended, if not by a close
   */
  public static Follower start(
      String name,
      BlockSource source,
      Following following,
      FollowerConfig config,
      Consumer<Throwable> onBroken) {
    var follower = new Follower(name, source, following, config, onBroken);
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

  /** Why it has ended, if not by a close; null if it has not. */
  public @Nullable Throwable brokenBy() {
    return brokenBy;
  }

  /** Waits for its end, but not longer than so long. */
  boolean awaitEnd(long millis) throws InterruptedException {
    thread.join(millis);
    return !thread.isAlive();
  }

  /**
   * Has it follow to a position, after which nothing comes, and end there; but not longer than so
   * long.
   *
   * @return whether it came there
   */
  public boolean finish(long position, long millis) throws InterruptedException {
    lastPosition = position;
    call();
    return awaitEnd(millis);
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
        following.begin();
      } while (!hasFinished() && !isClosedWithin(config.restartMillis()));
    } catch (InterruptedException | CancellationException ended) {
      // By a close, or by one of those it waits for that wants no more.
    } catch (ExecutionException | RuntimeException | Error broken) {
      if (closing.getCount() > 0) {
        brokenBy = broken;
        LOG.log(System.Logger.Level.ERROR, thread.getName() + " has ended", broken);
        onBroken.accept(broken);
      }
    }
  }

  /**
   * Goes on until it is finished, closed, or to begin anew.
   *
   * @return whether it is finished
   */
  private boolean hasFinished() throws InterruptedException, ExecutionException {
    boolean isIdle = false;
    while (true) {
      List<Block> page = await(source.after(following.position()));
      for (Block block : page) {
        if (!following.apply(block)) {
          return false;
        }
      }
      boolean isLast = following.position() >= lastPosition;
      if (!following.onPage(isIdle || isLast || !page.isEmpty())) {
        return false;
      }
      if (isLast) {
        following.finish();
        return true;
      }
      if (!following.isCatchingUp() && isClosedWithin(config.passMillis())) {
        return false;
      }
      isIdle = page.isEmpty() && !isCalledWithin(config.pollMillis());
    }
  }

  private boolean isCalledWithin(long millis) throws InterruptedException {
    boolean isCalled = calls.tryAcquire(millis, TimeUnit.MILLISECONDS);
    calls.drainPermits();
    return isCalled;
  }

  private boolean isClosedWithin(long millis) throws InterruptedException {
    return closing.await(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Waits for a stage.
   *
   * @throws CancellationException if it was cancelled
   */
  static <T> T await(CompletionStage<T> stage) throws InterruptedException, ExecutionException {
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
