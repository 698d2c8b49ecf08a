package dev.holdfast.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form: a few faults, one after the other, on one server. */
class FaultsIT {
  @TempDir Path folder;

  @Test
  void repliesStayCorrectAndWorkGoesOnByItself() throws Exception {
    try (var scene = DatabaseScene.open(folder)) {
      Expect.of(scene, Faults.networkCutInAppend(scene.network)).lasting(1_500).holds();
      Expect.of(scene, Faults.databaseKilled(scene.postgres)).holds();
      Expect.of(scene, Faults.serverStopped(scene.server)).lasting(1_000).holds();
      Expect.of(scene, Faults.serverKilled(scene.server)).breakingConnections().holds();
    }
  }
}
