package dev.holdfast.persistence;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which database the server works on, fit to be shown: without a password.
 *
 * @param jdbcUrl to reach it with other tools
 * @param user whose name the server uses
 * @param ownFolder where its files are, if it is the server's own PostgreSQL
 */
public record DatabaseInfo(String jdbcUrl, String user, Optional<Path> ownFolder) {

  /** Whether the server started it itself. */
  public boolean isBuiltIn() {
    return ownFolder.isPresent();
  }
}
