package dev.holdfast.inventory.internal.engine;

import dev.holdfast.inventory.LedgerRole;
import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReplyHandler;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The way to the ledger of this process: commands in, answers out, and the durable state to read.
 * Thread-safe.
 */
@Component
public final class LedgerGateway {
  private final LedgerShard shard;
  private final ReplyTimeouts timeouts;
  private final EventLoops loops;

  LedgerGateway(LedgerShard shard, ReplyTimeouts timeouts, EventLoops loops) {
    this.shard = shard;
    this.timeouts = timeouts;
    this.loops = loops;
  }

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
   * @throws Problem LEDGER_STOPPED, or NOT_OWNER on a standby
   */
  public boolean offer(Command command, ReplyHandler taker) {
    Ledger ledger = shard.ledger();
    var parked = new ParkedReply(taker, timeouts.now());
    if (ledger.submit(command, parked)) {
      timeouts.watch(parked);
      return true;
    }
    if (ledger.isRunning()) {
      return false;
    }
    throw shard.refused();
  }

  /** The durable state; on a standby, as far as it has followed. */
  public Reads reads() {
    return shard.reads();
  }

  /** Ids and ordinals. */
  public Directory directory() {
    return shard.directory();
  }

  /** The journal's name, made with it. */
  public String journalId() {
    return shard.journalId();
  }

  /** Counts and marks for operators. */
  public Reads.LedgerFigures figures() {
    return shard.figures();
  }

  /** What this process is to the ledger. */
  public LedgerRole role() {
    return shard.role();
  }

  /** Stops the ledger for good: whoever follows it came to another state. */
  public void fail(Throwable cause) {
    shard.fail(cause);
  }

  /** Where the journal ends; nothing unless the ledger was closed in order by its owner. */
  public OptionalLong closedAt() {
    return shard.closedAt();
  }

  /** Whether the ledger takes commands. */
  public boolean takesCommands() {
    return shard.role() == LedgerRole.OWNER;
  }

  private static Problem busy() {
    return Problem.of(
            ProblemCode.LEDGER_BUSY,
            "As many requests are waiting as may wait. Nothing was done; try again shortly.")
        .withHeader(HttpHeaders.RETRY_AFTER, "1");
  }
}
