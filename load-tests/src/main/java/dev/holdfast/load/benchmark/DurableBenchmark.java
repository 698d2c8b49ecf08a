package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.LedgerConfig;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import dev.holdfast.persistence.UnpooledConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.FileSystemUtils;

/**
 * Durable reservations per second, in process: the ledger on the server's own PostgreSQL, made for
 * the run, at 64, 1,024 and 8,192 in flight. In turn with it, as many facts in blocks of as many
 * bytes are appended without a ledger. Then, at shares of the most that it reached, sent when they
 * are due whatever became of those before. Reservations are of one line and expire after 0.2
 * seconds, which is a second fact.
 */
public final class DurableBenchmark {

  private static final int[] IN_FLIGHT = {64, 1_024, 8_192};
  private static final int[] PERCENT_OF_MOST = {10, 50, 90};
  private static final int SKUS = 1_000;
  private static final long TTL_MILLIS = 200;
  private static final int SETTLE_MILLIS_MAX = 30_000;
  private static final long WARM_UP_MILLIS = 5_000;
  private static final String JOURNAL = "dev.holdfast.inventory.internal.JournalConfiguration";

  private final int rounds;
  private final long roundMillis;

  private DurableBenchmark(int rounds, long roundMillis) {
    this.rounds = rounds;
    this.roundMillis = roundMillis;
  }

  /** The server's database and journal, and nothing else of it. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ComponentScan("dev.holdfast.persistence")
  static class Database {}

  /**
   * Runs it.
   *
   * @param args how many rounds, and how many seconds each side has in one
   */
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    long seconds = args.length > 1 ? Long.parseLong(args[1]) : 3;
    Path data = Files.createTempDirectory("holdfast-durable-");
    try (ConfigurableApplicationContext database = start(data)) {
      new DurableBenchmark(rounds, seconds * 1_000).run(database);
    } finally {
      FileSystemUtils.deleteRecursively(data);
    }
  }

  private static ConfigurableApplicationContext start(Path data) {
    var application = new SpringApplication(Database.class);
    application.setSources(Set.of(JOURNAL));
    application.setWebApplicationType(WebApplicationType.NONE);
    return application.run(
        "--holdfast.data-dir=" + data,
        "--logging.level.root=warn",
        "--spring.main.banner-mode=off",
        // The readiness group names the server's ledger, which is not here.
        "--management.endpoint.health.validate-group-membership=false");
  }

  private void run(ConfigurableApplicationContext database) throws Exception {
    var shop = new Shop(SKUS, TTL_MILLIS);
    var loop = new LedgerLoop(shop);
    var journal = new TimedJournal(database.getBean(Journal.class));
    try (var ledger =
            Ledger.open(
                LedgerConfig.DEFAULT, journal, SnapshotStore.NONE, new MonotonicClock(), loop);
        var raw = new RawAppends(database.getBean(UnpooledConnections.class))) {
      shop.opening().forEach(command -> ledger.submit(command, reply -> {}));
      double most = 0;
      for (int inFlight : IN_FLIGHT) {
        most = Math.max(most, compare(ledger, journal, loop, raw, inFlight));
      }
      var open = new OpenLoop(shop);
      for (int percent : PERCENT_OF_MOST) {
        keepTo(ledger, open, percent, most * percent / 100);
      }
    }
  }

  private void keepTo(Ledger ledger, OpenLoop loop, int percent, double perSecond)
      throws InterruptedException {
    for (int i = 0; i < rounds; i++) {
      OpenLoop.Round round = loop.run(ledger, perSecond, roundMillis);
      settle(ledger);
      System.out.printf(
          "%d %% of the most, %,.0f a second: p50 %.2f ms  p99 %.2f ms  p99.9 %.2f ms%s%n",
          percent,
          perSecond,
          round.latencies().millis(50),
          round.latencies().millis(99),
          round.latencies().millis(99.9),
          round.refused() == 0 ? "" : "  refused " + round.refused());
    }
  }

  /** The median rate. */
  private double compare(
      Ledger ledger, TimedJournal journal, LedgerLoop loop, RawAppends raw, int inFlight)
      throws InterruptedException, IOException {
    LedgerLoop.Round warm = loop.run(ledger, inFlight, WARM_UP_MILLIS);
    settle(ledger);
    double _ = raw.run(warm.bytesPerBlock(), WARM_UP_MILLIS / 5);
    var ratios = new double[rounds];
    var rates = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      long _ = journal.takeAppendNanos();
      LedgerLoop.Round round = loop.run(ledger, inFlight, roundMillis);
      double appending = journal.takeAppendNanos() / (round.seconds() * 1e9);
      settle(ledger);
      double blocks = raw.run(round.bytesPerBlock(), roundMillis);
      ratios[i] = round.factsPerSecond() / (blocks * round.factsPerBlock());
      rates[i] = round.perSecond();
      System.out.printf(
          "%,d in flight: %,.0f reservations/s  p50 %.2f ms  p99 %.2f ms  |  %,.0f facts/s, %d in a"
              + " block of %,d bytes, %.0f %% of the time in appends  |  bare appends %,.0f facts/s"
              + "  |  ratio %.2f%n",
          inFlight,
          round.perSecond(),
          round.latencies().millis(50),
          round.latencies().millis(99),
          round.factsPerSecond(),
          round.factsPerBlock(),
          round.bytesPerBlock(),
          100 * appending,
          blocks * round.factsPerBlock(),
          ratios[i]);
    }
    Arrays.sort(ratios);
    Arrays.sort(rates);
    System.out.printf(
        "%,d in flight: median %,.0f reservations/s, median ratio %.2f%n",
        inFlight, rates[rounds / 2], ratios[rounds / 2]);
    return rates[rounds / 2];
  }

  /** Waits until every reservation has expired, so that the other side has the machine. */
  private static void settle(Ledger ledger) throws InterruptedException {
    for (int waited = 0; ledger.figures().openReservations() > 0; waited += 10) {
      if (waited > SETTLE_MILLIS_MAX) {
        throw new IllegalStateException("reservations do not expire");
      }
      Thread.sleep(10);
    }
  }
}
