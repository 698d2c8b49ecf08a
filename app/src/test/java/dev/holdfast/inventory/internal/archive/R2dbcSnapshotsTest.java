package dev.holdfast.inventory.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.ledger.snapshot.Snapshot;
import dev.holdfast.persistence.TestDatabase;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Snapshots' store on a real PostgreSQL. */
class R2dbcSnapshotsTest {
  private static final TestDatabase DATABASE = TestDatabase.migrated();

  /** A shard for each test: none sees another's snapshots. */
  private static int shards;

  private final int shard = shards++;
  private final R2dbcSnapshots store = newStore();

  private R2dbcSnapshots newStore() {
    return new R2dbcSnapshots(shard, DATABASE.connections(), 2);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private Snapshot snapshot(long position, int chunks) {
    return new Snapshot(shard, position, 1_800_000_000_000L, 77, 1, chunks, 2L * chunks);
  }

  private static ByteBuffer bytes(long position, int chunk) {
    return ByteBuffer.wrap(new byte[] {(byte) position, (byte) chunk});
  }

  private void writeChunks(R2dbcSnapshots into, long position, int chunks) throws Exception {
    for (int chunk = 0; chunk < chunks; chunk++) {
      get(into.write(position, chunk, bytes(position, chunk)));
    }
  }

  private void write(long position, int chunks) throws Exception {
    writeChunks(store, position, chunks);
    get(store.complete(snapshot(position, chunks)));
  }

  private long count(String table) {
    return Long.parseLong(
        DATABASE.ask("select count(*) from " + table + " where shard = " + shard));
  }

  @Test
  void givesBackWhatWasWrittenNewestFirst() throws Exception {
    write(5, 3);
    write(9, 40);

    assertThat(get(store.list())).containsExactly(snapshot(9, 40), snapshot(5, 3));
    for (int chunk = 0; chunk < 40; chunk++) {
      assertThat(get(store.read(snapshot(9, 40), chunk))).isEqualTo(bytes(9, chunk));
    }
    assertThat(get(store.read(snapshot(5, 3), 2))).isEqualTo(bytes(5, 2));
  }

  @Test
  void keepsTheNewestFewAndNoChunkOfTheOthers() throws Exception {
    for (long position = 1; position <= 5; position++) {
      write(position, 35);
    }

    assertThat(get(store.list())).extracting(Snapshot::position).containsExactly(5L, 4L);
    assertThat(count("ledger_snapshot_chunk")).isEqualTo(70);
  }

  @Test
  void anUnfinishedSnapshotIsNotListedAndGoesWithTheNextOne() throws Exception {
    writeChunks(newStore(), 5, 70);

    assertThat(get(store.list())).isEmpty();
    write(9, 2);
    assertThat(count("ledger_snapshot_chunk")).isEqualTo(2);
  }

  @Test
  void anUnfinishedSnapshotOfTheSamePositionIsWrittenAnew() throws Exception {
    writeChunks(newStore(), 9, 3);

    write(9, 2);

    assertThat(get(store.list())).containsExactly(snapshot(9, 2));
    assertThat(count("ledger_snapshot_chunk")).isEqualTo(2);
  }

  @Test
  void doesNotCompleteWhatAnotherServerHasWrittenInto() throws Exception {
    try (var other = newStore()) {
      writeChunks(store, 9, 3);
      get(other.write(9, 1, bytes(9, 1)));

      assertThatThrownBy(() -> get(store.complete(snapshot(9, 3))))
          .hasMessageContaining("chunks are gone");
      assertThat(get(store.list())).isEmpty();
    }
  }

  @Test
  void aChunkThatIsNotThereIsNoOutage() throws Exception {
    write(5, 2);
    execute("delete from ledger_snapshot_chunk where shard = " + shard + " and chunk = 1");

    assertThatThrownBy(() -> get(store.read(snapshot(5, 2), 1)))
        .hasCauseInstanceOf(NoSuchElementException.class);
    assertThat(get(store.read(snapshot(5, 2), 0))).isEqualTo(bytes(5, 0));
  }

  @Test
  void readsOnWhenItsConnectionIsKilled() throws Exception {
    write(5, 2);
    assertThat(get(store.read(snapshot(5, 2), 0))).isEqualTo(bytes(5, 0));
    DATABASE.ask(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name ="
            + " 'holdfast snapshots-read' and datname = current_database()");

    assertThat(get(store.read(snapshot(5, 2), 1))).isEqualTo(bytes(5, 1));
  }

  @Test
  void aWriteThatFailsIsToldAndTheNextGoesOn() throws Exception {
    execute(
        "alter table ledger_snapshot_chunk add constraint full_%d check (shard <> %d or chunk < 1)"
            .formatted(shard, shard));

    assertThatThrownBy(() -> writeChunks(store, 5, 2)).isInstanceOf(Exception.class);

    execute("alter table ledger_snapshot_chunk drop constraint full_" + shard);
    write(6, 2);
    assertThat(get(store.list())).containsExactly(snapshot(6, 2));
  }

  @Test
  void aCloseEndsWhatWaits() throws Exception {
    try (var jdbc = DATABASE.jdbc();
        var statement = jdbc.createStatement()) {
      jdbc.setAutoCommit(false);
      statement.execute("lock table ledger_snapshot in access exclusive mode");
      CompletionStage<?> waiting = store.list();

      store.close();

      assertThatThrownBy(() -> get(waiting)).hasCauseInstanceOf(CancellationException.class);
      jdbc.rollback();
    }
  }

  private static void execute(String sql) throws SQLException {
    try (var jdbc = DATABASE.jdbc();
        var statement = jdbc.createStatement()) {
      statement.execute(sql);
    }
  }
}
