package dev.holdfast.demo;

import dev.holdfast.inventory.Availabilities;
import dev.holdfast.inventory.LedgerControl;
import dev.holdfast.inventory.LedgerRole;
import dev.holdfast.persistence.DatabaseInfo;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Makes the demo set where there is to be one, and tells whoever has started the server what to
 * try. Readiness waits for it. A standby makes none: its owner has.
 */
@Component
final class DemoStartup implements ApplicationRunner {
  private static final Logger log = LoggerFactory.getLogger(DemoStartup.class);
  private static final Duration START_MAX = Duration.ofMinutes(1);

  private final DemoSettings settings;
  private final DemoSet set;
  private final DemoFile file;
  private final LedgerControl ledger;
  private final Availabilities availabilities;
  private final DatabaseInfo database;
  private final Welcome welcome;
  private final Environment environment;

  DemoStartup(
      DemoSettings settings,
      DemoSet set,
      DemoFile file,
      LedgerControl ledger,
      Availabilities availabilities,
      DatabaseInfo database,
      Welcome welcome,
      Environment environment) {
    this.settings = settings;
    this.set = set;
    this.file = file;
    this.ledger = ledger;
    this.availabilities = availabilities;
    this.database = database;
    this.welcome = welcome;
    this.environment = environment;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    String url = "http://localhost:" + environment.getProperty("local.server.port", "8080");
    if (ledger.role() == LedgerRole.OWNER) {
      log.info("{}", welcome.text(url, isThere(url)));
    } else {
      log.info("Holdfast stands by at {}", url);
    }
  }

  /** Whether there is a demo set, after making it if there is to be one. */
  private boolean isThere(String url) {
    try {
      Optional<Map<String, String>> keys = keys();
      keys.ifPresent(present -> file.write(url, availabilities.journalId(), present));
      return keys.isPresent();
    } catch (RuntimeException e) {
      log.warn("The demo set could not be made; the next start tries again", e);
      return false;
    }
  }

  private Optional<Map<String, String>> keys() {
    if (settings.isForbidden()) {
      return Optional.empty();
    }
    Optional<Map<String, String>> made = file.keys(availabilities.journalId());
    return made.isPresent() || !isWanted() ? made : set.make().blockOptional(START_MAX);
  }

  private boolean isWanted() {
    if (settings.isForced()) {
      return true;
    }
    return database.isBuiltIn() && set.isAlone().blockOptional(START_MAX).orElse(false);
  }
}
