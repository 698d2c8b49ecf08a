package dev.holdfast.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.Quiet;
import dev.holdfast.ledger.recovery.SnapshotLoader;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Runs some seeds. {@code -Dseed=…} runs one, {@code -Dsteps=…} makes it longer or shorter, {@code
 * -Dminutes=…} runs one seed after the other for so long: the seed and the step of a failure are in
 * its message. See docs/simulation.md.
 */
final class SimulationTest {

  private static final int STEPS = 700;
  private static final int SEEDS = 40;

  private int faults;
  private int crashes;

  @Test
  void agreesWithTheOracleWhateverTheJournalDoes() {
    int steps = Integer.getInteger("steps", STEPS);
    Long given = Long.getLong("seed");
    Integer minutes = Integer.getInteger("minutes");
    if (given != null) {
      run(given, steps);
    } else if (minutes != null) {
      runFor(minutes, steps);
    } else {
      for (long seed = 1; seed <= SEEDS; seed++) {
        run(seed, steps);
      }
      assertThat(faults).isPositive();
      assertThat(crashes).isPositive();
    }
  }

  private void runFor(int minutes, int steps) {
    var seeds = new Random();
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    long runs = 0;
    for (; System.nanoTime() < until; runs++) {
      run(seeds.nextInt(Integer.MAX_VALUE), steps);
    }
    System.out.printf(
        "%,d seeds of %,d steps agree; %,d faults of the journal, %,d crashes%n",
        runs, steps, faults, crashes);
  }

  private void run(long seed, int steps) {
    var simulation = new Simulation(seed);
    try (var _ = new Quiet(SnapshotLoader.class)) {
      simulation.run(steps);
    } catch (AssertionError failed) {
      throw new AssertionError("seed " + seed + ", " + failed.getMessage(), failed);
    }
    faults += simulation.faults();
    crashes += simulation.crashes();
  }
}
