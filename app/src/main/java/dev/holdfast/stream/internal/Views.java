package dev.holdfast.stream.internal;

import dev.holdfast.inventory.LedgerListener.Durable;
import dev.holdfast.stream.internal.wire.Goodbye;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;

/**
 * All views and their clients, and the one thread that looks after them: a worker of a scheduler,
 * which runs one task after another. {@link #onDurable}, {@link #add}, {@link #remove}, {@link
 * #cut} and {@link #end} may be called from any thread and never wait.
 */
final class Views {
  private static final Logger log = LoggerFactory.getLogger(Views.class);

  /** So many views are kept for clients that may come back, if they were not used for a while. */
  private static final int UNUSED_MAX = 64;

  /** How long a client may take for its goodbye. */
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final LongSupplier readPosition;
  private final StreamProperties properties;
  private final Scheduler scheduler;
  private final Scheduler.Worker thread;
  private final DurableChanges changes = new DurableChanges();
  private final AtomicBoolean passDue = new AtomicBoolean();
  private volatile boolean watched;
  private volatile long passedAtNanos;

  // The thread.
  private final Map<Key, ChannelView> viewByKey = new HashMap<>();
  private final Map<Key, Long> unusedSinceNanos = new HashMap<>();
  private final Set<Follower> followers = new HashSet<>();
  private @Nullable Goodbye ended;

  /** Whose eyes, and where. */
  record Key(String channel, Optional<String> location) {}

  /**
   * @param readPosition a position that what is read from now on holds
   */
  Views(LongSupplier readPosition, StreamProperties properties, Scheduler scheduler) {
    this.readPosition = readPosition;
    this.properties = properties;
    this.scheduler = scheduler;
    this.thread = scheduler.createWorker();
    this.passedAtNanos = now() - properties.passInterval().toNanos();
    long tick = properties.tick().toNanos();
    thread.schedulePeriodically(this::tick, tick, tick, TimeUnit.NANOSECONDS);
  }

  /** A pulse that begins now. */
  Pulse pulse() {
    return new Pulse(now(), properties.commentAfter().toNanos());
  }

  /** Takes in what became durable. For the ledger's publishing thread. */
  void onDurable(Durable durable) {
    changes.add(durable);
    if (watched) {
      long wait = passedAtNanos + properties.passInterval().toNanos() - now();
      passIn(Math.max(0, wait));
    }
  }

  void add(Follower follower) {
    run(() -> addNow(follower));
  }

  void remove(Follower follower) {
    run(() -> removeNow(follower));
  }

  /** Ends all streams, and those that come. */
  void end(Goodbye goodbye) {
    run(
        () -> {
          ended = goodbye;
          followers.forEach(follower -> follower.end(goodbye));
        });
  }

  /** Ends the streams that there are, and forgets what they were shown; others may come. */
  void cut(Goodbye goodbye) {
    run(
        () -> {
          followers.forEach(follower -> follower.end(goodbye));
          viewByKey.clear();
          unusedSinceNanos.clear();
          watched = false;
        });
  }

  private void addNow(Follower follower) {
    if (follower.hasLeft()) {
      return;
    }
    followers.add(follower);
    if (ended != null) {
      follower.end(ended);
      return;
    }
    Key key = follower.request().view();
    unusedSinceNanos.remove(key);
    ChannelView view = viewByKey.computeIfAbsent(key, _ -> open(follower.request()));
    guarded(key, view, () -> view.add(follower));
    passIn(0);
  }

  private ChannelView open(StreamRequest request) {
    // Before the position is read: whatever becomes durable after it wakes this thread.
    watched = true;
    return new ChannelView(request.eyes(), readPosition.getAsLong());
  }

  private void removeNow(Follower follower) {
    followers.remove(follower);
    Key key = follower.request().view();
    ChannelView view = viewByKey.get(key);
    if (view == null) {
      return;
    }
    view.remove(follower);
    if (view.audience().isEmpty()) {
      unusedSinceNanos.putIfAbsent(key, now());
      if (unusedSinceNanos.size() > UNUSED_MAX) {
        drop(key);
      }
    }
  }

  private void drop(Key key) {
    viewByKey.remove(key);
    unusedSinceNanos.remove(key);
    watched = !viewByKey.isEmpty();
  }

  private void pass() {
    passDue.set(false);
    if (ended != null) {
      return;
    }
    DurableChanges.Drained drained = changes.drain();
    var unfinished = new AtomicBoolean();
    Map.copyOf(viewByKey)
        .forEach(
            (key, view) -> {
              boolean resettled = drained.channels().contains(key.channel());
              guarded(
                  key,
                  view,
                  () -> {
                    if (view.advance(drained.skus(), resettled, drained.position())) {
                      unfinished.set(true);
                    }
                  });
            });
    passedAtNanos = now();
    if (unfinished.get()) {
      passIn(0);
    }
  }

  /**
   * A view that failed may have missed a change, so it goes, and its clients come back to a new
   * one.
   */
  private void guarded(Key key, ChannelView view, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.error("The availability view of channel {} failed", key.channel(), e);
      view.audience().end(Goodbye.INTERNAL);
      drop(key);
    }
  }

  private void tick() {
    long now = now();
    Duration stall = ended == null ? properties.stallTimeout() : GOODBYE;
    followers.forEach(follower -> follower.tick(now, stall.toNanos()));
    long linger = properties.viewLinger().toNanos();
    unusedSinceNanos.entrySet().stream()
        .filter(unused -> now - unused.getValue() >= linger)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::drop);
  }

  private void passIn(long nanos) {
    if (passDue.compareAndSet(false, true)) {
      try {
        thread.schedule(this::pass, nanos, TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException stopped) {
        log.debug("Changes are no longer looked at: {}", stopped.toString());
      }
    }
  }

  private void run(Runnable task) {
    try {
      thread.schedule(task);
    } catch (RejectedExecutionException stopped) {
      log.debug("Streams are no longer looked after: {}", stopped.toString());
    }
  }

  private long now() {
    return scheduler.now(TimeUnit.NANOSECONDS);
  }
}
