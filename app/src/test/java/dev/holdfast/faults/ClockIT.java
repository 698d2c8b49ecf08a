package dev.holdfast.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server whose wall clock is set, by an hour forwards and back, while the monotonic one runs on.
 * That is done by libfaketime, where it is installed.
 */
@Tag("long")
class ClockIT {
  private static final long MILLIS = 5_000;

  @TempDir Path folder;

  @Test
  void anHourForwardsAndBack() throws Exception {
    Optional<Path> library =
        Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
            .map(it -> Path.of("/usr/lib", it, "faketime", "libfaketimeMT.so.1"))
            .filter(Files::exists)
            .findFirst();
    assumeTrue(library.isPresent(), "skipped: libfaketime is not installed");
    Path offset = Files.writeString(folder.resolve("offset"), "+0s");
    Map<String, String> environment =
        Map.of(
            "LD_PRELOAD",
            library.orElseThrow().toString(),
            "FAKETIME_TIMESTAMP_FILE",
            offset.toString(),
            "FAKETIME_CACHE_DURATION",
            "1",
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1");
    try (var scene = DatabaseScene.open(folder, DatabaseScene.JVM, environment)) {
      for (String step : List.of("+3600s", "-3600s")) {
        var fault =
            new Fault(
                "clock " + step,
                () -> Files.writeString(offset, step),
                () -> Files.writeString(offset, "+0s"));
        Expect.of(scene, fault).lasting(MILLIS).holds();
      }
    }
  }
}
