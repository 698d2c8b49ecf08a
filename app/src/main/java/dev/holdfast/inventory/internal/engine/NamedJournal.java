package dev.holdfast.inventory.internal.engine;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A journal that remembers its name from the claims made on it. The name never changes. */
final class NamedJournal implements Journal {
  private final Journal journal;
  private volatile @Nullable String id;

  NamedJournal(Journal journal) {
    this.journal = journal;
  }

  /** The journal's name; there is one from the first claim on. */
  String id() {
    String known = id;
    if (known == null) {
      throw new IllegalStateException("the journal was never claimed");
    }
    return known;
  }

  @Override
  public CompletionStage<@Nullable Head> claim(long expectedEpoch) {
    return journal.claim(expectedEpoch).thenApply(this::note);
  }

  private @Nullable Head note(@Nullable Head head) {
    if (head != null) {
      id = head.journalId();
    }
    return head;
  }

  @Override
  public CompletionStage<Appended> append(Block block) {
    return journal.append(block);
  }

  @Override
  public CompletionStage<Void> replay(long afterPosition, Consumer<Block> handler) {
    return journal.replay(afterPosition, handler);
  }

  @Override
  public CompletionStage<Block> read(long position) {
    return journal.read(position);
  }

  @Override
  public void close() {
    journal.close();
  }
}
