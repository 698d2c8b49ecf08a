package dev.holdfast.ledger;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.DurableListener;
import dev.holdfast.ledger.api.LedgerClock;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.ReplyHandler;
import dev.holdfast.ledger.journal.Journal;

/** One shard of stock and reservations: submit commands, hear replies once they are durable. */
@SuppressWarnings("DoNotCallSuggester")
public final class Ledger implements AutoCloseable {

  private Ledger() {}

  /**
   * Claims the journal, replays it and starts to take commands. Blocks until then.
   *
   * @throws IllegalStateException if the journal is damaged; the message says where
   */
  public static Ledger open(
      LedgerConfig config, Journal journal, LedgerClock clock, DurableListener listener) {
    throw new UnsupportedOperationException();
  }

  /**
   * Hands over a command. Never blocks. Thread-safe.
   *
   * @return false if the ring is full or the ledger has stopped: nothing was done
   */
  public boolean submit(Command command, ReplyHandler handler) {
    throw new UnsupportedOperationException();
  }

  /** The durable state. */
  public Reads reads() {
    throw new UnsupportedOperationException();
  }

  /** Counts and marks for operators. */
  public Reads.LedgerFigures figures() {
    throw new UnsupportedOperationException();
  }

  /** Whether it takes commands. */
  public boolean isRunning() {
    throw new UnsupportedOperationException();
  }

  /** Stops taking commands, waits for what is parked to become durable, and ends its threads. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
