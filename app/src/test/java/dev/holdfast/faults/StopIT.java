package dev.holdfast.faults;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is asked to end: with SIGTERM, at work, with streams open, on a slow database. */
class StopIT {
  private static final int STREAMS = 1_000;
  private static final Duration STOP_MAX = Duration.ofSeconds(20);
  private static final int TERMINATED = 128 + 15;

  @TempDir Path folder;

  @Test
  void answersWhatItTookAndSaysGoodbye() throws Exception {
    try (var scene = Scene.open(folder);
        var streams = Streams.open(scene.server.url(), STREAMS);
        var workload = Workload.start(scene.api, scene.history, 1, "stop")) {
      Trial.pass(2_000);
      scene.network.delay(Duration.ofMillis(100));
      Trial.pass(500);
      long asked = System.nanoTime();
      scene.server.signal("TERM");
      int code = scene.server.awaitExit(STOP_MAX.plusSeconds(30));
      long ended = System.nanoTime();
      System.out.println("exit " + code + " after " + (ended - asked) / 1e6 + " ms");
      System.out.println("before " + Callers.between(scene.history.attempts(), 0, asked));
      System.out.println(
          "callers " + Callers.between(scene.history.attempts(), asked - 500_000_000L, ended));
      System.out.println("streams " + streams.endings());
      System.out.println(String.join("\n", scene.server.logLines(20)));
      scene.network.heal();
      scene.server.restart();
      System.out.println(workload.finish(30_000));
      System.out.println(
          Checker.check(
              scene.history, dev.holdfast.faults.Ending.read(scene.api, scene.history, 1)));
    }
  }
}
