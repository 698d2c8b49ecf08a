package dev.holdfast.shared.bulk;

import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.wire.NettySocket;
import io.netty.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.MonoSink;
import tools.jackson.databind.json.JsonMapper;

/**
 * One bulk request under way: lines are taken while there is room for their answers, answers are
 * written while the client takes them. All of it happens on the connection's event loop, but that
 * any thread may {@link #wake}, {@link #stop} and {@link #abandon} it.
 */
final class BulkStream implements Runnable {
  /** After so many lines others on the event loop have their turn. */
  private static final int LINES_PER_TURN = 256;

  /** How long to wait before what found no room is tried again, if nothing is heard before. */
  private static final long RETRY_MILLIS = 1;

  private final ServerWebExchange exchange;
  private final BulkSettings settings;
  private final MonoSink<Void> end;
  private final NettySocket socket;
  private final Inlet inlet;
  private final Outlet outlet;
  private final Intake<?> intake;
  private final Stillness stillness = new Stillness();

  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile boolean stopping;

  private @Nullable Future<?> watch;
  private boolean retrying;
  private boolean inTurn;
  private boolean ended;

  /**
   * @param end hears when the answer is over
   */
  <B extends Record> BulkStream(
      BulkRequest<B> request, BulkSettings settings, JsonMapper mapper, MonoSink<Void> end) {
    this.exchange = request.exchange();
    this.settings = settings;
    this.end = end;
    socket = NettySocket.of(exchange.getResponse());
    var answers = new AnswerLines(mapper, exchange);
    var lines = new LineBuffer(Math.toIntExact(settings.maxLineBytes().toBytes()));
    inlet = new Inlet(lines, this::received);
    outlet = new Outlet(socket, answers, this::sent);
    var reader = new LineReader<>(mapper, request.type(), request.quick());
    intake = new Intake<>(request, reader, lines, inlet, outlet, answers, this::wake);
  }

  /** Begins. The body is subscribed to first, for a client that waits for "100 Continue". */
  void start() {
    long look = settings.idleTimeout().toMillis() / Stillness.LOOKS;
    watch = socket.executor().scheduleWithFixedDelay(this::look, look, look, TimeUnit.MILLISECONDS);
    exchange.getRequest().getBody().subscribe(inlet);
    if (ended) {
      return; // the connection broke meanwhile: nothing is to be sent
    }
    var _ =
        exchange
            .getResponse()
            .writeAndFlushWith(Flux.<Flux<DataBuffer>>empty())
            .subscribe(_ -> {}, this::end, this::open);
  }

  private void open() {
    outlet.open();
    wake();
  }

  /** Says that there may be something to do. Costs little if that has been said already. */
  void wake() {
    if (!woken.get() && woken.compareAndSet(false, true)) {
      onLoop(this);
    }
  }

  /** Answers what it has begun, refuses what has come besides, and ends. */
  void stop() {
    stopping = true;
    wake();
  }

  /** Lets go of everything: nobody reads any more. */
  void abandon() {
    onLoop(() -> end(null));
  }

  private void onLoop(Runnable task) {
    try {
      socket.executor().execute(task);
    } catch (RejectedExecutionException _) {
      // The server is gone, and the connection with it.
    }
  }

  private void received(@Nullable Throwable failure) {
    stillness.end();
    if (failure == null) {
      turn();
    } else {
      end(failure);
    }
  }

  private void sent(@Nullable Throwable failure) {
    stillness.end();
    if (failure == null) {
      turn();
    } else {
      // The client has gone: there is nobody to tell.
      end(null);
    }
  }

  @Override
  public void run() {
    woken.set(false);
    turn();
  }

  private void turn() {
    if (inTurn || ended) {
      return;
    }
    inTurn = true;
    try {
      if (stopping && !inlet.isClosed()) {
        intake.close(shuttingDown());
      }
      takeLines();
      boolean wasFull = isFull();
      outlet.write();
      if (wasFull && !isFull()) {
        wake(); // what was written at once is not heard of again
      }
      if (intake.isOver() && outlet.isDone()) {
        end(null);
      }
    } catch (RuntimeException broken) {
      end(broken);
    } finally {
      inTurn = false;
    }
  }

  private boolean isFull() {
    return outlet.size() >= settings.inFlight();
  }

  private void takeLines() {
    int taken = 0;
    while (taken < LINES_PER_TURN && !isFull() && intake.takeLine()) {
      taken++;
    }
    if (taken == LINES_PER_TURN) {
      wake();
    }
    if (taken > 0) {
      stillness.end();
    }
    if (intake.isHolding() && !retrying) {
      retrying = true;
      var _ = socket.executor().schedule(this::retry, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void retry() {
    retrying = false;
    turn();
  }

  /** Sees whether it stands still, and gives up whatever it waits for. Answers come in time. */
  private void look() {
    boolean waitsForAnswers = outlet.size() > 0 && !outlet.isWriting() && !intake.isHolding();
    if (!stillness.isTooLong(waitsForAnswers)) {
      return;
    }
    if (outlet.isWriting()) {
      socket.cut();
    } else if (intake.isHolding()) {
      intake.refuseHeld(noRoom());
    } else {
      inlet.close();
    }
    turn();
  }

  private void end(@Nullable Throwable failure) {
    if (ended) {
      return;
    }
    ended = true;
    if (watch != null) {
      watch.cancel(false);
    }
    inlet.close();
    outlet.clear();
    if (failure == null) {
      end.success();
    } else {
      end.error(failure);
    }
  }

  private static Problem shuttingDown() {
    return Problem.of(
        ProblemCode.SHUTTING_DOWN,
        "The server takes no more lines. Nothing was done; send it to another, or later.");
  }

  private static Problem noRoom() {
    return Problem.of(
        ProblemCode.LEDGER_BUSY,
        "There was no room for this for as long as a line may wait. Nothing was done; try again"
            + " later.");
  }
}
