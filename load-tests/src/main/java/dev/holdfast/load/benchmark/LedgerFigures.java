package dev.holdfast.load.benchmark;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every figure of docs/performance.md about the ledger in memory, as tables. */
public final class LedgerFigures {

  private static final String[] EVERY_KIND = {
    "reserveAndRelease",
    "reserveFiveLinesAndRelease",
    "reserveConfirmAndFulfil",
    "reserveAndExpire",
    "mixed"
  };

  /** Ten million reservations and their request ids want some room. */
  private static final String LARGE_HEAP = "12g";

  private static final String SMALL_HEAP = "3g";

  /** The parameters of {@link Script} that one row stands for. */
  private record Setting(int skus, int open, int remembered, boolean requestIds, boolean texts) {

    String heap() {
      return open > 1_000_000 ? LARGE_HEAP : SMALL_HEAP;
    }
  }

  private static final List<Setting> KINDS =
      List.of(
          new Setting(1_000, 10_000, 10_000, false, false),
          new Setting(1_000, 10_000, 10_000, true, false));

  private static final List<Setting> SIZES =
      List.of(
          new Setting(1, 25, 100, false, false),
          new Setting(1_000, 25, 100, false, false),
          new Setting(1_000, 10_000, 10_000, false, true),
          new Setting(1_000, 10_000, 1_000_000, false, false),
          new Setting(1_000_000, 10_000, 10_000, false, false),
          new Setting(1_000_000, 1_000_000, 1_000_000, false, false),
          new Setting(1_000_000, 10_000_000, 1_000_000, false, false),
          new Setting(1_000_000, 10_000_000, 1_000_000, true, false));

  private LedgerFigures() {}

  /** Prints the tables, in some twelve minutes. */
  public static void main(String[] args) throws RunnerException {
    OpenReservations.main(args);
    System.out.println(
        "\n"
            + "| | SKUs | open | remembered | request ids | texts | ns a decision | ± | bytes"
            + " allocated |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    for (Setting setting : KINDS) {
      for (String kind : EVERY_KIND) {
        print(kind, setting);
      }
    }
    for (Setting setting : SIZES) {
      print("mixed", setting);
    }
    MemoryLatency.main(args);
  }

  private static void print(String kind, Setting setting) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("LedgerBenchmark." + kind + "$")
            .jvmArgsAppend("-Xms" + setting.heap(), "-Xmx" + setting.heap())
            .param("skus", "" + setting.skus())
            .param("open", "" + setting.open())
            .param("remembered", "" + setting.remembered())
            .param("requestIds", "" + setting.requestIds())
            .param("texts", "" + setting.texts())
            .verbosity(VerboseMode.SILENT);
    Collection<RunResult> results = new Runner(options.build()).run();
    for (RunResult result : results) {
      System.out.printf(
          "| %s | %,d | %,d | %,d | %s | %s | %.0f | %.0f | %.2f |%n",
          kind,
          setting.skus(),
          setting.open(),
          setting.remembered(),
          setting.requestIds() ? "yes" : "no",
          setting.texts() ? "yes" : "no",
          result.getPrimaryResult().getScore(),
          result.getPrimaryResult().getScoreError(),
          counted(result, "bytes") / counted(result, "decisions"));
    }
  }

  private static double counted(RunResult result, String what) {
    return requireNonNull(result.getSecondaryResults().get(what)).getScore();
  }
}
