package dev.holdfast.persistence.internal;

import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.APPLICATION_NAME;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.PREPARED_STATEMENT_CACHE_QUERIES;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE;
import static io.r2dbc.spi.ConnectionFactoryOptions.STATEMENT_TIMEOUT;

import dev.holdfast.persistence.DataFolder;
import dev.holdfast.persistence.DatabaseInfo;
import dev.holdfast.persistence.UnpooledConnections;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** What the server has of a database, wherever that is. The pool itself is Spring Boot's. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DataProperties.class, DatabaseProperties.class})
class PersistenceConfiguration {
  private static final int CACHED_STATEMENTS_MAX = 256;
  private static final Duration EVERYDAY_QUERY_MAX = Duration.ofSeconds(30);

  @Bean
  DataFolder dataFolder(DataProperties properties) {
    return DataFolder.open(properties.dataDir());
  }

  @Bean
  DatabaseAddress databaseAddress(R2dbcConnectionDetails details) {
    return DatabaseAddress.of(details.getConnectionFactoryOptions());
  }

  @Bean
  DatabaseInfo databaseInfo(DatabaseAddress address, ObjectProvider<EmbeddedPostgres> embedded) {
    return new DatabaseInfo(
        address.jdbcUrl(),
        address.user(),
        Optional.ofNullable(embedded.getIfAvailable()).map(EmbeddedPostgres::folder));
  }

  /** Nobody gets one to a database that forgets, or whose tables are not there yet. */
  @Bean
  @DependsOnDatabaseInitialization
  UnpooledConnections unpooledConnections(DatabaseAddress address, DatabaseProperties properties) {
    var connections = PostgresConnections.to(address.options());
    DurabilityStartup.check(connections, properties.acceptUnsafeDurability());
    return connections;
  }

  /** Bounds what the driver leaves unbounded, unless the URL says otherwise. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  ConnectionFactoryOptionsBuilderCustomizer boundedConnections() {
    return options -> {
      ConnectionFactoryOptions given = options.build();
      setUnlessGiven(options, given, PREPARED_STATEMENT_CACHE_QUERIES, CACHED_STATEMENTS_MAX);
      setUnlessGiven(options, given, STATEMENT_TIMEOUT, EVERYDAY_QUERY_MAX);
      setUnlessGiven(options, given, TCP_KEEPALIVE, true);
      setUnlessGiven(options, given, APPLICATION_NAME, "holdfast");
    };
  }

  private static <T> void setUnlessGiven(
      ConnectionFactoryOptions.Builder options,
      ConnectionFactoryOptions given,
      Option<T> option,
      T value) {
    if (!given.hasOption(option)) {
      options.option(option, value);
    }
  }

  /** The server's own PostgreSQL, when it is given none. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(NoDatabaseGiven.class)
  static class BuiltIn {

    @Bean
    EmbeddedPostgres embeddedPostgres(DataFolder data, DatabaseProperties properties) {
      var binaries = properties.binariesDir();
      return EmbeddedPostgres.start(
          data, binaries != null ? binaries : data.resolve("postgres-bin"), properties.port());
    }

    @Bean
    R2dbcConnectionDetails embeddedPostgresDetails(EmbeddedPostgres postgres) {
      ConnectionFactoryOptions options =
          ConnectionFactoryOptions.builder()
              .option(ConnectionFactoryOptions.DRIVER, "postgresql")
              .option(ConnectionFactoryOptions.HOST, "127.0.0.1")
              .option(ConnectionFactoryOptions.PORT, postgres.port())
              .option(ConnectionFactoryOptions.DATABASE, EmbeddedPostgres.DATABASE)
              .option(ConnectionFactoryOptions.USER, EmbeddedPostgres.USER)
              .option(ConnectionFactoryOptions.PASSWORD, postgres.password())
              .build();
      return () -> options;
    }
  }

  /** Flyway's way to the same database, unless it is given one of its own. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(NoMigrationUrlGiven.class)
  static class Migrations {

    @Bean
    MigrationConnection migrationConnection(DatabaseAddress address, Environment environment) {
      String user = environment.getProperty("spring.flyway.user");
      return user == null
          ? new MigrationConnection(address.jdbcUrl(), address.user(), address.password())
          : new MigrationConnection(
              address.jdbcUrl(), user, environment.getProperty("spring.flyway.password"));
    }
  }

  static final class NoDatabaseGiven extends NoneNestedConditions {
    NoDatabaseGiven() {
      super(ConfigurationPhase.PARSE_CONFIGURATION);
    }

    @ConditionalOnProperty("spring.r2dbc.url")
    static final class Given {}
  }

  static final class NoMigrationUrlGiven extends NoneNestedConditions {
    NoMigrationUrlGiven() {
      super(ConfigurationPhase.PARSE_CONFIGURATION);
    }

    @ConditionalOnProperty("spring.flyway.url")
    static final class Given {}
  }
}
