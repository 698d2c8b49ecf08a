package dev.holdfast.stream.internal;

import dev.holdfast.stream.internal.wire.Batch;
import dev.holdfast.stream.internal.wire.Goodbye;
import dev.holdfast.stream.internal.wire.Sse;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One client's stream. It makes a piece of it only when asked for one, of what is shown at that
 * moment.
 *
 * <p>Any thread may ask, wake, end or cancel it. The work is done by one thread at a time: the one
 * that asks, or the executor, which is the connection's event loop. {@link #tick} belongs to the
 * views' thread.
 */
final class Follower implements Subscription, Runnable {
  private final CoreSubscriber<? super byte[]> client;
  private final StreamRequest request;
  private final Sse sse;
  private final Executor executor;
  private final Consumer<Follower> onLeft;
  private final Pulse pulse;

  private final AtomicInteger wakeUps = new AtomicInteger();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicBoolean left = new AtomicBoolean();
  private volatile @Nullable ChannelView view;
  private volatile @Nullable Goodbye goodbye;
  private volatile boolean commentDue;
  private volatile boolean stalled;
  private volatile boolean moved;

  // Whoever works.
  private final Batch batch;
  private @Nullable Unsent unsent;
  private long toldPosition;

  /** The client has taken nothing for too long. */
  static final class Stalled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stalled() {
      super("the client takes nothing", null, false, false);
    }
  }

  /**
   * @param onLeft hears once, on any thread, that the stream is over
   */
  Follower(
      CoreSubscriber<? super byte[]> client,
      StreamRequest request,
      Sse sse,
      Executor executor,
      Batch batch,
      Pulse pulse,
      Consumer<Follower> onLeft) {
    this.client = client;
    this.request = request;
    this.sse = sse;
    this.executor = executor;
    this.batch = batch;
    this.pulse = pulse;
    this.onLeft = onLeft;
    this.toldPosition = request.known();
  }

  StreamRequest request() {
    return request;
  }

  Interest interest() {
    return request.interest();
  }

  boolean hasLeft() {
    return left.get();
  }

  /** Says that the view knows all that this client follows. */
  void begin(ChannelView ready) {
    view = ready;
    wake();
  }

  /** Says that there may be something to tell. Costs little if that has been said already. */
  void wake() {
    if (wakeUps.getAndIncrement() == 0) {
      runLater();
    }
  }

  /** Ends the stream with a goodbye, as soon as the client takes it. */
  void end(Goodbye reason) {
    goodbye = reason;
    wake();
  }

  @Override
  public void request(long n) {
    if (Operators.validate(n)) {
      asked.accumulateAndGet(n, Operators::addCap);
      if (wakeUps.getAndIncrement() == 0) {
        run();
      }
    }
  }

  @Override
  public void cancel() {
    leave();
  }

  /**
   * Looks after comments, and after a client that takes nothing any more.
   *
   * @param stallNanos for how long that is borne
   */
  void tick(long nowNanos, long stallNanos) {
    if (pulse.isCommentDue(nowNanos)) {
      commentDue = true;
      wake();
    }
    boolean moves = moved || asked.get() > 0;
    moved = false;
    if (pulse.isStalled(nowNanos, moves, stallNanos)) {
      stalled = true;
      wake();
    }
  }

  /** Works until there is nothing to do. Whoever has it run has raised {@code wakeUps} from 0. */
  @Override
  public void run() {
    int missed = wakeUps.get();
    try {
      while (missed != 0 && work()) {
        missed = wakeUps.addAndGet(-missed);
      }
    } catch (RuntimeException broken) {
      end(broken);
    }
  }

  /** Gives what it can; false if nobody else may do so now, as it is over or will go on later. */
  private boolean work() {
    while (!left.get()) {
      if (stalled) {
        end(new Stalled());
        return false;
      }
      Goodbye last = goodbye;
      if (asked.get() == 0) {
        return true;
      }
      byte[] piece = last == null ? next() : Sse.goodbye(last);
      if (piece == null) {
        return !goesOnLater();
      }
      give(piece);
      if (last != null && leave()) {
        client.onComplete();
      }
    }
    return false;
  }

  private void give(byte[] piece) {
    asked.accumulateAndGet(1, (n, one) -> n == Long.MAX_VALUE ? n : n - one);
    moved = true;
    client.onNext(piece);
  }

  private byte @Nullable [] next() {
    if (commentDue) {
      commentDue = false;
      return Sse.comment();
    }
    if (unsent == null) {
      unsent = open();
    }
    return unsent == null ? null : fill(unsent);
  }

  private @Nullable Unsent open() {
    ChannelView ready = view;
    return ready == null ? null : new Unsent(ready, interest(), request.known());
  }

  /**
   * Fills the batch and takes it, once it is full or there is nothing more to tell.
   *
   * @return null if there is nothing to tell, or if the batch is to be filled further later
   */
  private byte @Nullable [] fill(Unsent untold) {
    untold.rest();
    untold.collect();
    Shown shown = nextOf(untold);
    while (shown != null && !batch.isFull()) {
      batch.add(shown.event(sse));
      untold.take(shown);
      shown = nextOf(untold);
    }
    boolean complete = shown != null || untold.isIdle();
    return batch.isEmpty() || !complete ? null : batch.take(newId(untold.reached()));
  }

  private static @Nullable Shown nextOf(Unsent untold) {
    Shown shown = untold.peek();
    if (shown == null && untold.isIdle()) {
      untold.collect();
      shown = untold.peek();
    }
    return shown;
  }

  /** An id only where everything up to its position has been told, this batch included. */
  private @Nullable String newId(long reached) {
    if (reached <= toldPosition) {
      return null;
    }
    toldPosition = reached;
    return request.cursor().at(reached);
  }

  private boolean goesOnLater() {
    return unsent != null && !unsent.isIdle() && runLater();
  }

  private void end(RuntimeException error) {
    if (leave()) {
      client.onError(error);
    }
  }

  private boolean runLater() {
    try {
      executor.execute(this);
      return true;
    } catch (RejectedExecutionException connectionGone) {
      leave();
      return false;
    }
  }

  private boolean leave() {
    boolean first = left.compareAndSet(false, true);
    if (first) {
      onLeft.accept(this);
    }
    return first;
  }
}
