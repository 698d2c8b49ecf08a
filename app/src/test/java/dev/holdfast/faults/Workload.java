package dev.holdfast.faults;

import dev.holdfast.faults.Write.Kind;
import dev.holdfast.faults.Write.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Clients that buy, change their minds, look, and are stubborn: a write whose outcome is not known
 * is sent again with the same key until it is. Of reservations some are given up instead, and never
 * asked for again. What each client does follows from the seed; how they meet does not.
 */
final class Workload implements AutoCloseable {
  private static final int CLIENTS = 12;
  private static final int READERS = 2;
  private static final int HELD_MAX = 2_000;
  private static final long REST_MILLIS = 8;
  private static final long AGAIN_MILLIS = 25;

  private final Api api;
  private final History history;
  private final Queue<String> held = new ConcurrentLinkedQueue<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch hurrying = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  private Workload(Api api, History history) {
    this.api = api;
    this.history = history;
  }

  /**
   * Sets clients to work.
   *
   * @param name that no other workload on the same history has
   */
  static Workload start(Api api, History history, long seed, String name) {
    var workload = new Workload(api, history);
    for (int client = 0; client < CLIENTS; client++) {
      var random = new Random(seed * CLIENTS + client);
      String keys = name + "-" + client + "-";
      workload.threads.add(Thread.ofVirtual().start(() -> workload.run(random, keys)));
    }
    for (int reader = 0; reader < READERS; reader++) {
      var random = new Random(seed * READERS - reader);
      workload.threads.add(Thread.ofVirtual().start(() -> workload.read(random)));
    }
    return workload;
  }

  /**
   * Lets every client get the answer to its last request, and ends.
   *
   * @return false if some have none after the time
   */
  boolean finish(long millisMax) throws InterruptedException {
    stopping.countDown();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millisMax);
    boolean ended = true;
    for (Thread thread : threads) {
      long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
      thread.join(left);
      ended &= !thread.isAlive();
    }
    return ended;
  }

  @Override
  public void close() {
    stopping.countDown();
    hurrying.countDown();
    threads.forEach(Thread::interrupt);
  }

  private void run(Random random, String name) {
    try {
      for (long number = 0; !stopping.await(random.nextLong(REST_MILLIS), millis()); number++) {
        step(random, name + number);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks only, so that somebody does while the others wait. */
  private void read(Random random) {
    try {
      while (!stopping.await(random.nextLong(REST_MILLIS), millis())) {
        look(random);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static TimeUnit millis() {
    return TimeUnit.MILLISECONDS;
  }

  private void step(Random random, String key) throws InterruptedException {
    String known = held.size() > HELD_MAX || random.nextInt(3) == 0 ? held.poll() : null;
    int dice = random.nextInt(100);
    if (dice < 35) {
      look(random);
    } else if (dice < 40) {
      receive(random, key);
    } else if (known != null) {
      verb(random, key, known);
    } else {
      reserve(random, key);
    }
  }

  /** Reads what it has heard of itself, or from another. */
  private void look(Random random) throws InterruptedException {
    String sku = pick(random, Shop.SKUS);
    long wanted = history.furthest();
    Attempt attempt = api.get("/v1/stock/" + sku, "Holdfast-Min-Position", "0-" + wanted);
    history.add(new Look(sku, wanted, attempt));
  }

  private void receive(Random random, String key) throws InterruptedException {
    String sku = pick(random, Shop.SKUS);
    send(Requests.receive(key, sku, pick(random, Shop.LOCATIONS), 1 + random.nextInt(5)), false);
  }

  private void reserve(Random random, String key) throws InterruptedException {
    var skus = new ArrayList<>(Shop.SKUS);
    var lines = new ArrayList<Line>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      String sku = skus.remove(random.nextInt(skus.size()));
      lines.add(Requests.anywhere(sku, 1 + random.nextInt(4)));
    }
    boolean isShort = random.nextInt(8) == 0;
    int ttl = isShort ? 1 + random.nextInt(3) : Shop.TTL_SECONDS_LONG;
    Write write = Requests.reserve(key, lines, ttl);
    send(write, !isShort && random.nextInt(4) == 0);
    write
        .answer()
        .filter(Attempt::isDone)
        .ifPresent(answer -> held.add(answer.body().path("id").asString()));
  }

  private void verb(Random random, String key, String reservation) throws InterruptedException {
    Kind[] verbs = {
      Kind.CONFIRM, Kind.CONFIRM, Kind.EXTEND, Kind.RELEASE, Kind.CANCEL, Kind.FULFIL
    };
    Write write = Requests.verb(key, verbs[random.nextInt(verbs.length)], reservation);
    send(write, false);
    if (random.nextInt(3) > 0) {
      held.add(reservation);
    }
  }

  /** Sends until there is an answer; or, if it may, leaves once nobody knows the outcome. */
  private void send(Write write, boolean mayGiveUp) throws InterruptedException {
    history.add(write);
    do {
      Attempt attempt = api.post(write.path, write.body, "Idempotency-Key", write.key);
      write.add(attempt);
      if (attempt.isAnswer()) {
        history.told(attempt);
        return;
      }
      if (mayGiveUp && (attempt.status() == 0 || attempt.status() == 504)) {
        write.isGivenUp = true;
        return;
      }
    } while (!hurrying.await(AGAIN_MILLIS, millis()));
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
