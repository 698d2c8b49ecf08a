package dev.holdfast.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose own PostgreSQL has its files on a small file system, which fills up. */
@Tag("long")
class DiskFullIT {
  private static final long MILLIS = 14_000;
  private static final Path BINARIES = Path.of("target", "postgres-bin").toAbsolutePath();

  @TempDir Path folder;
  private Path data = Path.of(".");

  @BeforeEach
  void mount() throws Exception {
    data = Files.createDirectories(folder.resolve("data"));
    boolean isMounted =
        Commands.succeeds("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", data.toString());
    assumeTrue(isMounted, "skipped: only root may mount the small file system this fills");
  }

  @AfterEach
  void unmount() throws Exception {
    Commands.succeeds("umount", "-l", data.toString());
  }

  @Test
  void goesOnWhenThereIsRoomAgain() throws Exception {
    Path filler = data.resolve("filler");
    var fault = new Fault("disk full", () -> fill(filler), () -> Files.delete(filler));
    try (var scene =
        new Scene(
            new HoldfastProcess(
                folder,
                DatabaseScene.JVM,
                List.of("--holdfast.database.binaries-dir=" + BINARIES)))) {
      Expect.of(scene, fault).lasting(MILLIS).holds();
      scene.server.terminate();
    }
  }

  private static void fill(Path filler) throws IOException {
    byte[] zeros = new byte[4_096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(zeros);
      }
    } catch (IOException full) {
      // As it should be.
    }
  }
}
