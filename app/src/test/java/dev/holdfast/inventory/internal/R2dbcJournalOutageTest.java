package dev.holdfast.inventory.internal;

import static dev.holdfast.inventory.internal.TestBlocks.append;
import static dev.holdfast.inventory.internal.TestBlocks.claim;
import static dev.holdfast.inventory.internal.TestBlocks.get;
import static dev.holdfast.inventory.internal.TestBlocks.isFenced;
import static dev.holdfast.inventory.internal.TestBlocks.replay;
import static dev.holdfast.inventory.internal.TestBlocks.unwatched;
import static dev.holdfast.ledger.journal.Journal.Appended.DURABLE;
import static dev.holdfast.ledger.journal.Journal.Appended.REFUSED;
import static dev.holdfast.ledger.journal.Journal.Appended.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.journal.Journal.Appended;
import dev.holdfast.ledger.journal.Journal.Head;
import dev.holdfast.persistence.Outage;
import dev.holdfast.persistence.TcpProxy;
import dev.holdfast.persistence.TestConnections;
import dev.holdfast.persistence.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The journal on a real PostgreSQL, with a network that fails and sessions that are in the way. */
class R2dbcJournalOutageTest {
  private static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final Duration APPEND_MAX = Duration.ofSeconds(2);
  private static final Duration AT_THE_BOUND = APPEND_MAX.plusSeconds(3);

  private static final int SYNC_BYTES = 5;

  /** A shard for each test: none sees another's blocks. */
  private static int shards = 1_000;

  private final int shard = shards++;
  private final TestBlocks blocks = new TestBlocks(shard);
  private final TcpProxy proxy = TcpProxy.to(DATABASE.port());
  private final Journal journal =
      new R2dbcJournal(
          shard,
          DATABASE.connectionsThrough(proxy.port()),
          TestConnections.to(DATABASE),
          APPEND_MAX,
          unwatched());
  private final Journal other =
      new R2dbcJournal(
          shard, DATABASE.connections(), TestConnections.to(DATABASE), APPEND_MAX, unwatched());

  @AfterEach
  void close() throws IOException {
    journal.close();
    other.close();
    proxy.close();
  }

  @Test
  void appendWhoseAnswerIsLostEndsUnknownAndTheNextClaimTellsThatItIsStored() {
    long epoch = claim(journal).epoch();
    proxy.loseAnswers();

    CompletionStage<Appended> lost = journal.append(blocks.block(1, 3, epoch, 1_000));
    awaitStored(1);
    proxy.cut();

    assertThat(lost.toCompletableFuture()).succeedsWithin(AT_THE_BOUND).isEqualTo(UNKNOWN);
    proxy.heal();
    Head head = claimExpecting(epoch);
    assertThat(head.lastPosition()).isEqualTo(3);
    assertThat(append(journal, blocks.block(4, 4, head.epoch(), 10))).isEqualTo(DURABLE);
    assertThat(replay(journal, 0)).hasSize(2);
  }

  @Test
  void appendThatHangsEndsUnknownWithinTheBoundAndCanBeRepeated() {
    long epoch = claim(journal).epoch();
    Block block = blocks.block(1, 3, epoch, 1_000);
    proxy.loseEverything();

    assertThat(journal.append(block).toCompletableFuture())
        .succeedsWithin(AT_THE_BOUND)
        .isEqualTo(UNKNOWN);

    proxy.heal();
    Head head = claimExpecting(epoch);
    assertThat(head.lastPosition()).isZero();
    assertThat(append(journal, block.withEpoch(head.epoch()))).isEqualTo(DURABLE);
  }

  @Test
  void appendBehindALockEndsUnknownWithinTheBoundAndIsNotStoredLater() throws SQLException {
    long epoch = claim(journal).epoch();
    Block block = blocks.block(1, 3, epoch, 1_000);
    try (Connection holder = lockHead()) {
      assertThat(journal.append(block).toCompletableFuture())
          .succeedsWithin(AT_THE_BOUND)
          .isEqualTo(UNKNOWN);
      holder.rollback();
    }

    Head head = claimExpecting(epoch);
    assertThat(head.lastPosition()).isZero();
    assertThat(append(journal, block.withEpoch(head.epoch()))).isEqualTo(DURABLE);
  }

