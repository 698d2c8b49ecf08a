package dev.holdfast.persistence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.persistence.CannotStartException;
import dev.holdfast.persistence.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's own PostgreSQL, killed in every way there is. */
class EmbeddedPostgresTest {
  static final Path BINARIES = Path.of("target", "postgres-bin").toAbsolutePath();

  @TempDir Path temp;
  private Path data;
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeEach
  void choosePlace() {
    data = temp.resolve("the data");
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable it : open.reversed()) {
      it.close();
    }
  }

  @Test
  void isDurableAndOnLoopbackOnlyAndAsksForThePassword() throws SQLException {
    EmbeddedPostgres postgres = start();

    assertThat(ask(postgres, "show fsync")).isEqualTo("on");
    assertThat(ask(postgres, "show full_page_writes")).isEqualTo("on");
    assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
    assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
    assertThatThrownBy(
            () ->
                DriverManager.getConnection(
                    postgres.jdbcUrl("holdfast"), EmbeddedPostgres.USER, "guessed"))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void letsOnlyItsOwnerSeeItsFiles() throws IOException {
    start();

    assertThat(permissions(data)).isEqualTo("rwx------");
    assertThat(permissions(data.resolve("postgres"))).isEqualTo("rwx------");
    assertThat(permissions(data.resolve("postgres-password"))).isEqualTo("rw-------");
  }

  @Test
  void keepsDataAndPortOverAStop() throws Exception {
    EmbeddedPostgres first = start();
    execute(first, "create table kept as select 42 as answer");
    close();
    open.clear();

    EmbeddedPostgres second = start();

    assertThat(ask(second, "select answer from kept")).isEqualTo("42");
    assertThat(second.port()).isEqualTo(first.port());
  }

  @Test
  void stopsEvenWhenInterrupted() throws IOException {
    EmbeddedPostgres postgres = start();

    Thread.currentThread().interrupt();
    postgres.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(Postmaster.of(data.toRealPath().resolve("postgres"))).isEmpty();
  }

  @Test
  void startsAgainOnTheSamePortWhenItsPostmasterIsKilled() throws Exception {
    EmbeddedPostgres postgres = start();
    execute(postgres, "create table kept as select 42 as answer");
    long killed = postgres.pid();

    kill(killed);

    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () ->
                ask(postgres, "select answer from kept").equals("42") && postgres.pid() != killed);
  }

  @Test
  void takesOverThePostmasterOfAKilledServer() throws Exception {
    var killed = ServerProcess.start(data);
    execute(killed.login(), "create table kept as select 42 as answer");
    killed.kill();

    EmbeddedPostgres next = start();

    assertThat(next.pid()).isEqualTo(killed.postmaster());
    assertThat(ask(next, "select answer from kept")).isEqualTo("42");
    close();
    open.clear();
    assertThat(Postmaster.of(data.toRealPath().resolve("postgres"))).isEmpty();
  }

  @Test
  void startsWhenServerAndPostmasterWereKilled() throws Exception {
    var killed = ServerProcess.start(data);
    execute(killed.login(), "create table kept as select 42 as answer");
    killed.kill();
    kill(killed.postmaster());

    EmbeddedPostgres next = start();

    assertThat(next.pid()).isNotEqualTo(killed.postmaster());
    assertThat(ask(next, "select answer from kept")).isEqualTo("42");
  }

  @Test
  void replacesAPostmasterThatHangs() throws Exception {
    var killed = ServerProcess.start(data);
    execute(killed.login(), "create table kept as select 42 as answer");
    killed.kill();
    signal("STOP", killed.postmaster());

    EmbeddedPostgres next = start();

    assertThat(next.pid()).isNotEqualTo(killed.postmaster());
    assertThat(ask(next, "select answer from kept")).isEqualTo("42");
  }

  @Test
  void startsOverAPidFileWhoseProcessIsAnotherByNow() throws Exception {
    start();
    Path cluster = data.toRealPath().resolve("postgres");
    String pidFile = Files.readString(cluster.resolve("postmaster.pid"));
    close();
    open.clear();
    Process stranger = new ProcessBuilder("cat").start();
    open.add(stranger::destroy);
    Files.writeString(
        cluster.resolve("postmaster.pid"),
        pidFile.replaceFirst("^\\d+", Long.toString(stranger.pid())));

    EmbeddedPostgres next = start();

    assertThat(ask(next, "select 42")).isEqualTo("42");
    assertThat(stranger.isAlive()).isTrue();
  }

  @Test
  void startsOverAFirstStartThatWasCutShort() throws Exception {
    Path draft = Files.createDirectories(data.resolve("postgres.new"));
    Files.writeString(draft.resolve("PG_VERSION"), "18");

    EmbeddedPostgres postgres = start();

    assertThat(ask(postgres, "select 42")).isEqualTo("42");
  }

  @Test
  void leavesThePortToWhoeverHasIt() throws Exception {
    EmbeddedPostgres first = start();
    int port = first.port();
    close();
    open.clear();
    try (var taken = new java.net.ServerSocket(port)) {
      EmbeddedPostgres second = start();

      assertThat(second.port()).isNotEqualTo(taken.getLocalPort());
      assertThat(ask(second, "select 42")).isEqualTo("42");
    }
  }

  @Test
  void refusesAFolderThatAnotherServerHolds() throws Exception {
    var first = ServerProcess.start(data);
    open.add(first);

    assertThatThrownBy(() -> DataFolder.open(data))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("in use by another Holdfast server")
        .hasMessageContaining(Long.toString(first.pid()));
  }

  private EmbeddedPostgres start() {
    DataFolder folder = DataFolder.open(data);
    open.add(folder);
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, BINARIES, 0);
    open.add(postgres);
    return postgres;
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void kill(long pid) throws Exception {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(20, TimeUnit.SECONDS);
  }

  private static void signal(String name, long pid) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }

  private static String ask(EmbeddedPostgres postgres, String query) throws SQLException {
    try (Connection connection = connect(loginOf(postgres));
        var statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      return answer.next() ? String.valueOf(answer.getString(1)) : "";
    }
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    execute(loginOf(postgres), sql);
  }

  private static void execute(PostgresLogin login, String sql) throws SQLException {
    try (Connection connection = connect(login);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static PostgresLogin loginOf(EmbeddedPostgres postgres) {
    return new PostgresLogin(postgres.port(), EmbeddedPostgres.USER, postgres.password());
  }

  private static Connection connect(PostgresLogin login) throws SQLException {
    return DriverManager.getConnection(
        login.jdbcUrl(EmbeddedPostgres.DATABASE), login.user(), login.password());
  }
}
