package dev.holdfast.persistence.internal;

import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.DRIVER;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.PROTOCOL;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import dev.holdfast.persistence.CannotStartException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is, said in R2DBC's way, and in JDBC's for Flyway.
 *
 * @param options for a connection of PostgreSQL's driver, without a pool
 */
record DatabaseAddress(ConnectionFactoryOptions options) {
  private static final String POSTGRESQL = "postgresql";
  private static final int DEFAULT_PORT = 5432;

  /** What the two drivers call the same thing. */
  private static final Map<String, String> JDBC_NAME_BY_R2DBC_NAME =
      Map.of(
          "sslMode", "sslmode",
          "sslmode", "sslmode",
          "sslRootCert", "sslrootcert",
          "sslCert", "sslcert",
          "sslKey", "sslkey",
          "schema", "currentSchema",
          "currentSchema", "currentSchema",
          "targetServerType", "targetServerType");

  /**
   * Takes the address out of what is configured, which may name a pool.
   *
   * @throws CannotStartException if it is no PostgreSQL
   */
  static DatabaseAddress of(ConnectionFactoryOptions configured) {
    ConnectionFactoryOptions direct = withoutPool(configured);
    Object driver = direct.getRequiredValue(DRIVER);
    if (!driver.equals(POSTGRESQL)) {
      throw new CannotStartException(
          "spring.r2dbc.url names a database of the kind '" + driver + "'.",
          "Give it as r2dbc:postgresql://host:port/database: Holdfast runs on PostgreSQL.");
    }
    return new DatabaseAddress(direct);
  }

  private static ConnectionFactoryOptions withoutPool(ConnectionFactoryOptions configured) {
    if (!"pool".equals(configured.getValue(DRIVER))) {
      return configured;
    }
    String[] inner = text(configured, PROTOCOL, POSTGRESQL).split(":", 2);
    return configured
        .mutate()
        .option(DRIVER, inner[0])
        .option(PROTOCOL, inner.length > 1 ? inner[1] : "")
        .build();
  }

  String user() {
    return text(options, USER, "");
  }

  @Nullable String password() {
    Object password = options.getValue(PASSWORD);
    return password == null ? null : password.toString();
  }

  /** Without user and password. */
  String jdbcUrl() {
    String query =
        parameters().entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    String url = "jdbc:postgresql://" + hosts() + "/" + text(options, DATABASE, "");
    return query.isEmpty() ? url : url + "?" + query;
  }

  /** One host, or several with their ports, which both drivers write alike. */
  private String hosts() {
    String host = text(options, HOST, "localhost");
    return host.contains(",") ? host : host + ":" + text(options, PORT, "" + DEFAULT_PORT);
  }

  private Map<String, String> parameters() {
    var parameters = new TreeMap<String, String>();
    JDBC_NAME_BY_R2DBC_NAME.forEach(
        (r2dbcName, jdbcName) -> {
          String value = text(options, Option.valueOf(r2dbcName), "");
          if (!value.isEmpty()) {
            parameters.put(jdbcName, value);
          }
        });
    return parameters;
  }

  private static String text(ConnectionFactoryOptions options, Option<?> option, String otherwise) {
    Object value = options.getValue(option);
    return value == null ? otherwise : value.toString();
  }
}
