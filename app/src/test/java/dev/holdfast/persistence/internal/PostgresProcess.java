package dev.holdfast.persistence.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL that nobody starts again by itself, for a test to stop, kill, freeze and starve. Not
 * thread-safe.
 */
public final class PostgresProcess implements AutoCloseable {
  public static final String USER = PostgresCluster.SUPERUSER;
  public static final String PASSWORD = "a-password-of-a-test";
  private static final Path BINARIES = Path.of("target", "postgres-bin");
  private static final String DATABASE = "holdfast";

  private final PostgresCluster cluster;
  private final int port;

  private PostgresProcess(PostgresCluster cluster, int port) {
    this.cluster = cluster;
    this.port = port;
  }

  /** Makes one below a folder, with an empty database, and starts it. */
  public static PostgresProcess makeIn(Path folder) throws IOException, SQLException {
    Path password = Files.writeString(folder.resolve("password"), PASSWORD);
    var cluster =
        new PostgresCluster(
            PostgresBinaries.unpackBelow(BINARIES.toAbsolutePath()),
            folder.toRealPath().resolve("postgres"),
            folder.resolve("postgres.log"));
    cluster.initialize(password);
    var postgres = new PostgresProcess(cluster, LoopbackPorts.choose(cluster.lastPort()));
    postgres.start();
    new PostgresLogin(postgres.port, USER, PASSWORD).createDatabaseIfMissing(DATABASE);
    return postgres;
  }

  public int port() {
    return port;
  }

  /** Its files. */
  public Path folder() {
    return cluster.folder();
  }

  /** Starts it and waits until it takes connections. */
  public void start() throws IOException {
    cluster.start(port);
  }

  /** As an operator stops it: every session is ended, and everything is on the disk. */
  public void stop() throws IOException {
    cluster.stop();
  }

  /** Kills every process of it. */
  public void kill() {
    processes().forEach(ProcessHandle::destroyForcibly);
    Waiting.until(() -> cluster.running().isEmpty(), 10_000);
  }

  /** Sends a signal to every process of it. */
  public void signal(String name) {
    List<String> pids = processes().stream().map(it -> Long.toString(it.pid())).toList();
    var command = Stream.concat(Stream.of("kill", "-" + name), pids.stream()).toList();
    try {
      new ProcessBuilder(command).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<ProcessHandle> processes() {
    return cluster
        .running()
        .map(it -> Stream.concat(Stream.of(it.process()), it.process().descendants()).toList())
        .orElse(List.of());
  }

  /** Runs statements, whatever the sessions of others may do. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl(), USER, PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute("set default_transaction_read_only = off");
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String jdbcUrl() {
    return new PostgresLogin(port, USER, PASSWORD).jdbcUrl(DATABASE);
  }

  /** Stops it, at once. */
  @Override
  public void close() throws IOException {
    signal("CONT");
    cluster.stopAtOnce();
  }
}
