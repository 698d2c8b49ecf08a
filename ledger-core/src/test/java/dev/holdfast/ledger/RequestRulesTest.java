package dev.holdfast.ledger;

import static dev.holdfast.ledger.TestLedger.line;
import static dev.holdfast.ledger.TestLedger.reserved;
import static dev.holdfast.ledger.TestLedger.reserving;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.LedgerClock;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.journal.MemoryJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

final class RequestRulesTest {

  private static final RequestId FIRST = new RequestId(1, 1, 7);
  private static final RequestId SECOND = new RequestId(1, 2, 7);

  private final MemoryJournal journal = MemoryJournal.of(0);
  private final AtomicLong now = new AtomicLong(TestLedger.START_MILLIS);

  @Test
  void answersTheSameRequestAsTheFirstTimeWhateverHappenedSince() {
    try (var ledger = stocked(LedgerConfig.DEFAULT)) {
      Reply first = ledger.ask(reserving(FIRST, 0, line(0, 3)));
      ledger.change(reserved(first).id(), Verb.CONFIRM);
      Reply again = ledger.ask(reserving(FIRST, 0, line(0, 3)));

      assertThat(again.replayed()).isTrue();
      assertThat(again.outcome()).isEqualTo(first.outcome());
      assertThat(again.position()).isEqualTo(first.position());
      assertThat(ledger.total(0).committed()).isEqualTo(3);
      assertThat(ledger.total(0).held()).isZero();
    }
  }

  @Test
  void answersAfterARestartAsBefore() {
    Reply first;
    try (var ledger = stocked(LedgerConfig.DEFAULT)) {
      first = ledger.ask(reserving(FIRST, 0, line(0, 3)));
    }
    try (var ledger = new TestLedger(journal, LedgerConfig.DEFAULT, now)) {
      assertThat(ledger.ask(reserving(FIRST, 0, line(0, 3))).outcome()).isEqualTo(first.outcome());
      assertThat(ledger.total(0).held()).isEqualTo(3);
    }
  }

  @Test
  void remembersRefusals() {
    try (var ledger = stocked(LedgerConfig.DEFAULT)) {
      Reply refused = ledger.ask(reserving(FIRST, 0, line(0, 11)));
      ledger.receive(0, 0, 100);
      Reply again = ledger.ask(reserving(FIRST, 0, line(0, 11)));

      assertThat(again.code()).isEqualTo(ResultCode.INSUFFICIENT_STOCK);
      assertThat(again.outcome()).isEqualTo(refused.outcome());
      assertThat(again.replayed()).isTrue();
    }
  }

  @Test
  void refusesARequestIdWithAnotherContent() {
    try (var ledger = stocked(LedgerConfig.DEFAULT)) {
      ledger.ask(reserving(FIRST, 0, line(0, 3)));
      Reply reused = ledger.ask(reserving(new RequestId(1, 1, 8), 0, line(0, 4)));

      assertThat(reused.code()).isEqualTo(ResultCode.REQUEST_ID_REUSED);
      assertThat(ledger.total(0).held()).isEqualTo(3);
    }
  }

  @Test
  void tellsRequestIdsApartThatShareTheirFirstHalf() {
    try (var ledger = stocked(LedgerConfig.DEFAULT)) {
      long first = reserved(ledger.ask(reserving(FIRST, 0, line(0, 1)))).id();
      long second = reserved(ledger.ask(reserving(SECOND, 0, line(0, 1)))).id();

      assertThat(second).isNotEqualTo(first);
      assertThat(reserved(ledger.ask(reserving(FIRST, 0, line(0, 1)))).id()).isEqualTo(first);
      assertThat(reserved(ledger.ask(reserving(SECOND, 0, line(0, 1)))).id()).isEqualTo(second);
    }
  }

  @Test
  void givesADuplicateOfARunningRequestItsAnswer() {
    try (var ledger = stocked(LedgerConfig.DEFAULT)) {
      var first = ledger.submit(reserving(FIRST, 0, line(0, 3)));
      var second = ledger.submit(reserving(FIRST, 0, line(0, 3)));

      assertThat(second.join().outcome()).isEqualTo(first.join().outcome());
      assertThat(ledger.total(0).held()).isEqualTo(3);
    }
  }

