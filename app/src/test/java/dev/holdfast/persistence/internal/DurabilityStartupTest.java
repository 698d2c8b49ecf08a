package dev.holdfast.persistence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.persistence.CannotStartException;
import dev.holdfast.persistence.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurabilityStartupTest {
  private final TestDatabase database = TestDatabase.empty();

  @Test
  void acceptsTheServersOwnDatabase() {
    assertThatCode(() -> check(false)).doesNotThrowAnyException();
  }

  @Test
  void refusesADatabaseThatConfirmsBeforeItHasWritten() throws SQLException {
    set("synchronous_commit", "off");

    assertThatThrownBy(() -> check(false))
        .isInstanceOfSatisfying(
            CannotStartException.class,
            refusal -> {
              assertThat(refusal.problem()).contains("synchronous_commit off");
              assertThat(refusal.remedy())
                  .contains("synchronous_commit = on")
                  .contains("holdfast.database.accept-unsafe-durability=true");
            });
  }

  @Test
  void acceptsItWhenTheOperatorDoes() throws SQLException {
    set("synchronous_commit", "off");

    assertThatCode(() -> check(true)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "remote_write", "remote_apply"})
  void acceptsWhatIsOnTheDatabasesOwnDisk(String level) throws SQLException {
    set("synchronous_commit", level);

    assertThatCode(() -> check(false)).doesNotThrowAnyException();
  }

  @Test
  void saysThatTheDatabaseCannotBeReached() {
    assertThatThrownBy(() -> DurabilityStartup.check(database.connectionsThrough(1), false))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("Cannot connect to 127.0.0.1");
  }

  private void check(boolean acceptUnsafe) {
    DurabilityStartup.check(database.connections(), acceptUnsafe);
  }

  private void set(String setting, String value) throws SQLException {
    try (var connection = database.jdbc();
        var statement = connection.createStatement()) {
      statement.execute("alter database " + database.name() + " set " + setting + " = " + value);
    }
  }
}
