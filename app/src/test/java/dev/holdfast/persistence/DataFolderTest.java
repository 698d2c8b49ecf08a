package dev.holdfast.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path temp;

  @Test
  void keepsPrivateFilesFromOtherEyes() throws IOException {
    try (DataFolder folder = DataFolder.open(temp.resolve("data"))) {
      folder.writePrivate("key", "secret");

      assertThat(folder.read("key")).contains("secret");
      assertThat(permissions(folder.path())).isEqualTo("rwx------");
      assertThat(permissions(folder.resolve("key"))).isEqualTo("rw-------");
    }
  }

  @Test
  void replacesAFileAndLeavesNoDraft() throws IOException {
    try (DataFolder folder = DataFolder.open(temp)) {
      folder.writePrivate("key", "a long first text");
      folder.writePrivate("key", "second");

      assertThat(folder.read("key")).contains("second");
      assertThat(folder.path()).isDirectoryNotContaining("glob:**.new");
    }
  }

  @Test
  void saysThatAFileIsNotThere() {
    try (DataFolder folder = DataFolder.open(temp)) {
      assertThat(folder.read("nothing")).isEmpty();
    }
  }

  @Test
  void isHeldByOneAtATime() {
    try (DataFolder held = DataFolder.open(temp)) {
      assertThatThrownBy(() -> DataFolder.open(held.path()))
          .isInstanceOf(CannotStartException.class)
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }
    DataFolder.open(temp).close();
  }

  @Test
  void refusesAPlaceThatIsNoFolder() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("cannot be used");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
