package dev.holdfast.inventory.internal.engine;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Where a request goes on once the ledger has answered it: on the event loop that it came on, so
 * that no JSON is written on the ledger's one publishing thread. The one place that decides this.
 * Thread-safe.
 */
public final class EventLoops {
  private static final Executor WHERE_THE_ANSWER_COMES = Runnable::run;

  private final Supplier<? extends EventExecutorGroup> server;
  private final ThreadLocal<Executor> own = ThreadLocal.withInitial(this::findOwn);

  /**
   * Knows a server's loops.
   *
   * @param server its event loops, asked for once on each thread
   */
  public EventLoops(Supplier<? extends EventExecutorGroup> server) {
    this.server = server;
  }

  /**
   * The event loop of the calling thread; for a thread that is none, whatever thread runs what it
   * is given.
   */
  Executor current() {
    return own.get();
  }

  private Executor findOwn() {
    for (EventExecutor loop : server.get()) {
      if (loop.inEventLoop()) {
        return loop;
      }
    }
    return WHERE_THE_ANSWER_COMES;
  }
}
