package dev.holdfast.load.benchmark;

import java.util.SplittableRandom;

/**
 * How long this machine takes to load from memory what the load before it named, by how much memory
 * is in use: what a look at a row costs at least.
 */
public final class MemoryLatency {

  private static final int[] KILOBYTES = {16, 512, 1_024, 4_096, 65_536, 262_144};
  private static final int INTS_PER_LINE = 16;
  private static final int LOADS = 2_000_000;
  private static final int ROUNDS = 5;

  private MemoryLatency() {}

  /** Prints a table. */
  public static void main(String[] args) {
    System.out.println("\n| memory in use, KB | ns a load |\n|---|---|");
    for (int kilobytes : KILOBYTES) {
      int[] next = cycle(kilobytes * 1_024 / Integer.BYTES);
      double least = Double.MAX_VALUE;
      for (int i = 0; i < ROUNDS; i++) {
        least = Math.min(least, nanosPerLoad(next));
      }
      System.out.printf("| %,d | %.0f |%n", kilobytes, least);
    }
  }

  /** Each line of the cache names another, in one cycle over all. */
  private static int[] cycle(int size) {
    var random = new SplittableRandom(42);
    int[] order = new int[size / INTS_PER_LINE];
    for (int i = 0; i < order.length; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    int[] next = new int[size];
    for (int i = 0; i < order.length; i++) {
      next[order[i] * INTS_PER_LINE] = order[(i + 1) % order.length] * INTS_PER_LINE;
    }
    return next;
  }

  private static double nanosPerLoad(int[] next) {
    long start = System.nanoTime();
    int at = 0;
    for (int i = 0; i < LOADS; i++) {
      at = next[at];
    }
    long nanos = System.nanoTime() - start;
    if (at < 0) {
      throw new IllegalStateException("no cycle");
    }
    return (double) nanos / LOADS;
  }
}
