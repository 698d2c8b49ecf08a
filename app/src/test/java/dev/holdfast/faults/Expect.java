package dev.holdfast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;

/** What must hold of a fault, whichever it is. */
final class Expect {
  private static final long SEED = Long.getLong("faults.seed", System.nanoTime() % 1_000_000);
  private static final Path REPORT = Path.of("target", "faults.txt");

  /** A second or two, and what a machine with other work adds. */
  private static final double AGAIN_MILLIS_MAX = 4_000;

  /** holdfast.reply-timeout, and the time of the answer. */
  private static final double ANSWER_MILLIS_MAX = 11_500;

  private static final Set<String> ALLOWED =
      Set.of(
          "200",
          "201",
          "409 INSUFFICIENT_STOCK",
          "409 RESERVATION_EXPIRED",
          "409 RESERVATION_STATE",
          "503 LEDGER_BUSY",
          "503 SERVER_BUSY",
          "503 DATABASE_UNAVAILABLE",
          "503 BEHIND",
          "504 OUTCOME_UNKNOWN");

  private final Scene scene;
  private final Fault fault;
  private long millis;
  private boolean breaksConnections;
  private double answerMillisMax = ANSWER_MILLIS_MAX;

  private Expect(Scene scene, Fault fault) {
    this.scene = scene;
    this.fault = fault;
  }

  static Expect of(Scene scene, Fault fault) {
    return new Expect(scene, fault);
  }

  /** Has it go on for a while. */
  Expect lasting(long time) {
    millis = time;
    return this;
  }

  /** Allows that callers are cut off, as there is nobody to answer them. */
  Expect breakingConnections() {
    breaksConnections = true;
    return this;
  }

  /** Allows answers to take as long as the fault, as nobody is there to give them. */
  Expect silencing() {
    answerMillisMax += millis;
    return this;
  }

  /** Runs it; a failure names the seed, the fault and what was wrong. */
  Trial holds() throws Exception {
    Trial trial = Trial.run(scene, fault, millis, SEED);
    report(trial.toString());
    assertThat(trial.wrong()).as("%s", trial).isEmpty();
    for (Callers callers : new Callers[] {trial.during(), trial.after()}) {
      requireAllowed(trial, callers);
    }
    assertThat(trial.freshWriteMillis())
        .as("work goes on by itself: %s", trial)
        .isBetween(0.0, AGAIN_MILLIS_MAX);
    return trial;
  }

  private void requireAllowed(Trial trial, Callers callers) {
    var other = new TreeSet<>(callers.counts().keySet());
    other.removeAll(ALLOWED);
    if (breaksConnections) {
      other.removeIf(outcome -> outcome.endsWith("Exception"));
    }
    assertThat(other).as("what callers may see: %s", trial).isEmpty();
    callers
        .longestMillis()
        .forEach(
            (outcome, longest) ->
                assertThat(longest)
                    .as("how long %s took: %s", outcome, trial)
                    .isLessThan(answerMillisMax));
  }

  /** For a person, and for docs/operating.md. */
  static void report(String words) throws IOException {
    System.out.println(words);
    Files.writeString(REPORT, words + "\n\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
