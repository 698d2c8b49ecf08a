package dev.holdfast.persistence.internal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * A way into a PostgreSQL server on this machine, over JDBC, for start-up only: every call blocks.
 */
record PostgresLogin(int port, String user, String password) {
  private static final String HOST = "127.0.0.1";
  private static final String MAINTENANCE_DATABASE = "postgres";
  private static final String CONNECT_SECONDS_MAX = "3";
  private static final String ANSWER_SECONDS_MAX = "30";

  String jdbcUrl(String database) {
    return "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
  }

  /** Whether it answers, and is the server that this login belongs to. */
  boolean works() {
    try (Connection connection = connect()) {
      return connection.isValid(0);
    } catch (SQLException e) {
      return false;
    }
  }

  void createDatabaseIfMissing(String name) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      String look = "select 1 from pg_database where datname = '" + name + "'";
      try (ResultSet found = statement.executeQuery(look)) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("create database " + name);
    }
  }

  private Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", CONNECT_SECONDS_MAX);
    properties.setProperty("loginTimeout", CONNECT_SECONDS_MAX);
    properties.setProperty("socketTimeout", ANSWER_SECONDS_MAX);
    return DriverManager.getConnection(jdbcUrl(MAINTENANCE_DATABASE), properties);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + "@" + HOST + ":" + port;
  }
}
