package dev.holdfast.persistence;

import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.util.retry.Retry;
import reactor.util.retry.Retry.RetrySignal;

/** Tells a database that is away from one that says no, and waits for the former. */
public final class Outage {
  private static final Logger log = LoggerFactory.getLogger(Outage.class);

  private static final Duration BACKOFF_MIN = Duration.ofMillis(50);
  private static final Duration BACKOFF_MAX = Duration.ofSeconds(1);
  private static final int DOUBLINGS_MAX = 10;
  private static final int RETRIES_BETWEEN_LINES = 30;

  /**
   * The classes of SQL state that trying again does not mend: what is asked for is wrong, or may
   * not be, or is not there. Of any other, the database has lost its connection or its breath.
   */
  private static final Set<String> ANSWERS = Set.of("0A", "22", "23", "28", "3D", "3F", "42", "XX");

  private Outage() {}

  /**
   * Tries again for as long as it takes, if it was an outage.
   *
   * @param what waits for the database, for the log
   */
  public static Retry retry(String what) {
    return Retry.backoff(Long.MAX_VALUE, BACKOFF_MIN)
        .maxBackoff(BACKOFF_MAX)
        .filter(Outage::isOutage)
        .doBeforeRetry(signal -> report(what, signal));
  }

  /** How long to wait after so many failures in a row: not at all after the first. */
  public static Duration pauseAfter(int failedInARow) {
    if (failedInARow <= 1) {
      return Duration.ZERO;
    }
    Duration pause = BACKOFF_MIN.multipliedBy(1L << Math.min(failedInARow - 2, DOUBLINGS_MAX));
    return pause.compareTo(BACKOFF_MAX) < 0 ? pause : BACKOFF_MAX;
  }

  /** Whether trying again may mend it. */
  public static boolean isOutage(Throwable error) {
    if (error instanceof R2dbcException refused) {
      String state = refused.getSqlState();
      return state == null || state.length() < 2 || !ANSWERS.contains(state.substring(0, 2));
    }
    return error instanceof IOException
        || error instanceof TimeoutException
        || error instanceof OvertakenException;
  }

  /** For a log line. */
  public static String describe(Throwable error) {
    String message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message;
  }

  private static void report(String what, RetrySignal signal) {
    boolean isRival = signal.failure() instanceof OvertakenException;
    if (!isRival && signal.totalRetries() % RETRIES_BETWEEN_LINES == 0) {
      log.warn("The {} waits for the database: {}", what, describe(signal.failure()));
    }
  }

  /** Another server was faster between two statements. */
  public static final class OvertakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
