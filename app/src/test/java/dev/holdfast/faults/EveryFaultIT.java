package dev.holdfast.faults;

import dev.holdfast.persistence.TcpProxy;
import dev.holdfast.persistence.internal.PostgresProcess;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The long form: each fault of the list, on a server of its own. */
@Tag("long")
class EveryFaultIT {
  private static final long GONE_MILLIS = 1_000 * Long.getLong("faults.gone.seconds", 120);

  /** Longer than anybody waits for an answer. */
  private static final long LONG_MILLIS = 14_000;

  private static final long SHORT_MILLIS = 5_000;

  @TempDir Path folder;

  @Test
  void databaseRestarted() throws Exception {
    database(Faults::databaseRestarted, 0);
  }

  @Test
  void databaseKilled() throws Exception {
    database(Faults::databaseKilled, 0);
  }

  @Test
  void databaseGoneForMinutes() throws Exception {
    database(Faults::databaseGone, GONE_MILLIS);
  }

  @Test
  void databaseHangs() throws Exception {
    database(Faults::databaseHangs, LONG_MILLIS);
  }

  @Test
  void databaseReadOnly() throws Exception {
    database(Faults::databaseReadOnly, LONG_MILLIS);
  }

  @Test
  void sessionTerminated() throws Exception {
    database(Faults::sessionTerminated, SHORT_MILLIS);
  }

  @Test
  void databaseSlow() throws Exception {
    network(Faults::networkSlow, SHORT_MILLIS);
  }

  @Test
  void connectionCutInAppend() throws Exception {
    network(Faults::networkCutInAppend, SHORT_MILLIS);
  }

  @Test
  void blackHole() throws Exception {
    network(Faults::networkBlackHole, LONG_MILLIS);
  }

  @Test
  void processKilled() throws Exception {
    try (var scene = DatabaseScene.open(folder)) {
      Expect.of(scene, Faults.serverKilled(scene.server)).breakingConnections().holds();
    }
  }

  @Test
  void processStopped() throws Exception {
    try (var scene = DatabaseScene.open(folder)) {
      Expect.of(scene, Faults.serverStopped(scene.server))
          .lasting(LONG_MILLIS)
          .silencing()
          .breakingConnections()
          .holds();
    }
  }

  private void database(Function<PostgresProcess, Fault> fault, long millis) throws Exception {
    try (var scene = DatabaseScene.open(folder)) {
      Expect.of(scene, fault.apply(scene.postgres)).lasting(millis).holds();
    }
  }

  private void network(Function<TcpProxy, Fault> fault, long millis) throws Exception {
    try (var scene = DatabaseScene.open(folder)) {
      Expect.of(scene, fault.apply(scene.network)).lasting(millis).holds();
    }
  }
}
