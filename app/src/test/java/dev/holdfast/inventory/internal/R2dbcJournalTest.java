package dev.holdfast.inventory.internal;

import static dev.holdfast.inventory.internal.TestBlocks.append;
import static dev.holdfast.inventory.internal.TestBlocks.claim;
import static dev.holdfast.inventory.internal.TestBlocks.get;
import static dev.holdfast.inventory.internal.TestBlocks.isFenced;
import static dev.holdfast.inventory.internal.TestBlocks.replay;
import static dev.holdfast.inventory.internal.TestBlocks.timeOf;
import static dev.holdfast.inventory.internal.TestBlocks.unwatched;
import static dev.holdfast.ledger.journal.Journal.ANY_EPOCH;
import static dev.holdfast.ledger.journal.Journal.Appended.DURABLE;
import static dev.holdfast.ledger.journal.Journal.Appended.REFUSED;
import static dev.holdfast.ledger.journal.Journal.Appended.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.journal.Journal.Head;
import dev.holdfast.persistence.TestConnections;
import dev.holdfast.persistence.TestDatabase;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The journal's contract on a real PostgreSQL, when all goes well or another owner is there. */
class R2dbcJournalTest {
  private static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final Duration APPEND_MAX = Duration.ofSeconds(5);

  /** A shard for each test: none sees another's blocks. */
  private static int shards;

  private final int shard = shards++;
  private final TestBlocks blocks = new TestBlocks(shard);
  private final List<Journal> journals = new ArrayList<>();
  private Journal journal;

  @BeforeEach
  void open() {
    journal = newJournal();
  }

  @AfterEach
  void close() {
    journals.forEach(Journal::close);
  }

  @Test
  void makesHeadOnFirstClaimAndRaisesEpochOnEach() {
    Head first = claim(journal);
    Head second = claim(journal);

    assertThat(first.lastPosition()).isZero();
    assertThat(first.lastTimeMillis()).isZero();
    assertThat(first.shard()).isEqualTo(shard);
    assertThat(first.journalId()).isNotBlank();
    assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
    assertThat(second.journalId()).isEqualTo(first.journalId());
  }

  @Test
  void storesBlocksAndTellsTheLastAtTheNextClaim() {
    long epoch = claim(journal).epoch();

    assertThat(append(journal, blocks.block(1, 3, epoch, 100))).isEqualTo(DURABLE);
    assertThat(append(journal, blocks.block(4, 4, epoch, 100))).isEqualTo(DURABLE);

    Head head = claim(newJournal());
    assertThat(head.lastPosition()).isEqualTo(4);
    assertThat(head.lastTimeMillis()).isEqualTo(timeOf(4));
  }

  @Test
  void givesBackBlocksByteByByte() {
    long epoch = claim(journal).epoch();
    List<Block> written =
        List.of(
            blocks.block(1, 1, epoch, 1),
            blocks.block(2, 9, epoch, 48_000),
            blocks.block(10, 9_999, epoch, 1 << 20));

    written.forEach(block -> assertThat(append(journal, block)).isEqualTo(DURABLE));

    assertThat(replay(journal, 0)).isEqualTo(written).allMatch(Block::isIntact);
  }

  @Test
  void sendsPayloadFromItsPositionToItsLimitAndLeavesItAsItWas() {
    long epoch = claim(journal).epoch();
    ByteBuffer payload = ByteBuffer.allocateDirect(100);
    for (int index = 0; index < 100; index++) {
      payload.put(index, (byte) index);
    }
    payload.position(10).limit(30);

    append(journal, blocks.block(1, 1, epoch, payload));

    assertThat(payload.position()).isEqualTo(10);
    assertThat(payload.limit()).isEqualTo(30);
    ByteBuffer stored = get(journal.read(1)).payload();
    assertThat(stored.remaining()).isEqualTo(20);
    assertThat(stored.get(0)).isEqualTo((byte) 10);
  }

  @Test
  void refusesAnotherEpoch() {
    long epoch = claim(journal).epoch();

    assertThat(append(journal, blocks.block(1, 1, epoch - 1, 10))).isEqualTo(REFUSED);
    assertThat(append(journal, blocks.block(1, 1, epoch + 1, 10))).isEqualTo(REFUSED);
    assertThat(replay(journal, 0)).isEmpty();
  }

