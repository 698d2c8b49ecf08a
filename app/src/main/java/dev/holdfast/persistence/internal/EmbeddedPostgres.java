package dev.holdfast.persistence.internal;

import dev.holdfast.persistence.CannotStartException;
import dev.holdfast.persistence.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's own PostgreSQL, its files in the data folder, started with the server and stopped
 * after everything else. If it dies meanwhile, it is started again on the same port.
 *
 * <p>Its processes outlive a killed server. The next one takes them over if they answer, and stops
 * them if not.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  public static final String USER = PostgresCluster.SUPERUSER;
  public static final String DATABASE = "holdfast";

  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String PASSWORD_FILE = "postgres-password";
  private static final int PORT_ATTEMPTS_MAX = 5;
  private static final long ADOPTION_MILLIS_MAX = 5_000;

  private final PostgresCluster cluster;
  private final PostgresLogin login;
  private final PostmasterSupervisor supervisor;

  private EmbeddedPostgres(
      PostgresCluster cluster, PostgresLogin login, PostmasterSupervisor supervisor) {
    this.cluster = cluster;
    this.login = login;
    this.supervisor = supervisor;
  }

  /**
   * Starts PostgreSQL, or takes over the one that runs on the folder. Blocks until it takes
   * connections: a fraction of a second, some two seconds on the first start, longer after a crash
   * under load.
   *
   * @param data whose lock keeps other servers away
   * @param binaries where the programs are unpacked, unless they are there
   * @param port to listen on, or 0 for the last one or any
   * @throws CannotStartException if it does not start
   */
  public static EmbeddedPostgres start(DataFolder data, Path binaries, int port) {
    try {
      var cluster =
          new PostgresCluster(
              PostgresBinaries.unpackBelow(binaries),
              data.resolve("postgres"),
              data.resolve("postgres.log"));
      String password = initialize(cluster, data);
      Postmaster postmaster = adoptOrStart(cluster, password, port);
      PostgresLogin login = loginTo(postmaster, password);
      login.createDatabaseIfMissing(DATABASE);
      return new EmbeddedPostgres(cluster, login, PostmasterSupervisor.watch(cluster, postmaster));
    } catch (IOException | SQLException e) {
      throw new CannotStartException(
          "The server's own PostgreSQL does not start. " + e.getMessage(),
          "See " + data.resolve("postgres.log") + ", or set spring.r2dbc.url to use another one.");
    }
  }

  private static String initialize(PostgresCluster cluster, DataFolder data) throws IOException {
    Optional<String> kept = data.read(PASSWORD_FILE);
    if (kept.isPresent() && cluster.isInitialized()) {
      return kept.get();
    }
    if (cluster.isInitialized()) {
      throw new IOException("The file " + data.resolve(PASSWORD_FILE) + " is missing");
    }
    String password = kept.orElseGet(EmbeddedPostgres::makeUpPassword);
    data.writePrivate(PASSWORD_FILE, password);
    cluster.initialize(data.resolve(PASSWORD_FILE));
    log.info("Made a PostgreSQL database in {}", cluster.folder());
    return password;
  }

  private static Postmaster adoptOrStart(PostgresCluster cluster, String password, int port)
      throws IOException {
    Optional<Postmaster> earlier = answering(cluster, password);
    if (earlier.isPresent() && (port == 0 || port == earlier.get().port())) {
      log.info("Took over PostgreSQL from an earlier run, pid {}", earlier.get().pid());
      return earlier.get();
    }
    if (earlier.isPresent()) {
      cluster.stop();
    }
    cluster.stopAtOnce();
    return startOnFreePort(cluster, port);
  }

  /** The one that runs and answers, perhaps only once it has recovered from how it ended before. */
  private static Optional<Postmaster> answering(PostgresCluster cluster, String password) {
    return cluster
        .running()
        .filter(cluster::awaitReady)
        .flatMap(ready -> cluster.running())
        .filter(it -> Waiting.until(loginTo(it, password)::works, ADOPTION_MILLIS_MAX));
  }

  private static PostgresLogin loginTo(Postmaster postmaster, String password) {
    return new PostgresLogin(postmaster.port(), USER, password);
  }

  private static Postmaster startOnFreePort(PostgresCluster cluster, int port) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return cluster.start(port != 0 ? port : LoopbackPorts.choose(cluster.lastPort()));
      } catch (IOException e) {
        boolean isTaken = String.valueOf(e.getMessage()).contains("could not create any TCP/IP");
        if (port != 0 || !isTaken || attempt == PORT_ATTEMPTS_MAX) {
          throw e;
        }
      }
    }
  }

  private static String makeUpPassword() {
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** Its files. */
  public Path folder() {
    return cluster.folder();
  }

  /** The loopback port it listens on, the same for as long as this object lives. */
  public int port() {
    return login.port();
  }

  public String password() {
    return login.password();
  }

  /** Where JDBC finds a database of it. */
  public String jdbcUrl(String database) {
    return login.jdbcUrl(database);
  }

  /** The process that runs now; another one after a crash. */
  public long pid() {
    return supervisor.pid();
  }

  /**
   * Stops it, which ends every connection. Blocks for some seconds at most, and does so when
   * interrupted too: the thread of a server that is stopped while it starts is.
   */
  @Override
  public void close() {
    boolean isInterrupted = Thread.interrupted();
    supervisor.close();
    try {
      cluster.stop();
    } catch (IOException e) {
      log.warn("PostgreSQL may still be running: {}", e.getMessage());
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
