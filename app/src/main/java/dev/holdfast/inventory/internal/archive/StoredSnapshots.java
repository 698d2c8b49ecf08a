package dev.holdfast.inventory.internal.archive;

import dev.holdfast.ledger.snapshot.Snapshot;
import java.time.Duration;
import java.util.Optional;

/** What this process knows of the snapshots. Thread-safe. */
public interface StoredSnapshots {

  /** The newest that is whole, as far as this process has written or listed them. */
  Optional<Snapshot> newest();

  /** How long the last one took that this process wrote; nothing if it has written none. */
  Optional<Duration> lastWriting();

  /** How many were found damaged since the process began. */
  int damaged();
}
