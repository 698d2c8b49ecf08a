package dev.holdfast.persistence.internal;

import dev.holdfast.persistence.CannotStartException;
import dev.holdfast.persistence.UnpooledConnection;
import dev.holdfast.persistence.UnpooledConnections;
import io.r2dbc.spi.Row;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Looks, once at start, whether the database keeps what it confirms.
 *
 * <p>{@code fsync} and {@code full_page_writes} must be on. {@code synchronous_commit} may be
 * anything but off: at {@code local}, {@code remote_write} and {@code remote_apply} a commit is on
 * the database's own disk before it is confirmed, as at {@code on}; they differ in what a standby
 * has by then.
 */
final class DurabilityStartup {
  private static final Logger log = LoggerFactory.getLogger(DurabilityStartup.class);

  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final String SETTINGS =
      "select current_setting('fsync') as fsync,"
          + " current_setting('full_page_writes') as full_page_writes,"
          + " current_setting('synchronous_commit') as synchronous_commit,"
          + " pg_is_in_recovery()::text as is_standby";

  private DurabilityStartup() {}

  /**
   * Blocks for the answer.
   *
   * @param acceptUnsafe whether to go on, with a warning, when it does not
   * @throws CannotStartException if it does not, or cannot be reached, or is a standby
   */
  static void check(UnpooledConnections connections, boolean acceptUnsafe) {
    Map<String, String> settings = read(connections);
    if ("true".equals(settings.remove("is_standby"))) {
      throw new CannotStartException(
          "The database is a standby, which cannot be written.",
          "Let spring.r2dbc.url name the primary.");
    }
    settings.values().removeIf(value -> !value.equals("off"));
    if (settings.isEmpty()) {
      return;
    }
    String names = String.join(", ", settings.keySet());
    String problem = "The database has " + names + " off: a crash may lose what it has confirmed.";
    if (!acceptUnsafe) {
      throw new CannotStartException(
          problem,
          "Set "
              + names
              + " = on in PostgreSQL's configuration and for the server's user; or, if"
              + " losing sales and overselling is acceptable here, set"
              + " holdfast.database.accept-unsafe-durability=true.");
    }
    log.warn("{} holdfast.database.accept-unsafe-durability allows it.", problem);
  }

  private static Map<String, String> read(UnpooledConnections connections) {
    try {
      Map<String, String> settings =
          Mono.usingWhen(
                  connections.open("start", ANSWER_MAX),
                  DurabilityStartup::settings,
                  UnpooledConnection::close)
              .timeout(ANSWER_MAX)
              .block();
      return settings == null ? Map.of() : settings;
    } catch (RuntimeException e) {
      throw new CannotStartException(
          "The database cannot be asked about its settings: " + e.getMessage(),
          "See that it runs, and that spring.r2dbc.url, username and password are right.");
    }
  }

  private static Mono<Map<String, String>> settings(UnpooledConnection connection) {
    return connection
        .r2dbc()
        .createStatement(SETTINGS)
        .execute()
        .flatMap(result -> result.map((row, metadata) -> byName(row)))
        .single();
  }

  private static Map<String, String> byName(Row row) {
    var settings = new TreeMap<String, String>();
    row.getMetadata()
        .getColumnMetadatas()
        .forEach(it -> settings.put(it.getName(), String.valueOf(row.get(it.getName()))));
    return settings;
  }
}
