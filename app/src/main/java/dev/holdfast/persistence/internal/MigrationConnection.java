package dev.holdfast.persistence.internal;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Tells Flyway to migrate the database that the server works on. */
record MigrationConnection(String jdbcUrl, String user, @Nullable String password)
    implements FlywayConnectionDetails, JdbcConnectionDetails {

  @Override
  public String getJdbcUrl() {
    return jdbcUrl;
  }

  @Override
  public String getUsername() {
    return user;
  }

  @Override
  public @Nullable String getPassword() {
    return password;
  }

  @Override
  public String getDriverClassName() {
    return "org.postgresql.Driver";
  }

  /** Without the password. */
  @Override
  public String toString() {
    return jdbcUrl;
  }
}
