package dev.holdfast.inventory.internal;

import static dev.holdfast.inventory.internal.TestBlocks.append;
import static dev.holdfast.inventory.internal.TestBlocks.claim;
import static dev.holdfast.inventory.internal.TestBlocks.get;
import static dev.holdfast.inventory.internal.TestBlocks.replay;
import static dev.holdfast.inventory.internal.TestBlocks.unwatched;
import static dev.holdfast.ledger.journal.Journal.Appended.DURABLE;
import static dev.holdfast.ledger.journal.Journal.Appended.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.journal.Journal.Head;
import dev.holdfast.persistence.DataFolder;
import dev.holdfast.persistence.TestConnections;
import dev.holdfast.persistence.TestDatabase;
import dev.holdfast.persistence.internal.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal while the server's own PostgreSQL is killed and comes back by itself. */
class R2dbcJournalCrashTest {
  private static final Path BINARIES = Path.of("target", "postgres-bin").toAbsolutePath();

  @TempDir Path temp;

  private final TestBlocks blocks = new TestBlocks(0);

  @Test
  void goesOnWithAllThatIsDurableOnceItIsBack() {
    try (DataFolder data = DataFolder.open(temp);
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data, BINARIES, 0);
        Journal journal = journalOn(postgres)) {
      long epoch = claim(journal).epoch();
      Block stored = blocks.block(1, 3, epoch, 48_000);
      assertThat(append(journal, stored)).isEqualTo(DURABLE);

      kill(postgres);

      Block next = blocks.block(4, 4, epoch, 10);
      assertThat(append(journal, next)).isEqualTo(UNKNOWN);
      Head head = get(journal.claim(epoch));
      assertThat(Objects.requireNonNull(head).lastPosition()).isEqualTo(3);
      Block again = next.withEpoch(head.epoch());
      assertThat(append(journal, again)).isEqualTo(DURABLE);
      assertThat(replay(journal, 0)).containsExactly(stored, again);
    }
  }

  private static Journal journalOn(EmbeddedPostgres postgres) {
    TestDatabase database = TestDatabase.migratedOn(postgres);
    return new R2dbcJournal(
        0,
        database.connections(),
        TestConnections.to(database),
        Duration.ofSeconds(5),
        unwatched());
  }

  /** Every process of it. */
  private static void kill(EmbeddedPostgres postgres) {
    ProcessHandle postmaster = ProcessHandle.of(postgres.pid()).orElseThrow();
    List<ProcessHandle> children = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
