package dev.holdfast.persistence;

import dev.holdfast.persistence.internal.EmbeddedPostgres;
import dev.holdfast.persistence.internal.PostgresConnections;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
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

  private final EmbeddedPostgres postgres;
  private final String name;

  private TestDatabase(EmbeddedPostgres postgres, String name) {
    this.postgres = postgres;
    this.name = name;
  }

  /** One with nothing in it: Flyway is left to the server under test. */
  public static TestDatabase empty() {
    return emptyOn(Shared.POSTGRES);
  }

  /** One with the server's tables. */
  public static TestDatabase migrated() {
    return migratedOn(Shared.POSTGRES);
  }

  /** One with the server's tables, on a PostgreSQL that is the test's to kill. */
  public static TestDatabase migratedOn(EmbeddedPostgres postgres) {
    TestDatabase database = emptyOn(postgres);
    Flyway.configure()
        .dataSource(database.jdbcUrl(), EmbeddedPostgres.USER, postgres.password())
        .load()
        .migrate();
    return database;
  }

  private static TestDatabase emptyOn(EmbeddedPostgres postgres) {
    String name = NAME_PREFIX + UUID.randomUUID().toString().replace("-", "");
    Shared.execute(postgres, "create database " + name);
    return new TestDatabase(postgres, name);
  }

  /** Tells a server under test to work on it, and to keep its data in a folder of its own. */
  public void register(DynamicPropertyRegistry registry) {
    registry.add("spring.r2dbc.url", () -> "r2dbc:postgresql://127.0.0.1:" + port() + "/" + name);
    registry.add("spring.r2dbc.username", () -> EmbeddedPostgres.USER);
    registry.add("spring.r2dbc.password", postgres::password);
    // Spring keeps the servers of many tests: they share what connections there are.
    registry.add("spring.r2dbc.pool.initial-size", () -> 1);
    registry.add("spring.r2dbc.pool.max-size", () -> 4);
    registry.add("holdfast.data-dir", () -> TARGET.resolve("test-data").resolve(name));
  }

  /** The port of its PostgreSQL. */
  public int port() {
    return postgres.port();
  }

  public String name() {
    return name;
  }

  public String jdbcUrl() {
    return postgres.jdbcUrl(name);
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
            .option(ConnectionFactoryOptions.PASSWORD, postgres.password())
            .build());
  }

  /** A plain JDBC connection, to look at or to hold up what the server does. */
  public Connection jdbc() throws SQLException {
    return Shared.connect(postgres, name);
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
    private static final String SPRINGS_HOOK = "SpringApplicationShutdownHook";
    private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();
    private static final long STOP_NANOS_MAX = Duration.ofSeconds(25).toNanos();
    private static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.start(openFolder(), TARGET.resolve("postgres-bin").toAbsolutePath(), 0);
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> closeLast(postgres), "test-postgres-stop"));
      dropLeftovers(postgres);
      return postgres;
    }

    /** After the servers that use it: all hooks run at once, and theirs wait for the database. */
    private static void closeLast(EmbeddedPostgres postgres) {
      long untilNanos = System.nanoTime() + STOP_NANOS_MAX;
      long looksUntilNanos = System.nanoTime() + LOOK_NANOS;
      try {
        while (System.nanoTime() < looksUntilNanos) {
          for (Thread hook : Thread.getAllStackTraces().keySet()) {
            if (hook.getName().contains(SPRINGS_HOOK)) {
              hook.join(Duration.ofNanos(Math.max(1, untilNanos - System.nanoTime())));
            }
          }
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      postgres.close();
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

    private static void execute(EmbeddedPostgres postgres, String sql) {
      try (var connection = connect(postgres, "postgres");
          var statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }

    private static Connection connect(EmbeddedPostgres postgres, String database)
        throws SQLException {
      return DriverManager.getConnection(
          postgres.jdbcUrl(database), EmbeddedPostgres.USER, postgres.password());
    }
  }
}
