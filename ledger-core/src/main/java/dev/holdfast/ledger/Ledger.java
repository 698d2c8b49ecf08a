package dev.holdfast.ledger;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.DurableListener;
import dev.holdfast.ledger.api.LedgerClock;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.ReplyHandler;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.pipeline.Pipeline;
import dev.holdfast.ledger.pipeline.PipelineConfig;

/** One shard of stock and reservations: submit commands, hear replies once they are durable. */
public final class Ledger implements AutoCloseable {

  private final Pipeline pipeline;

  private Ledger(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * Claims the journal, replays it and starts to take commands. Blocks until then. The journal
   * stays the caller's to close, after the ledger.
   *
   * @throws RuntimeException if the journal is damaged; its message or cause says where
   */
  public static Ledger open(
      LedgerConfig config, Journal journal, LedgerClock clock, DurableListener listener) {
    var pipelineConfig =
        new PipelineConfig(
            config.shard(),
            config.ringSize(),
            config.blockBytes(),
            config.blockReplies(),
            config.blocks(),
            config.openReservationsMax(),
            config.expiriesPerCommand(),
            config.closeTimeoutMillis());
    var ledger = new Ledger(Pipeline.start(pipelineConfig, journal, clock, listener));
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

  /** Stops taking commands, waits for what is parked to become durable, and ends its threads. */
  @Override
  public void close() {
    pipeline.close();
  }
}
