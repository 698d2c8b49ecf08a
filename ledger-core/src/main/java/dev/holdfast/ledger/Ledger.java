package dev.holdfast.ledger;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.DurableListener;
import dev.holdfast.ledger.api.LedgerClock;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.ReplyHandler;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.pipeline.Pipeline;
import dev.holdfast.ledger.pipeline.Replica;
import dev.holdfast.ledger.recovery.SnapshotLoader;
import dev.holdfast.ledger.snapshot.SnapshotStore;

/** One shard of stock and reservations: submit commands, hear replies once they are durable. */
public final class Ledger implements AutoCloseable {

  private final Pipeline pipeline;

  private Ledger(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * Loads the newest good snapshot, claims the journal, replays what follows and starts to take
   * commands. Blocks until then. What is passed in stays the caller's to close, after the ledger.
   *
   * @throws RuntimeException if the journal is damaged; its message or cause says where. Snapshots
   *     that were left out are suppressed by it
   */
  public static Ledger open(
      LedgerConfig config,
      Journal journal,
      SnapshotStore snapshots,
      LedgerClock clock,
      DurableListener listener) {
    var replica = new Replica(config.shard(), clock);
    var loader = new SnapshotLoader(config.shard(), snapshots);
    replica.load(loader);
    try {
      return opened(config, Pipeline.start(config.pipeline(), journal, clock, listener, replica));
    } catch (RuntimeException failed) {
      throw loader.withLeftOut(failed);
    }
  }

  static Ledger opened(LedgerConfig config, Pipeline pipeline) {
    var ledger = new Ledger(pipeline);
    ledger.submit(new Command.SetBounds(config.bounds()), reply -> {});
    return ledger;
  }

  /**
   * Hands over a command. Never blocks. Thread-safe.
   *
   * @return false if the ring is full or the ledger has stopped: nothing was done
   */
  public boolean submit(Command command, ReplyHandler handler) {
    return pipeline.submit(command, handler);
  }

  /** The durable state. */
  public Reads reads() {
    return pipeline.reads();
  }

  /** Counts and marks for operators. */
  public Reads.LedgerFigures figures() {
    return pipeline.figures();
  }

  /** Whether it takes commands. */
  public boolean isRunning() {
    return pipeline.isRunning();
  }

  /**
   * Stops it at once, as a broken invariant does: whoever follows it came to another state.
   * Thread-safe.
   */
  public void fail(Throwable cause) {
    pipeline.fail(cause);
  }

  /**
   * Stops it at once, as an append does that finds another owner's epoch, which its listener is
   * told by a {@link dev.holdfast.ledger.pipeline.Fenced}. Thread-safe.
   */
  public void stepDown(String reason) {
    pipeline.stepDown(reason);
  }

  /** Stops taking commands, waits for what is parked to become durable, and ends its threads. */
  @Override
  public void close() {
    pipeline.close();
  }
}
