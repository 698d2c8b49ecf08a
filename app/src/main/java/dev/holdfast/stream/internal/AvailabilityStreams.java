package dev.holdfast.stream.internal;

import dev.holdfast.inventory.LedgerListener;
import dev.holdfast.inventory.LedgerRole;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.stream.internal.wire.Batch;
import dev.holdfast.stream.internal.wire.Goodbye;
import dev.holdfast.stream.internal.wire.Sse;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** The way in: lets clients follow, counts them, and ends them all. Thread-safe. */
final class AvailabilityStreams implements LedgerListener {
  private final Views views;
  private final Sse sse;
  private final StreamProperties properties;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicReference<@Nullable Goodbye> ended = new AtomicReference<>();

  AvailabilityStreams(Views views, Sse sse, StreamProperties properties) {
    this.views = views;
    this.sse = sse;
    this.properties = properties;
  }

  /**
   * Has one more stream open until it is over.
   *
   * @return a Problem if there are too many, or if no more are wanted
   */
  Mono<Void> admit(Supplier<Mono<Void>> stream) {
    return Mono.using(this::enter, _ -> stream.get(), _ -> connections.decrementAndGet());
  }

  int connections() {
    return connections.get();
  }

  /**
   * The stream, in pieces of whole events. Each is made when it is asked for, and of what is shown
   * then: whoever asks early gets what is old by the time he needs it.
   *
   * @param executor where the stream's work is done, one task after another
   */
  Flux<byte[]> follow(StreamRequest request, Executor executor) {
    return Flux.from(
        subscriber -> {
          var client = Operators.toCoreSubscriber(subscriber);
          var batch = new Batch((int) properties.batchSize().toBytes());
          var follower =
              new Follower(client, request, sse, executor, batch, views.pulse(), views::remove);
          client.onSubscribe(follower);
          views.add(follower);
        });
  }

  @Override
  public void onDurable(Durable durable) {
    views.onDurable(durable);
  }

  /** Streams that the owner served end with its role; what it shows next is another state. */
  @Override
  public void onRole(LedgerRole role) {
    switch (role) {
      case STANDBY -> views.cut(Goodbye.LEDGER_STOPPED);
      case STOPPED -> end(Goodbye.LEDGER_STOPPED);
      case OWNER -> {}
    }
  }

  @Override
  public void onSkipped() {
    views.cut(Goodbye.LEDGER_STOPPED);
  }

  /** Ends all streams with a goodbye, and lets none in any more. The first reason stays. */
  void end(Goodbye goodbye) {
    if (ended.compareAndSet(null, goodbye)) {
      views.end(goodbye);
    }
  }

  private int enter() {
    Goodbye goodbye = ended.get();
    if (goodbye != null) {
      throw Problem.of(
          goodbye == Goodbye.LEDGER_STOPPED
              ? ProblemCode.LEDGER_STOPPED
              : ProblemCode.SHUTTING_DOWN,
          "No stream can be opened here any more; try again in a moment.");
    }
    int opened = connections.incrementAndGet();
    if (opened > properties.maxConnections()) {
      connections.decrementAndGet();
      throw Problem.of(
          ProblemCode.TOO_MANY_STREAMS,
          "This server has as many streams open as it can serve; try again in a moment.");
    }
    return opened;
  }
}
