package dev.holdfast.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs some seeds. {@code -Dseed=…} runs one, {@code -Dsteps=…} makes it longer: the seed and the
 * step of a failure are in its message.
 */
final class SimulationTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void agreesWithTheOracleWhateverTheJournalDoes(boolean forgets) {
    long given = Long.getLong("seed", -1);
    int steps = Integer.getInteger("steps", 4_000);
    int faults = 0;
    int restarts = 0;
    for (long seed = given < 0 ? 1 : given; seed <= (given < 0 ? 8 : given); seed++) {
      var simulation = new Simulation(seed, 0.1, forgets);
      try {
        simulation.run(steps);
      } catch (AssertionError failed) {
        throw new AssertionError("seed " + seed, failed);
      }
      faults += simulation.faults();
      restarts += simulation.restarts();
    }
    assertThat(faults).isPositive();
    assertThat(restarts).isPositive();
  }
}
