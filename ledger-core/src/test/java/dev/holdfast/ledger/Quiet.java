package dev.holdfast.ledger;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps what a test expects the log to tell out of it, as long as it is open. */
public final class Quiet implements AutoCloseable {

  private final Logger logger;
  private final Level before;

  /** Nothing that a class logs. */
  public Quiet(Class<?> talker) {
    logger = Logger.getLogger(talker.getName());
    before = logger.getLevel();
    logger.setLevel(Level.OFF);
  }

  @Override
  public void close() {
    logger.setLevel(before);
  }
}