  @Test
  void refusesAGapAndARepetition() {
    long epoch = claim(journal).epoch();
    Block first = blocks.block(1, 3, epoch, 10);

    assertThat(append(journal, blocks.block(2, 2, epoch, 10))).isEqualTo(REFUSED);
    assertThat(append(journal, first)).isEqualTo(DURABLE);
    assertThat(append(journal, first)).isEqualTo(REFUSED);
    assertThat(append(journal, blocks.block(3, 5, epoch, 10))).isEqualTo(REFUSED);
    assertThat(append(journal, blocks.block(5, 6, epoch, 10))).isEqualTo(REFUSED);
    assertThat(append(journal, blocks.block(4, 4, epoch, 10))).isEqualTo(DURABLE);
    assertThat(replay(journal, 0)).hasSize(2);
  }

  @Test
  void refusesAppendOfAFencedOwner() {
    long oldEpoch = claim(journal).epoch();
    Journal other = newJournal();
    long newEpoch = claim(other).epoch();

    assertThat(append(journal, blocks.block(1, 1, oldEpoch, 10))).isEqualTo(REFUSED);
    assertThat(append(other, blocks.block(1, 2, newEpoch, 10))).isEqualTo(DURABLE);
    assertThat(append(journal, blocks.block(1, 1, oldEpoch, 10))).isEqualTo(REFUSED);
  }

  @Test
  void claimsOnlyTheExpectedEpoch() {
    long epoch = claim(journal).epoch();

    assertThat(isFenced(newJournal(), epoch)).isFalse();
    assertThat(isFenced(journal, epoch)).isTrue();
    assertThat(claim(journal).epoch()).isEqualTo(epoch + 2);
  }

  @Test
  void letsAnyNumberOfOwnersClaimAtOnceAndGivesEachAnEpochOfItsOwn() {
    var claims = LongStream.range(0, 8).mapToObj(owner -> newJournal().claim(ANY_EPOCH)).toList();

    List<Head> heads = claims.stream().map(TestBlocks::get).map(Objects::requireNonNull).toList();
    assertThat(heads).extracting(Head::epoch).doesNotHaveDuplicates();
    assertThat(heads).extracting(Head::journalId).containsOnly(heads.getFirst().journalId());
  }

  @Test
  void replaysFromAPositionAcrossPages() {
    long epoch = claim(journal).epoch();
    for (long position = 1; position <= 20; position++) {
      append(journal, blocks.block(position, position, epoch, 1 << 20));
    }

    List<Block> replayed = replay(journal, 3);

    assertThat(replayed).allMatch(Block::isIntact);
    assertThat(replayed).extracting(Block::firstPosition).isEqualTo(positions(4, 20));
  }

  @Test
  void replaysManySmallBlocksInOrder() {
    long epoch = claim(journal).epoch();
    for (long position = 1; position <= 1_100; position++) {
      append(journal, blocks.block(position, position, epoch, 10));
    }

    assertThat(replay(journal, 0)).extracting(Block::firstPosition).isEqualTo(positions(1, 1_100));
  }

  @Test
  void endsReplayWithTheHandlersError() {
    long epoch = claim(journal).epoch();
    append(journal, blocks.block(1, 1, epoch, 10));

    CompletionStage<Void> replay =
        journal.replay(
            0,
            block -> {
              throw new IllegalStateException("damaged");
            });

    assertThatThrownBy(() -> get(replay)).hasMessageContaining("damaged");
  }

  @Test
  void readsTheBlockThatHoldsAPosition() {
    long epoch = claim(journal).epoch();
    append(journal, blocks.block(1, 3, epoch, 10));
    Block second = blocks.block(4, 6, epoch, 10);
    append(journal, second);

    assertThat(get(journal.read(4))).isEqualTo(second);
    assertThat(get(journal.read(6))).isEqualTo(second);
    assertThatThrownBy(() -> get(journal.read(7))).hasCauseInstanceOf(NoSuchElementException.class);
  }

  @Test
  void answersUnknownAndCancelsOnceClosed() {
    long epoch = claim(journal).epoch();
    journal.close();

    assertThat(append(journal, blocks.block(1, 1, epoch, 10))).isEqualTo(UNKNOWN);
    assertThatThrownBy(() -> get(journal.claim(ANY_EPOCH)))
        .hasCauseInstanceOf(CancellationException.class);
  }

  private Journal newJournal() {
    var made =
        new R2dbcJournal(
            shard, DATABASE.connections(), TestConnections.to(DATABASE), APPEND_MAX, unwatched());
    journals.add(made);
    return made;
  }

  private static List<Long> positions(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
