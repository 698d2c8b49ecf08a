package dev.holdfast.persistence;

import dev.holdfast.persistence.internal.EmbeddedPostgres;
import dev.holdfast.persistence.internal.PostgresConnections;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A database of a test's own, on a durable PostgreSQL that all tests of this JVM share. It is
 * started with the first one and kept below {@code target} for the next run.
 *
 * <p>For a test of the whole server:
 *
 * <pre>
 * &#64;DynamicPropertySource
 * static void database(DynamicPropertyRegistry registry) {
 *   TestDatabase.empty().register(registry);
 * }
 * </pre>
 */
public final class TestDatabase {
  private static final Path TARGET = Path.of("target");
  private static final String NAME_PREFIX = "test_";

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  /** One with nothing in it: Flyway is left to the server under test. */
  public static TestDatabase empty() {
    var database = new TestDatabase(NAME_PREFIX + UUID.randomUUID().toString().replace("-", ""));
    Shared.execute("create database " + database.name);
    return database;
  }

  /** One with the server's tables. */
  public static TestDatabase migrated() {
    TestDatabase database = empty();
    Flyway.configure()
        .dataSource(database.jdbcUrl(), EmbeddedPostgres.USER, Shared.POSTGRES.password())
        .load()
        .migrate();
    return database;
  }

  /** Tells a server under test to work on it, and to keep its data in a folder of its own. */
  public void register(DynamicPropertyRegistry registry) {
    registry.add("spring.r2dbc.url", () -> "r2dbc:postgresql://127.0.0.1:" + port() + "/" + name);
    registry.add("spring.r2dbc.username", () -> EmbeddedPostgres.USER);
    registry.add("spring.r2dbc.password", Shared.POSTGRES::password);
    // Spring keeps the servers of many tests: they share what connections there are.
    registry.add("spring.r2dbc.pool.initial-size", () -> 1);
    registry.add("spring.r2dbc.pool.max-size", () -> 4);
    registry.add("holdfast.data-dir", () -> TARGET.resolve("test-data").resolve(name));
  }

  /** The port of the shared PostgreSQL. */
  public int port() {
    return Shared.POSTGRES.port();
  }

  public String name() {
    return name;
  }

  public String jdbcUrl() {
    return Shared.POSTGRES.jdbcUrl(name);
  }

  public UnpooledConnections connections() {
    return connectionsThrough(port());
  }

  /** Connections to it by way of another port, that of a {@link TcpProxy}. */
  public UnpooledConnections connectionsThrough(int port) {
    return PostgresConnections.to(
        ConnectionFactoryOptions.builder()
            .option(ConnectionFactoryOptions.DRIVER, "postgresql")
            .option(ConnectionFactoryOptions.HOST, "127.0.0.1")
            .option(ConnectionFactoryOptions.PORT, port)
            .option(ConnectionFactoryOptions.DATABASE, name)
            .option(ConnectionFactoryOptions.USER, EmbeddedPostgres.USER)
            .option(ConnectionFactoryOptions.PASSWORD, Shared.POSTGRES.password())
            .build());
  }

  /** Kills PostgreSQL, every process of it. It is started again by itself, on the same port. */
  public static void killPostgres() {
    ProcessHandle postmaster = ProcessHandle.of(Shared.POSTGRES.pid()).orElseThrow();
    List<ProcessHandle> processes = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    processes.forEach(ProcessHandle::destroyForcibly);
  }

  /** A plain JDBC connection, to look at or to hold up what the server does. */
  public Connection jdbc() throws SQLException {
    return Shared.connect(name);
  }

  /** The one value that a query answers; empty if it answers none. */
  public String ask(String query) {
    try (var connection = jdbc();
        var statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      return answer.next() ? String.valueOf(answer.getString(1)) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** The PostgreSQL of this JVM. */
  private static final class Shared {
    private static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.start(openFolder(), TARGET.resolve("postgres-bin").toAbsolutePath(), 0);
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "test-postgres-stop"));
      dropLeftovers(postgres);
      return postgres;
    }

    /** Another JVM may be testing too. */
    private static DataFolder openFolder() {
      for (int number = 1; ; number++) {
        try {
          return DataFolder.open(TARGET.resolve("test-postgres-" + number));
        } catch (CannotStartException e) {
          if (number == 10) {
            throw e;
          }
        }
      }
    }

    private static void dropLeftovers(EmbeddedPostgres postgres) {
      try (var connection = connect(postgres, "postgres");
          var statement = connection.createStatement()) {
        var names = new ArrayList<String>();
        try (ResultSet found = statement.executeQuery("select datname from pg_database")) {
          while (found.next()) {
            names.add(found.getString(1));
          }
        }
        names.removeIf(name -> !name.startsWith(NAME_PREFIX));
        for (String name : names) {
          statement.execute("drop database " + name + " with (force)");
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void execute(String sql) {
      try (var connection = connect("postgres");
          var statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }

    private static Connection connect(String database) throws SQLException {
      return connect(POSTGRES, database);
    }

    private static Connection connect(EmbeddedPostgres postgres, String database)
        throws SQLException {
      return DriverManager.getConnection(
          postgres.jdbcUrl(database), EmbeddedPostgres.USER, postgres.password());
    }
  }
}