  @Test
  void appendThatWaitedForARivalsClaimIsRefused() throws SQLException {
    long epoch = claim(journal).epoch();
    CompletionStage<Appended> late;
    try (Connection rival = lockHead();
        var statement = rival.createStatement()) {
      statement.execute("update ledger_head set epoch = epoch + 1 where shard = " + shard);
      late = journal.append(blocks.block(1, 3, epoch, 1_000));
      awaitWaiting(1);
      rival.commit();
    }

    assertThat(get(late)).isEqualTo(REFUSED);
    assertThat(isFenced(journal, epoch)).isTrue();
    assertThat(replay(other, 0)).isEmpty();
  }

  @Test
  void claimWaitsForARunningAppendAndTellsIt() throws SQLException {
    long epoch = claim(journal).epoch();
    CompletionStage<Appended> running;
    CompletionStage<@Nullable Head> claim;
    try (Connection holder = lockHead()) {
      running = journal.append(blocks.block(1, 3, epoch, 1_000));
      awaitWaiting(1);
      claim = other.claim(epoch);
      awaitWaiting(2);
      holder.rollback();
    }

    assertThat(get(running)).isEqualTo(DURABLE);
    Head head = get(claim);
    assertThat(Objects.requireNonNull(head).lastPosition()).isEqualTo(3);
  }

  @Test
  void lateAppendOfAFencedOwnerChangesNothing() {
    long oldEpoch = claim(journal).epoch();
    long newEpoch = claimExpecting(other, oldEpoch).epoch();
    append(other, blocks.block(1, 2, newEpoch, 10));

    assertThat(append(journal, blocks.block(1, 2, oldEpoch, 10))).isEqualTo(REFUSED);
    assertThat(append(journal, blocks.block(3, 3, oldEpoch, 10))).isEqualTo(REFUSED);
    assertThat(isFenced(journal, oldEpoch)).isTrue();
    assertThat(replay(other, 0)).hasSize(1);
  }

  @Test
  void claimWhoseAnswerIsLostIsNotTakenForARivals() throws SQLException {
    long epoch = claim(journal).epoch();
    CompletionStage<@Nullable Head> claim = claimLosingItsAnswer(epoch);

    Head head = get(claim);
    assertThat(Objects.requireNonNull(head).epoch()).isEqualTo(epoch + 1);
    assertThat(append(journal, blocks.block(1, 1, epoch + 1, 10))).isEqualTo(DURABLE);
  }

  @Test
  void claimOfAnyEpochWhoseAnswerIsLostRaisesItOnce() throws SQLException {
    long epoch = claim(journal).epoch();
    CompletionStage<@Nullable Head> claim = claimLosingItsAnswer(Journal.ANY_EPOCH);

    Head head = get(claim);
    assertThat(Objects.requireNonNull(head).epoch()).isEqualTo(epoch + 1);
  }

  @Test
  void claimWaitsLongerTheMoreAppendsInARowHaveFailed() throws SQLException {
    assertThat(IntStream.of(0, 1, 2, 3, 6, 7, 99).mapToObj(n -> Outage.pauseAfter(n).toMillis()))
        .containsExactly(0L, 0L, 50L, 100L, 800L, 1_000L, 1_000L);
    Block block = blocks.block(1, 3, claim(journal).epoch(), 10);
    change("insert into ledger_block select " + shard + ", 1, 3, 0, 0, 0, '', 0, 0");
    long start = System.nanoTime();

    for (int i = 0; i < 4; i++) {
      assertThat(append(journal, block)).isEqualTo(UNKNOWN);
      block = block.withEpoch(claimExpecting(block.epoch()).epoch());
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(350));
    change("delete from ledger_block where shard = " + shard);
    assertThat(append(journal, block)).isEqualTo(DURABLE);
  }

