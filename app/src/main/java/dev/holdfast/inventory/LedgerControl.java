package dev.holdfast.inventory;

import dev.holdfast.shared.Problem;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/**
 * The ledger's role in this process, and what changes it, for whoever knows which process is to own
 * the ledger. It begins as a standby; one that another owner bars becomes a standby again by
 * itself. Thread-safe, and nothing here blocks but {@link #close}.
 */
public interface LedgerControl {

  /** When it is there, as a standby, in the order in which parts of the server start. */
  int PHASE = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1_024;

  LedgerRole role();

  /** Why the role is STOPPED, if that is by no close; it says what to do. */
  Optional<RuntimeException> failure();

  /** Of the last fact that readings hold. */
  long position();

  /** Under which this process owns the ledger, or last did; 0 if it never has. */
  long epoch();

  /**
   * Becomes the owner: claims the journal, which bars whoever owned it, then reads what is left of
   * it, then takes commands.
   *
   * @param expectedEpoch of the journal when this process came to be the one that may
   * @return false if another process has claimed the journal since: still a standby. An error if
   *     the journal is damaged; the role is then STOPPED
   */
  CompletionStage<Boolean> takeOver(long expectedEpoch);

  /** Stops to be the owner, if it is: another process is. Who waits is told OUTCOME_UNKNOWN. */
  void stepDown(String reason);

  /** Takes note of who owns the ledger, for those who ask here; empty if nobody is known. */
  void ownedBy(String address);

  /** What whoever asks a standby for what only an owner does is told. */
  Problem notOwner();

  /** Has what was accepted stored and answered, and ends. Blocks until then. */
  void close();
}
