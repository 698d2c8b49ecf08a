package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.api.Command.Verb;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a decision costs in memory, on one thread. The score is nanoseconds per decision; one that
 * expires a reservation counts as one.
 *
 * <p>Each iteration plays one batch of commands, all of which exist before the trial: the time of
 * making them is not measured, and what is allocated is the ledger's, beside some kilobytes of the
 * harness's for each iteration.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 15)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms3g", "-Xmx3g"})
public class LedgerBenchmark {

  @Benchmark
  @OperationsPerInvocation(2 * Script.BATCH)
  public long reserveAndRelease(OneLineReleased script) {
    return script.play();
  }

  @Benchmark
  @OperationsPerInvocation(2 * Script.BATCH)
  public long reserveFiveLinesAndRelease(FiveLinesReleased script) {
    return script.play();
  }

  @Benchmark
  @OperationsPerInvocation(3 * Script.BATCH)
  public long reserveConfirmAndFulfil(OneLineFulfilled script) {
    return script.play();
  }

  @Benchmark
  @OperationsPerInvocation(2 * Script.BATCH)
  public long reserveAndExpire(OneLineExpired script) {
    return script.play();
  }

  /** One line, given back. */
  public static class OneLineReleased extends Script {
    public OneLineReleased() {
      super(1, Verb.RELEASE);
    }
  }

  /** Five lines, given back. */
  public static class FiveLinesReleased extends Script {
    public FiveLinesReleased() {
      super(5, Verb.RELEASE);
    }
  }

  /** One line, paid and shipped. */
  public static class OneLineFulfilled extends Script {
    public OneLineFulfilled() {
      super(1, Verb.CONFIRM, Verb.FULFIL);
    }
  }

  /** One line, left alone. */
  public static class OneLineExpired extends Script {
    public OneLineExpired() {
      super(1);
    }
  }
}
