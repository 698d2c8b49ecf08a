package dev.holdfast.inventory.internal.archive;

import dev.holdfast.persistence.CannotStartException;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** That blocks are kept for as long as repeated requests are answered from them. */
final class RetentionStartup {
  private static final String REQUESTS = "holdfast.ledger.request-retention";
  private static final Duration REQUESTS_DEFAULT = Duration.ofHours(24);

  private RetentionStartup() {}

  /**
   * Checks it.
   *
   * @throws CannotStartException if they are not
   */
  static RetentionStartup checked(ArchiveSettings settings, Environment environment) {
    Duration archive = settings.retention();
    Duration requests =
        Binder.get(environment).bind(REQUESTS, Duration.class).orElse(REQUESTS_DEFAULT);
    if (archive != null && archive.compareTo(requests) < 0) {
      throw new CannotStartException(
          "holdfast.archive.retention is %s, and %s is %s: answers to repeated requests are read from blocks that would be gone."
              .formatted(archive, REQUESTS, requests),
          "Raise holdfast.archive.retention, or lower " + REQUESTS + ".");
    }
    return new RetentionStartup();
  }
}
