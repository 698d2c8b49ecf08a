package dev.holdfast.faults;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients at work while a fault comes and goes, and what is to be said of it.
 *
 * @param during what callers saw who waited while it lasted
 * @param after what those saw who came later
 * @param firstWriteMillis how long after its end the first write was answered
 * @param freshWriteMillis the same of one that was sent after the end
 * @param meters what operators saw right before the end
 * @param logLines what the server logged meanwhile
 * @param wrong what the checker found
 */
record Trial(
    String fault,
    long seed,
    Callers during,
    Callers after,
    double firstWriteMillis,
    double freshWriteMillis,
    String meters,
    List<String> logLines,
    List<String> wrong) {
  private static final long CALM_MILLIS = 1_500;
  private static final long RECOVERY_MILLIS_MAX = 60_000;

  static Trial run(Scene scene, Fault fault, long millis, long seed) throws Exception {
    History history = scene.history;
    int logged = scene.server.logLines(0).size();
    try (var workload = Workload.start(scene.api, history, seed, "w" + history.writes().size())) {
      pass(CALM_MILLIS);
      long begun = System.nanoTime();
      fault.begin().run();
      pass(millis);
      String meters = Meters.read(scene.api);
      long ending = System.nanoTime();
      fault.end().run();
      long ended = System.nanoTime();
      awaitWrite(history, ended);
      pass(CALM_MILLIS);
      boolean isFinished = workload.finish(RECOVERY_MILLIS_MAX);
      List<String> wrong =
          isFinished
              ? Checker.check(history, Ending.read(scene.api, history, seed))
              : List.of("after " + RECOVERY_MILLIS_MAX + " ms some clients still wait");
      return new Trial(
          fault.name(),
          seed,
          Callers.within(history.attempts(), begun, ending),
          Callers.within(
              history.attempts().filter(it -> it.sentNanos() > ended), ended, Long.MAX_VALUE),
          Callers.firstAfter(history.writeAttempts(), ended, Attempt::isAnswer),
          Callers.firstAfter(
              history.writeAttempts(), ended, it -> it.sentNanos() > ended && it.isAnswer()),
          meters,
          scene.server.logLines(logged),
          wrong);
    }
  }

  /** Lets time pass, which is what a fault takes. */
  static void pass(long millis) throws InterruptedException {
    var _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
  }

  private static void awaitWrite(History history, long nanos) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RECOVERY_MILLIS_MAX);
    while (Callers.firstAfter(history.writeAttempts(), nanos, Attempt::isAnswer) < 0
        && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  @Override
  public String toString() {
    return """
    %s (seed %d)
      during: %s
      after:  %s
      first write answered after %.0f ms, first of those sent then after %.0f ms
      meters: %s
      logged %d lines, the first of them
        %s
      %s\
    """
        .formatted(
            fault,
            seed,
            during,
            after,
            firstWriteMillis,
            freshWriteMillis,
            meters,
            logLines.size(),
            String.join("\n    ", logLines.stream().limit(12).toList()),
            wrong.isEmpty()
                ? "nothing is wrong"
                : wrong.size() + " wrong: " + wrong.stream().limit(5).toList());
  }
}
