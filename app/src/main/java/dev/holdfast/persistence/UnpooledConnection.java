package dev.holdfast.persistence;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import reactor.core.publisher.Mono;

/**
 * A connection that is its owner's to use and to close. It autocommits, in read committed
 * isolation; bytes travel in binary, a bound {@code ByteBuffer} being read from its position to its
 * limit when the statement is sent, without a copy of its own.
 */
public interface UnpooledConnection {

  /** To run statements on, one at a time. */
  PostgresqlConnection r2dbc();

  /** Whether it may still be used. */
  boolean isOpen();

  /**
   * Closes the socket at once and forgets what was not yet sent, whatever the server does. A
   * statement that runs ends with an error; whether it took effect is not known. Never blocks.
   */
  void abort();

  /**
   * Says good-bye to the server and closes, or closes by force if that takes more than a second.
   */
  Mono<Void> close();
}