  /** All that is due is too much to be swept while they come, and more come than may wait. */
  @Test
  void givesEveryRepetitionItsAnswerHoweverManyCome() {
    int due = 300_000;
    var gate = new ReentrantLock();
    LedgerClock clock = () -> whenOpen(gate);
    try (var ledger = new TestLedger(journal, LedgerConfig.DEFAULT, now, clock)) {
      stock(ledger, due);
      for (int i = 0; i < due - 1; i++) {
        var _ = ledger.submit(reserving(RequestId.NONE, 0, line(0, 1)));
      }
      ledger.ask(reserving(RequestId.NONE, 0, line(0, 1)));
      now.addAndGet(TestLedger.TTL_MILLIS);

      var replies = new ArrayList<CompletableFuture<Reply>>();
      gate.lock();
      try {
        for (int i = 0; i < 1_200; i++) {
          replies.add(ledger.submit(reserving(FIRST, 0, line(0, due))));
        }
      } finally {
        gate.unlock();
      }
      long first = reserved(replies.getFirst().join()).id();
      assertThat(replies).allSatisfy(one -> assertThat(reserved(one.join()).id()).isEqualTo(first));
    }
  }

  private long whenOpen(ReentrantLock gate) {
    gate.lock();
    try {
      return now.get();
    } finally {
      gate.unlock();
    }
  }

  @Test
  void forgetsTheOldestBeyondTheBoundButNeverOneWhoseReservationIsOpen() {
    try (var ledger = stocked(TestLedger.remembering(10, 2, 1))) {
      long open = reserved(ledger.ask(reserving(FIRST, 0, line(0, 1)))).id();
      for (int i = 0; i < 5; i++) {
        var request = new RequestId(9, i, i);
        long id = reserved(ledger.ask(reserving(request, 0, line(0, 1)))).id();
        ledger.change(id, Verb.RELEASE);
      }

      assertThat(ledger.ask(reserving(FIRST, 0, line(0, 1))).replayed()).isTrue();
      assertThat(ledger.ask(reserving(new RequestId(9, 0, 0), 0, line(0, 1))).replayed()).isFalse();

      ledger.change(open, Verb.RELEASE);
      ledger.ask(reserving(new RequestId(10, 1, 1), 0, line(0, 1)));
      assertThat(ledger.ask(reserving(FIRST, 0, line(0, 1))).replayed()).isFalse();
    }
  }

  @Test
  void keepsARequestIdThroughExpiryAndBeyondIfItsReservationIsTakenAgain() {
    try (var ledger = stocked(TestLedger.remembering(10, 2, 1))) {
      long id = reserved(ledger.ask(reserving(FIRST, 0, line(0, 1)))).id();
      now.addAndGet(TestLedger.TTL_MILLIS);
      ledger.reacquire(id);
      for (int i = 0; i < 5; i++) {
        ledger.ask(receiving(new RequestId(9, i, i)));
      }

      assertThat(ledger.ask(reserving(FIRST, 0, line(0, 1))).replayed()).isTrue();
      ledger.change(id, Verb.CANCEL);
      ledger.ask(receiving(SECOND));
      assertThat(ledger.ask(reserving(FIRST, 0, line(0, 1))).replayed()).isFalse();
    }
  }

  @Test
  void forgetsSomeRequestIdsOfAnExpiredReservationAndKeepsTheOthersOnceItIsTakenAgain() {
    try (var ledger = stocked(TestLedger.remembering(10, 2, 1))) {
      long id = reserved(ledger.ask(reserving(FIRST, 0, line(0, 1)))).id();
      for (int i = 0; i < 3; i++) {
        ledger.ask(new Command.Extend(new RequestId(8, i, i), id, Command.NONE, 1, false));
      }
      now.addAndGet(TestLedger.TTL_MILLIS);
      ledger.ask(receiving(SECOND));
      ledger.reacquire(id);
      for (int i = 0; i < 5; i++) {
        ledger.ask(receiving(new RequestId(9, i, i)));
      }

      var last = new Command.Extend(new RequestId(8, 2, 2), id, Command.NONE, 1, false);
      assertThat(ledger.ask(last).replayed()).isTrue();
      assertThat(ledger.ask(reserving(FIRST, 0, line(0, 1))).replayed()).isFalse();
    }
  }

