package dev.holdfast.faults;

import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsIT {
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime() % 1_000_000);
  private static final long MILLIS = Long.getLong("faults.millis", 4000);
  @TempDir Path folder;

  @Test
  void restarted() throws Exception {
    run(s -> Faults.databaseRestarted(s.postgres), 0);
  }

  @Test
  void killed() throws Exception {
    run(s -> Faults.databaseKilled(s.postgres), 0);
  }

  @Test
  void gone() throws Exception {
    run(s -> Faults.databaseGone(s.postgres), MILLIS);
  }

  @Test
  void hangs() throws Exception {
    run(s -> Faults.databaseHangs(s.postgres), MILLIS);
  }

  @Test
  void readOnly() throws Exception {
    run(s -> Faults.databaseReadOnly(s.postgres), MILLIS);
  }

  @Test
  void terminated() throws Exception {
    run(s -> Faults.sessionTerminated(s.postgres), MILLIS);
  }

  @Test
  void slow() throws Exception {
    run(s -> Faults.networkSlow(s.network), MILLIS);
  }

  @Test
  void cut() throws Exception {
    run(s -> Faults.networkCutInAppend(s.network), MILLIS);
  }

  @Test
  void hole() throws Exception {
    run(s -> Faults.networkBlackHole(s.network), MILLIS);
  }

  @Test
  void serverKilled() throws Exception {
    run(s -> Faults.serverKilled(s.server), 0);
  }

  @Test
  void serverStopped() throws Exception {
    run(s -> Faults.serverStopped(s.server), MILLIS);
  }

  private void run(Function<Scene, Fault> fault, long millis) throws Exception {
    try (var scene = Scene.open(folder)) {
      System.out.println(Trial.run(scene, fault.apply(scene), millis, SEED));
    }
  }
}
