package dev.holdfast.load.benchmark;

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
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms3g", "-Xmx3g"})
public class LedgerBenchmark {

  @Benchmark
  @OperationsPerInvocation(2 * Script.BATCH)
  public long reserveAndRelease(Script.OneLineReleased script, Script.Counted counted) {
    return script.play(counted);
  }

  @Benchmark
  @OperationsPerInvocation(2 * Script.BATCH)
  public long reserveFiveLinesAndRelease(Script.FiveLinesReleased script, Script.Counted counted) {
    return script.play(counted);
  }

  @Benchmark
  @OperationsPerInvocation(3 * Script.BATCH)
  public long reserveConfirmAndFulfil(Script.OneLineFulfilled script, Script.Counted counted) {
    return script.play(counted);
  }

  @Benchmark
  @OperationsPerInvocation(2 * Script.BATCH)
  public long reserveAndExpire(Script.OneLineExpired script, Script.Counted counted) {
    return script.play(counted);
  }

  @Benchmark
  @OperationsPerInvocation(MixedTraffic.DECISIONS_OF_EIGHT * Script.BATCH / 8)
  public long mixed(Script.OneLineMixed script, Script.Counted counted) {
    return script.play(counted);
  }
}