  @Test
  void forgetsARefusalAboutAnOpenReservationWithoutHarmToIt() {
    try (var ledger = stocked(TestLedger.remembering(10, 2, 1))) {
      long id = reserved(ledger.ask(reserving(FIRST, 0, line(0, 1)))).id();
      ledger.change(id, Verb.CONFIRM);
      for (int i = 0; i < 3; i++) {
        var release = changing(new RequestId(7, i, i), id, Verb.RELEASE);
        assertThat(ledger.ask(release).code()).isEqualTo(ResultCode.RESERVATION_STATE);
        var confirm = changing(new RequestId(8, i, i), id, Verb.CONFIRM);
        assertThat(ledger.ask(confirm).code()).isEqualTo(ResultCode.OK);
      }

      assertThat(ledger.change(id, Verb.CANCEL).code()).isEqualTo(ResultCode.OK);
      assertThat(ledger.total(0).available()).isEqualTo(10);
    }
  }

  @Test
  void keepsARequestIdOfAMovementHoweverManyReservationsAreOpen() {
    try (var ledger = stocked(TestLedger.remembering(10, 2, 1))) {
      for (int i = 0; i < 5; i++) {
        ledger.ask(reserving(new RequestId(9, i, i), 0, line(0, 1)));
      }
      ledger.ask(receiving(FIRST));

      assertThat(ledger.ask(receiving(FIRST)).replayed()).isTrue();
      assertThat(ledger.total(0).onHand()).isEqualTo(11);
    }
  }

  private static Command receiving(RequestId request) {
    return Movement.of(MovementType.RECEIVE, 0, 0, 1).request(request).command();
  }

  private static Command changing(RequestId request, long id, Verb verb) {
    return new Command.Change(request, id, Command.NONE, verb, List.of(), false);
  }

  @Test
  void neverRemembersThatTheLedgerWasFull() {
    var d = TestLedger.remembering(10, 10, 10);
    var small = new LedgerConfig(0, 1_024, d.blockBytes(), 1_024, 3, 1, 64, 10_000, d.bounds());
    try (var ledger = stocked(small)) {
      long first = reserved(ledger.reserve(0, line(0, 1))).id();
      assertThat(ledger.ask(reserving(FIRST, 0, line(0, 1))).code())
          .isEqualTo(ResultCode.LEDGER_FULL);
      ledger.change(first, Verb.RELEASE);

      assertThat(ledger.ask(reserving(FIRST, 0, line(0, 1))).code()).isEqualTo(ResultCode.OK);
    }
  }

  @Test
  void forgetsAfterTheRetentionTime() {
    try (var ledger = stocked(LedgerConfig.DEFAULT)) {
      ledger.ask(reserving(FIRST, 0, line(0, 1)));
      now.addAndGet(86_400_001L);
      ledger.ask(reserving(SECOND, 0, line(0, 1)));

      assertThat(ledger.ask(reserving(FIRST, 0, line(0, 1))).replayed()).isFalse();
    }
  }

  @Test
  void forgetsTerminalReservationsBeyondTheBound() {
    try (var ledger = stocked(TestLedger.remembering(2, 10, 10))) {
      long first = reserved(ledger.reserve(0, line(0, 1))).id();
      ledger.change(first, Verb.RELEASE);
      for (int i = 0; i < 2; i++) {
        ledger.change(reserved(ledger.reserve(0, line(0, 1))).id(), Verb.RELEASE);
      }

      assertThat(ledger.reads().reservation(first)).isNull();
      assertThat(ledger.reads().reservation(first + 1)).isNotNull();
    }
  }

  private TestLedger stocked(LedgerConfig config) {
    var ledger = new TestLedger(journal, config, now);
    stock(ledger, 10);
    return ledger;
  }

  private static void stock(TestLedger ledger, int units) {
    ledger.location("north");
    ledger.sku("shirt");
    ledger.channel("web");
    ledger.receive(0, 0, units);
  }
}
