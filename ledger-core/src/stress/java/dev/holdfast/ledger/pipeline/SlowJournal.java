package dev.holdfast.ledger.pipeline;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A journal of one append and one claim, which end when another thread has them end. */
final class SlowJournal implements Journal {

  private final CompletableFuture<Appended> append = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Head> claim = new CompletableFuture<>();
  private volatile @Nullable Block sent;
  private volatile boolean claimed;

  /** Waits for the append. */
  Block sent() {
    Block block = sent;
    while (block == null) {
      Thread.onSpinWait();
      block = sent;
    }
    return block;
  }

  void end(Appended end) {
    append.complete(end);
  }

  /** Waits for the claim, and answers it. */
  void answerClaim(Head head) {
    while (!claimed) {
      Thread.onSpinWait();
    }
    claim.complete(head);
  }

  @Override
  public CompletionStage<Appended> append(Block block) {
    sent = block;
    return append;
  }

  @Override
  public CompletionStage<@Nullable Head> claim(long expectedEpoch) {
    claimed = true;
    return claim;
  }

  @Override
  public CompletionStage<Void> replay(long afterPosition, Consumer<Block> handler) {
    throw new UnsupportedOperationException("nothing is stored");
  }

  @Override
  public CompletionStage<Block> read(long position) {
    throw new UnsupportedOperationException("nothing is stored");
  }

  @Override
  public void close() {}
}