  @Test
  void claimWaitsUntilTheDatabaseAnswers() {
    proxy.loseEverything();
    CompletionStage<@Nullable Head> hung = journal.claim(Journal.ANY_EPOCH);
    await().until(() -> proxy.accepted() == 2);

    proxy.heal();

    Head head = get(hung);
    assertThat(Objects.requireNonNull(head).epoch()).isEqualTo(1);
  }

  @Test
  void closeEndsAClaimThatWaits() {
    proxy.loseEverything();
    CompletionStage<@Nullable Head> hung = journal.claim(Journal.ANY_EPOCH);

    journal.close();

    assertThat(hung.toCompletableFuture()).isCompletedExceptionally();
  }

  /** Without its last message the statement has run and is never committed: its lock stays. */
  @Test
  void appendCutOffBeforeItsEndHoldsUpNoClaimForLong() {
    long epoch = claim(journal).epoch();
    proxy.keepBack(SYNC_BYTES);
    CompletionStage<Appended> half = journal.append(blocks.block(1, 1, epoch, 10));
    await()
        .until(
            () ->
                !ask("select 1 from ledger_head where shard = " + shard + " for update skip locked")
                    .equals("1"));
    proxy.loseEverything();

    CompletionStage<@Nullable Head> claim = other.claim(epoch);

    assertThat(get(half)).isEqualTo(UNKNOWN);
    Head head = get(claim);
    assertThat(Objects.requireNonNull(head).lastPosition()).isZero();
  }

  @Test
  void appendOpensAConnectionOfItsOwnAgain() {
    long epoch = claim(journal).epoch();
    proxy.cut();
    await().until(() -> append(journal, blocks.block(1, 1, epoch, 10)) == DURABLE);
  }

  @Test
  void replayGoesOnWhereItWasCutOff() {
    long epoch = claim(journal).epoch();
    for (long position = 1; position <= 40; position++) {
      append(journal, blocks.block(position, position, epoch, 1 << 20));
    }
    var seen = new ArrayList<Long>();

    get(
        journal.replay(
            0,
            block -> {
              seen.add(block.firstPosition());
              if (seen.size() == 3) {
                proxy.cut();
              }
            }));

    assertThat(seen).hasSize(40).isSorted().doesNotHaveDuplicates();
  }

  /** The epoch is raised, the answer is not heard, and the claim tries again. */
  private CompletionStage<@Nullable Head> claimLosingItsAnswer(long expectedEpoch)
      throws SQLException {
    CompletionStage<@Nullable Head> claim;
    String before = epochStored();
    try (Connection holder = lockHead()) {
      claim = journal.claim(expectedEpoch);
      awaitWaiting(1);
      proxy.loseAnswers();
      holder.rollback();
    }
    await().until(() -> !epochStored().equals(before));
    proxy.heal();
    proxy.cut();
    return claim;
  }

  private Head claimExpecting(long epoch) {
    return claimExpecting(journal, epoch);
  }

  private static Head claimExpecting(Journal claimant, long epoch) {
    Head head = get(claimant.claim(epoch));
    assertThat(head).isNotNull();
    return Objects.requireNonNull(head);
  }

  private String epochStored() {
    return ask("select epoch from ledger_head where shard = " + shard);
  }

  private void awaitStored(int count) {
    String stored = "select count(*) from ledger_block where shard = " + shard;
    await().until(() -> ask(stored).equals(Integer.toString(count)));
  }

  /** Until so many sessions of journals wait for a lock. */
  private static void awaitWaiting(int count) {
    String waiting =
        "select count(*) from pg_stat_activity where datname = current_database()"
            + " and application_name = 'holdfast journal' and wait_event_type = 'Lock'";
    await().until(() -> ask(waiting).equals(Integer.toString(count)));
  }

  private Connection lockHead() throws SQLException {
    Connection connection = DATABASE.jdbc();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("select 1 from ledger_head where shard = " + shard + " for update");
    }
    return connection;
  }

  private static void change(String sql) throws SQLException {
    try (Connection connection = DATABASE.jdbc();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(String query) {
    return DATABASE.ask(query);
  }
}
