package dev.holdfast.inventory.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.persistence.CannotStartException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server starts from, and what stops it. */
class SnapshotRestartTest {
  private static final String NEWEST = "(select max(position) from ledger_snapshot)";
  private static final String OLDEST = "(select min(position) from ledger_snapshot)";

  private final RestartedServer server = new RestartedServer();

  /** Two snapshots, and some blocks after them. */
  @BeforeEach
  void sell() {
    server.start();
    server.setUp();
    server.receive("A", "L", 5);
    server.restart();
    server.receive("B", "M", 7);
    server.stop();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String hashAfterAStart() {
    server.start();
    String hash = server.figure("stateHash");
    return hash;
  }

  /** What is said when the server does not start. */
  private CannotStartException failure() {
    Throwable thrown = catchThrowable(server::start);
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
        .filter(CannotStartException.class::isInstance)
        .map(CannotStartException.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("it says nothing", thrown));
  }

  /** Takes the newest snapshot away, as if the last server had been killed before it was taken. */
  private void forgetTheLastSnapshot() throws Exception {
    server.execute("delete from ledger_snapshot where position = " + NEWEST);
  }

  @Test
  void aStopInOrderLeavesASnapshotOfTheEnd() {
    assertThat(server.database.ask("select max(position) from ledger_snapshot"))
        .isEqualTo(server.database.ask("select last_position from ledger_head"));
    assertThat(server.database.ask("select count(*) from ledger_snapshot")).isEqualTo("2");
  }

  @Test
  void aStartComesToTheSameStateFromEveryPlace() throws Exception {
    String whole = hashAfterAStart();
    assertThat(server.figure("snapshotPosition")).isNotEqualTo("0");
    server.stop();

    forgetTheLastSnapshot();
    assertThat(hashAfterAStart()).isEqualTo(whole);
    server.stop();

    server.execute("truncate ledger_snapshot, ledger_snapshot_chunk");
    assertThat(hashAfterAStart()).isEqualTo(whole);
  }

  @Test
  void noBlockBeforeTheSnapshotIsRead() throws Exception {
    String whole = hashAfterAStart();
    server.stop();
    server.execute("delete from ledger_block where last_position <= " + NEWEST);

    assertThat(hashAfterAStart()).isEqualTo(whole);
    assertThat(server.get("/v1/stock/A").body().toString()).contains("onHand=5");
  }

  @Test
  void aDamagedSnapshotIsLeftOutForTheOneBefore() throws Exception {
    String whole = hashAfterAStart();
    server.stop();
    server.execute(
        "update ledger_snapshot_chunk set bytes = set_byte(bytes, 100, get_byte(bytes, 100) # 1)"
            + " where position = "
            + NEWEST);

    assertThat(hashAfterAStart()).isEqualTo(whole);
    assertThat(server.bean(StoredSnapshots.class).damaged()).isPositive();
  }

  @Test
  void aSnapshotThatLacksAChunkIsLeftOutForTheOneBefore() throws Exception {
    String whole = hashAfterAStart();
    server.stop();
    server.execute("delete from ledger_snapshot_chunk where chunk = 0 and position = " + NEWEST);

    assertThat(hashAfterAStart()).isEqualTo(whole);
    assertThat(server.bean(StoredSnapshots.class).damaged()).isPositive();
  }

  @Test
  void aDamagedBlockStopsTheStartByName() throws Exception {
    forgetTheLastSnapshot();
    server.execute(
        "update ledger_block set payload = set_byte(payload, 9, get_byte(payload, 9) # 1)"
            + " where last_position = (select max(last_position) from ledger_block)");
    String last = server.database.ask("select max(last_position) from ledger_block");

    CannotStartException failure = failure();

    assertThat(failure.problem())
        .contains("The journal is damaged: block ", "-" + last + " of shard 0", "its checksum");
    assertThat(failure.remedy()).contains("Restore the database from a backup");
  }

  @Test
  void aMissingBlockStopsTheStartByName() throws Exception {
    server.start();
    server.receive("A", "L", 1);
    server.receive("A", "L", 1);
    server.stop();
    server.execute("delete from ledger_snapshot where position > " + OLDEST);
    server.execute(
        "delete from ledger_block where last_position = (select min(last_position) from"
            + " ledger_block where last_position > "
            + OLDEST
            + ")");
    String from = server.database.ask("select position + 1 from ledger_snapshot");

    assertThat(failure().problem())
        .contains("the block that begins at position " + from + " of shard 0 is missing");
  }

  @Test
  void aMissingBlockAtTheEndStopsTheStart() throws Exception {
    forgetTheLastSnapshot();
    server.execute(
        "delete from ledger_block where last_position = (select max(last_position) from"
            + " ledger_block)");

    assertThat(failure().problem()).contains("the journal's blocks end at position", "its head");
  }

  @Test
  void damagedSnapshotsWithoutTheBlocksBeforeThemStopTheStart() throws Exception {
    server.execute("delete from ledger_block where last_position <= " + OLDEST);
    server.execute("update ledger_snapshot_chunk set bytes = substr(bytes, 1, 50)");
    String newest = server.database.ask("select max(position) from ledger_snapshot");

    CannotStartException failure = failure();

    assertThat(failure.problem())
        .contains(
            "The journal cannot be read on from a snapshot",
            "the snapshot of position " + newest + ": chunk 0 does not have its checksum");
    assertThat(failure.remedy()).contains("restore the database from a backup");
  }

  @Test
  void aSnapshotOfAnotherLayoutWithoutTheBlocksBeforeItStopsTheStart() throws Exception {
    server.execute("delete from ledger_block where last_position <= " + OLDEST);
    server.execute("update ledger_snapshot set layout = 99");

    CannotStartException failure = failure();

    assertThat(failure.problem()).contains("it is of layout 99, and this build reads layout 1");
    assertThat(failure.remedy()).contains("start the version that wrote it");
  }

  @Test
  void aSnapshotOfAnotherLayoutIsLeftOutWhereBlocksAreThere() throws Exception {
    String whole = hashAfterAStart();
    server.stop();
    server.execute("update ledger_snapshot set layout = 99");

    assertThat(hashAfterAStart()).isEqualTo(whole);
  }
}
