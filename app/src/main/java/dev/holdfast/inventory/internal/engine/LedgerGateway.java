package dev.holdfast.inventory.internal.engine;

import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.LedgerClock;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReplyHandler;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The way to the ledger of this process. It opens before the web server takes requests, which waits
 * for the journal's replay, and closes after the web server has stopped. Thread-safe.
 */
@Component
public final class LedgerGateway implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LedgerGateway.class);
  private static final int SHARD = 0;
  private static final long NOT_CLOSED = -1;
  private static final int BEFORE_THE_WEB_SERVER =
      WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1_024;

  private final LedgerSettings settings;
  private final NamedJournal journal;
  private final SnapshotStore snapshots;
  private final LedgerClock clock;
  private final LedgerHub hub;
  private final ReplyTimeouts timeouts;
  private final EventLoops loops;
  private volatile @Nullable Open open;
  private volatile long closedAt = NOT_CLOSED;

  LedgerGateway(
      LedgerSettings settings,
      Journal journal,
      SnapshotStore snapshots,
      LedgerClock clock,
      LedgerHub hub,
      ReplyTimeouts timeouts,
      EventLoops loops) {
    this.settings = settings;
    this.journal = new NamedJournal(journal);
    this.snapshots = snapshots;
    this.clock = clock;
    this.hub = hub;
    this.timeouts = timeouts;
    this.loops = loops;
  }

  /** What there is once the ledger is open. */
  private record Open(Ledger ledger, Reads reads, Directory directory) {}

  /**
   * Has the ledger decide a command.
   *
   * @param command makes it; what it throws is the error of the Mono
   * @return its answer once that is durable, on the caller's event loop; OUTCOME_UNKNOWN after
   *     {@code holdfast.reply-timeout}; an error of type Problem if nothing was done
   */
  public Mono<Reply> submit(Supplier<? extends Command> command) {
    return Mono.create(sink -> submit(command.get(), sink));
  }

  private void submit(Command command, MonoSink<Reply> sink) {
    Executor caller = loops.current();
    if (!offer(command, reply -> goOn(caller, () -> sink.success(reply)))) {
      sink.error(busy());
    }
  }

  private static void goOn(Executor caller, Runnable withAnswer) {
    try {
      caller.execute(withAnswer);
    } catch (RejectedExecutionException _) {
      // The server is gone, and the connection with it.
    }
  }

  /**
   * Has the ledger decide a command, for a caller with many of them: it may wait for room, and
   * knows better how to come back to its own thread.
   *
   * @param taker hears once, as {@link #submit} would, but on a thread that others wait for
   * @return false if as many commands wait as may: nothing was done
   * @throws Problem LEDGER_STOPPED
   */
  public boolean offer(Command command, ReplyHandler taker) {
    Ledger ledger = open().ledger();
    var parked = new ParkedReply(taker, timeouts.now());
    if (ledger.submit(command, parked)) {
      timeouts.watch(parked);
      return true;
    }
    if (ledger.isRunning()) {
      return false;
    }
    throw stopped();
  }

  /** The durable state. */
  public Reads reads() {
    return open().reads();
  }

  /** Ids and ordinals. */
  public Directory directory() {
    return open().directory();
  }

  /** The journal's name, made with it. */
  public String journalId() {
    return journal.id();
  }

  /** Counts and marks for operators. */
  public Reads.LedgerFigures figures() {
    return open().ledger().figures();
  }

  /** Stops the ledger for good: whoever follows it came to another state. */
  public void fail(Throwable cause) {
    Open now = open;
    if (now != null) {
      now.ledger().fail(cause);
    }
  }

  /** Where the journal ends; nothing unless the ledger was closed in order. */
  public OptionalLong closedAt() {
    long position = closedAt;
    return position == NOT_CLOSED ? OptionalLong.empty() : OptionalLong.of(position);
  }

  /** Whether the ledger takes commands. */
  public boolean takesCommands() {
    Open now = open;
    return now != null && now.ledger().isRunning();
  }

  private Open open() {
    Open now = open;
    if (now == null) {
      throw stopped();
    }
    return now;
  }

  @Override
  public void start() {
    long begun = System.nanoTime();
    Ledger ledger = openLedger();
    Reads reads = ledger.reads();
    var directory = new Directory(reads);
    open = new Open(ledger, reads, directory);
    hub.tell(directory);
    timeouts.start();
    log.info(
        "The ledger is open: shard {}, position {}, epoch {}, after {} ms",
        SHARD,
        reads.position(),
        ledger.figures().epoch(),
        (System.nanoTime() - begun) / 1_000_000);
  }

  private Ledger openLedger() {
    try {
      return Ledger.open(settings.config(SHARD), journal, snapshots, clock, hub);
    } catch (RuntimeException failed) {
      throw StartFailure.explained(failed);
    }
  }

  @Override
  public void stop() {
    Open now = open;
    if (now != null) {
      boolean wasRunning = now.ledger().isRunning();
      now.ledger().close();
      closedAt = wasRunning ? now.reads().position() : NOT_CLOSED;
      open = null;
      timeouts.stop();
      log.info("The ledger is closed at position {}", now.reads().position());
    }
  }

  @Override
  public boolean isRunning() {
    return open != null;
  }

  @Override
  public int getPhase() {
    return BEFORE_THE_WEB_SERVER;
  }

  private static Problem busy() {
    return Problem.of(
            ProblemCode.LEDGER_BUSY,
            "As many requests are waiting as may wait. Nothing was done; try again shortly.")
        .withHeader(HttpHeaders.RETRY_AFTER, "1");
  }

  private static Problem stopped() {
    return Problem.of(
            ProblemCode.LEDGER_STOPPED,
            "This server takes no more changes until it is restarted. Nothing was done.")
        .withHeader(HttpHeaders.RETRY_AFTER, "5");
  }
}
