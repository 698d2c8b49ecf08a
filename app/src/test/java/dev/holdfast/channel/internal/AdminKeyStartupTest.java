package dev.holdfast.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.persistence.CannotStartException;
import dev.holdfast.persistence.DataFolder;
import dev.holdfast.persistence.TestConnections;
import dev.holdfast.persistence.TestDatabase;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Which key is the admin key after which starts. */
@ExtendWith(OutputCaptureExtension.class)
class AdminKeyStartupTest {
  private static final String GIVEN = "given-by-the-operator";

  private final TestDatabase database = TestDatabase.migrated();
  private final ConnectionFactory connections = TestConnections.to(database);

  @TempDir Path folder;

  /** Starts a server's worth of it, and gives its ring. */
  private KeyRing start(String given) {
    var ring = new KeyRing(InstantSource.system());
    try (DataFolder data = DataFolder.open(folder)) {
      new AdminKeyStartup(
              new ChannelProperties(given, Duration.ofDays(1)),
              ring,
              data,
              DatabaseClient.create(connections),
              TransactionalOperator.create(new R2dbcTransactionManager(connections)),
              InstantSource.system())
          .afterPropertiesSet();
    }
    return ring;
  }

  private String keyInFile() throws IOException {
    return Files.readString(folder.resolve("admin-key")).strip();
  }

  @Test
  void makesAKeyOnTheFirstStartForItsOwnerToRead(CapturedOutput output) throws IOException {
    KeyRing ring = start("");
    String key = keyInFile();
    assertThat(ring.find(key)).hasValueSatisfying(it -> assertThat(it.keyId()).isEqualTo("admin"));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("admin-key"))))
        .isEqualTo("rw-------");
    assertThat(output.getAll())
        .contains(folder.toRealPath().resolve("admin-key").toString())
        .doesNotContain(key);
    assertThat(database.ask("select encode(hash, 'escape') from admin_key")).doesNotContain(key);
  }

  @Test
  void keepsTheKeyOnLaterStarts() throws IOException {
    start("");
    String key = keyInFile();
    assertThat(start("").find(key)).isPresent();
    assertThat(keyInFile()).isEqualTo(key);
  }

  @Test
  void keepsTheKeyEvenWithoutItsFile() throws IOException {
    start("");
    String key = keyInFile();
    Files.delete(folder.resolve("admin-key"));
    assertThat(start("").find(key)).isPresent();
    assertThat(folder.resolve("admin-key")).doesNotExist();
  }

  @Test
  void takesTheKeyThatIsGiven() {
    assertThat(start(GIVEN).find(GIVEN)).isPresent();
    assertThat(folder.resolve("admin-key")).doesNotExist();
    assertThat(start("").find(GIVEN)).isPresent();
  }

  @Test
  void replacesTheFormerKeyByTheGivenOne() throws IOException {
    start("");
    String former = keyInFile();
    KeyRing ring = start(GIVEN);
    assertThat(ring.find(former)).isEmpty();
    assertThat(ring.find(GIVEN)).isPresent();
    assertThat(folder.resolve("admin-key")).doesNotExist();
    assertThat(start(GIVEN + "-changed").find(GIVEN)).isEmpty();
  }

  @Test
  void refusesToStartWithAKeyThatCanBeGuessed() {
    assertThatThrownBy(() -> start("secret"))
        .isInstanceOf(CannotStartException.class)
        .hasMessageNotContaining("secret");
  }
}
