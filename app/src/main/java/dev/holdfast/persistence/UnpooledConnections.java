package dev.holdfast.persistence;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Opens connections that belong to whoever asked for them, outside the pool of everyday queries.
 * Thread-safe.
 */
public interface UnpooledConnections {

  /**
   * Opens a connection. Each opening is a new one; it errors if the database cannot be reached
   * within the time. Cancelling it leaves nothing open, but what has been handed over is its
   * owner's.
   *
   * @param name by which operators know it in {@code pg_stat_activity}
   * @param timeout after which the server gives up a statement of it, or a transaction (PostgreSQL
   *     17 and later), with an error; and after which the opening does
   */
  Mono<UnpooledConnection> open(String name, Duration timeout);
}
