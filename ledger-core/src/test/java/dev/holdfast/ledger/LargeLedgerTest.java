package dev.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A ledger with so much in it that it looks ahead at what waits in its ring. */
final class LargeLedgerTest {

  private static final int RESERVATIONS = 60_000;

  @Test
  void givesBackWhatManyHeldWhileCommandsWait() {
    try (var ledger = new TestLedger(MemoryJournal.of(0))) {
      int berlin = ledger.location("berlin");
      int web = ledger.channel("web");
      int shirt = ledger.sku("shirt");
      ledger.receive(shirt, berlin, RESERVATIONS);
      var random = new Random(5);
      var replies = new ArrayList<CompletableFuture<Reply>>();
      for (int i = 0; i < RESERVATIONS; i++) {
        var request = new RequestId(random.nextLong(), i + 1, 7);
        replies.add(ledger.submit(TestLedger.reserving(request, web, TestLedger.line(shirt, 1))));
      }
      assertThat(replies).allMatch(reply -> reply.join().isOk());
      assertThat(ledger.total(shirt).held()).isEqualTo(RESERVATIONS);

      var ended = new ArrayList<CompletableFuture<Reply>>();
      for (CompletableFuture<Reply> reply : replies) {
        long id = TestLedger.reserved(reply.join()).id();
        ended.add(ledger.submit(release(new RequestId(random.nextLong(), id, 8), id)));
      }
      assertThat(ended).allMatch(reply -> reply.join().isOk());
      assertThat(ledger.total(shirt).available()).isEqualTo(RESERVATIONS);
      assertThat(ledger.ledger.isRunning()).isTrue();
    }
  }

  private static Command release(RequestId request, long id) {
    return new Command.Change(request, id, Command.NONE, Verb.RELEASE, List.of(), false);
  }
}
