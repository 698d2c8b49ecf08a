package dev.holdfast.load.benchmark;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The floor under every encoded fact: what one bounds-checked read and write of a long cost. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BufferBenchmark {
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Long.BYTES]);

  @Benchmark
  public long increment() {
    long next = buffer.getLong(0) + 1;
    buffer.putLong(0, next);
    return next;
  }
}
