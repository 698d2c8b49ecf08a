package dev.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.faults.Streams.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is asked to end, with SIGTERM: at work, with streams open, on a slow database. */
class StopIT {
  private static final long SEED = 1;
  private static final int STREAMS = 1_000;
  private static final Duration SLOW = Duration.ofMillis(100);

  /** What docs/operating.md promises: a phase of the shutdown, and the ledger's close. */
  private static final Duration STOP_MAX = Duration.ofSeconds(30);

  /** As a shell says that SIGTERM ended it. */
  private static final int TERMINATED = 128 + 15;

  @TempDir Path folder;

  @Test
  void answersWhatItTookAndSaysGoodbye() throws Exception {
    try (var scene = DatabaseScene.open(folder);
        var streams = Streams.open(scene.server.url(), STREAMS);
        var workload = Workload.start(scene.api, scene.history, SEED, "stop")) {
      Trial.pass(1_000);
      scene.network.delay(SLOW);
      Trial.pass(500);
      stop(scene);
      assertThat(streams.endings()).isEqualTo(Map.of(Ending.GOODBYE, STREAMS));
      scene.network.heal();
      scene.server.restart();
      assertThat(workload.finish(60_000)).isTrue();
      assertThat(lost(scene)).as("writes that were taken and not answered").isZero();
      assertThat(
              Checker.check(
                  scene.history, dev.holdfast.faults.Ending.read(scene.api, scene.history, SEED)))
          .isEmpty();
    }
  }

  @Test
  @Tag("long")
  void endsInTimeThoughTheDatabaseHangs() throws Exception {
    try (var scene = DatabaseScene.open(folder);
        var streams = Streams.open(scene.server.url(), STREAMS);
        var workload = Workload.start(scene.api, scene.history, SEED, "stop")) {
      Trial.pass(1_000);
      scene.postgres.signal("STOP");
      Trial.pass(500);
      stop(scene);
      assertThat(streams.endings()).isEqualTo(Map.of(Ending.GOODBYE, STREAMS));
      scene.postgres.signal("CONT");
      scene.server.restart();
      assertThat(workload.finish(60_000)).isTrue();
      assertThat(
              Checker.check(
                  scene.history, dev.holdfast.faults.Ending.read(scene.api, scene.history, SEED)))
          .isEmpty();
    }
  }

  private static void stop(Scene scene) throws Exception {
    long asked = System.nanoTime();
    scene.server.signal("TERM");
    int code = scene.server.awaitExit(STOP_MAX.plusSeconds(30));
    long ended = System.nanoTime();
    Expect.report(
        "graceful stop: exit code %d after %.0f ms; callers: %s"
            .formatted(
                code,
                (ended - asked) / 1e6,
                Callers.within(scene.history.attempts(), asked, ended)));
    assertThat(code).isIn(0, TERMINATED);
    assertThat(Duration.ofNanos(ended - asked)).isLessThan(STOP_MAX);
  }

  /** Of those cut off, only those were taken that have left an answer to be repeated. */
  private static long lost(Scene scene) {
    return scene.history.writes().stream()
        .filter(write -> write.attempts().stream().anyMatch(it -> it.code().equals("IOException")))
        .filter(write -> write.answer().map(Attempt::replayed).orElse(false))
        .count();
  }
}
