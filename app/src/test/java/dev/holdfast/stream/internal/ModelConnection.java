package dev.holdfast.stream.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** A client's way to the stream, on which at most one piece is under way. For one thread. */
final class ModelConnection implements CoreSubscriber<byte[]> {
  private final ModelClient client;
  private final Deque<Runnable> eventLoop = new ArrayDeque<>();
  private @Nullable Subscription stream;
  private byte @Nullable [] underWay;

  ModelConnection(ModelClient client) {
    this.client = client;
  }

  ModelClient client() {
    return client;
  }

  boolean isOpen() {
    return stream != null;
  }

  /** Comes with the last id it has seen. */
  void open(ModelLedger ledger, AvailabilityStreams streams) {
    open(ledger, streams, client.lastId());
  }

  void open(ModelLedger ledger, AvailabilityStreams streams, String lastEventId) {
    client.connected();
    var request = StreamRequest.of(ledger, client.channel(), client.filter(), lastEventId);
    streams.follow(request, eventLoop::add).subscribe(this);
  }

  /** Runs one task of the stream's. */
  boolean work() {
    Runnable task = eventLoop.poll();
    if (task == null) {
      return false;
    }
    task.run();
    return true;
  }

  /** Lets what is under way arrive, and asks for more. */
  boolean arrive() {
    byte[] piece = underWay;
    Subscription present = stream;
    if (piece == null || present == null) {
      return false;
    }
    underWay = null;
    client.receive(piece, piece.length);
    present.request(1);
    return true;
  }

  /** The end, with so much of what is under way still arriving. */
  void cut(double part) {
    Subscription present = stream;
    if (present != null) {
      present.cancel();
    }
    close(part);
  }

  private void close(double part) {
    byte[] piece = underWay;
    if (piece != null) {
      client.receive(piece, (int) (part * piece.length));
    }
    underWay = null;
    stream = null;
    eventLoop.clear();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    stream = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(byte[] piece) {
    if (underWay != null) {
      throw new AssertionError("two pieces under way");
    }
    underWay = piece;
  }

  @Override
  public void onError(Throwable stalled) {
    if (!(stalled instanceof Follower.Stalled)) {
      throw new AssertionError(stalled);
    }
    close(0.5);
  }

  @Override
  public void onComplete() {
    close(1);
  }
}
