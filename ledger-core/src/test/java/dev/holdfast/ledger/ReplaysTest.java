package dev.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever repeats many requests is answered from a few blocks. */
final class ReplaysTest {

  private static final int REQUESTS = 5_000;

  private final SlowJournal journal = new SlowJournal();

  @Test
  void readsAFewBlocksForManyRequests() throws Exception {
    try (var ledger = new TestLedger(journal)) {
      List<Reply> first = askAll(ledger);
      List<Reply> again = askAll(ledger);

      for (int i = 0; i < REQUESTS; i++) {
        assertThat(again.get(i).replayed()).isTrue();
        assertThat(again.get(i).outcome()).isEqualTo(first.get(i).outcome());
      }
      assertThat(journal.reads.get()).isLessThan(REQUESTS / 10);
      assertThat(journal.mostAtOnce.get()).isLessThanOrEqualTo(4);
    }
  }

  private static List<Reply> askAll(TestLedger ledger) throws Exception {
    var asked = new ArrayList<CompletableFuture<Reply>>();
    for (int i = 0; i < REQUESTS; i++) {
      var request = new RequestId(i + 1, 1, 1);
      asked.add(
          ledger.submit(new Command.DefineSku(request, Text.of("sku-" + i), 0, 0, Text.EMPTY)));
    }
    var replies = new ArrayList<Reply>();
    for (CompletableFuture<Reply> reply : asked) {
      replies.add(reply.get(10, TimeUnit.SECONDS));
    }
    return replies;
  }

  /** Takes its time to read a block. */
  private static final class SlowJournal implements Journal {

    private static final long READ_MILLIS = 20;

    private final Journal blocks = MemoryJournal.of(0);
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @Override
    public CompletionStage<Block> read(long position) {
      reads.incrementAndGet();
      mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
      var slow = CompletableFuture.delayedExecutor(READ_MILLIS, TimeUnit.MILLISECONDS);
      return CompletableFuture.supplyAsync(() -> null, slow)
          .thenCompose(
              _ -> {
                atOnce.decrementAndGet();
                return blocks.read(position);
              });
    }

    @Override
    public CompletionStage<@Nullable Head> claim(long expectedEpoch) {
      return blocks.claim(expectedEpoch);
    }

    @Override
    public CompletionStage<Appended> append(Block block) {
      return blocks.append(block);
    }

    @Override
    public CompletionStage<Void> replay(long afterPosition, Consumer<Block> handler) {
      return blocks.replay(afterPosition, handler);
    }

    @Override
    public void close() {
      blocks.close();
    }
  }
}
