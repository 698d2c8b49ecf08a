package dev.holdfast.persistence.internal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts PostgreSQL again when it has died, on the same port, for as long as it takes. Work goes on
 * by itself once it is back: connections are opened anew by those who need them.
 *
 * <p>One daemon thread, which alone uses the cluster from {@link #watch} until {@link #close} has
 * returned.
 */
final class PostmasterSupervisor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostmasterSupervisor.class);

  private static final long LOOK_MILLIS = 100;
  private static final long BACKOFF_MILLIS_MIN = 100;
  private static final long BACKOFF_MILLIS_MAX = 1_000;

  private final PostgresCluster cluster;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile Postmaster current;

  private PostmasterSupervisor(PostgresCluster cluster, Postmaster first) {
    this.cluster = cluster;
    this.current = first;
    this.thread = Thread.ofPlatform().daemon().name("postgres-supervisor").unstarted(this::run);
  }

  static PostmasterSupervisor watch(PostgresCluster cluster, Postmaster postmaster) {
    var supervisor = new PostmasterSupervisor(cluster, postmaster);
    supervisor.thread.start();
    return supervisor;
  }

  long pid() {
    return current.pid();
  }

  /** Ends the watch. A start that is under way may or may not come to be. */
  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!isClosedWithin(LOOK_MILLIS)) {
      if (!current.isAlive()) {
        log.warn("PostgreSQL (pid {}) has died: starting it again", current.pid());
        restart();
      }
    }
  }

  private void restart() {
    long backoffMillis = BACKOFF_MILLIS_MIN;
    int port = current.port();
    do {
      Optional<Postmaster> started = tryStart(port);
      if (started.isPresent()) {
        current = started.get();
        log.info("PostgreSQL is back, pid {}", current.pid());
        return;
      }
      backoffMillis = Math.min(2 * backoffMillis, BACKOFF_MILLIS_MAX);
    } while (!isClosedWithin(backoffMillis));
  }

  /** Someone else may have started it meanwhile, which is as good if it is on the right port. */
  private Optional<Postmaster> tryStart(int port) {
    try {
      Optional<Postmaster> running = cluster.running().filter(it -> it.port() == port);
      if (running.isPresent() && cluster.awaitReady(running.get())) {
        return cluster.running();
      }
      cluster.stop();
      return Optional.of(cluster.start(port));
    } catch (IOException e) {
      log.warn(e.getMessage());
      return Optional.empty();
    } catch (RuntimeException e) {
      log.warn("PostgreSQL could not be started again", e);
      return Optional.empty();
    }
  }

  private boolean isClosedWithin(long millis) {
    try {
      return closing.await(millis, MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }
}
