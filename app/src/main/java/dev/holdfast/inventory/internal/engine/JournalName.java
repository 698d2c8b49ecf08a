package dev.holdfast.inventory.internal.engine;

import java.util.concurrent.CompletionStage;

/** Knows how the journal is called, without claiming it. */
@FunctionalInterface
public interface JournalName {

  /** The name that was made with the journal, which is made if there is none. */
  CompletionStage<String> journalId();
}
