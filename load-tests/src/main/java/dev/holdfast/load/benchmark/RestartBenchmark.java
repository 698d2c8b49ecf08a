package dev.holdfast.load.benchmark;

import dev.holdfast.inventory.internal.archive.StoredSnapshots;
import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.LedgerConfig;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservationId;
import dev.holdfast.ledger.follow.Follower;
import dev.holdfast.ledger.follow.FollowerConfig;
import dev.holdfast.ledger.follow.ProjectedStock;
import dev.holdfast.ledger.follow.SnapshotConfig;
import dev.holdfast.ledger.journal.BlockSource;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.snapshot.Snapshot;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * How long a start takes: so many stock items and open reservations in a snapshot, so many facts
 * after it, on the server's own PostgreSQL. The start is that of a process of its own, on a
 * database that has just been started. Before that: how long the snapshot takes, and what it does
 * meanwhile to reservations that are made.
 */
public final class RestartBenchmark {

  private static final long TTL_MILLIS = 86_400_000;
  private static final int IN_FLIGHT = 4_096;
  private static final int LOAD_IN_FLIGHT = 64;
  private static final long LOAD_MILLIS = 5_000;
  private static final String INTERNAL = "dev.holdfast.inventory.internal.";

  private final int items;
  private final int reservations;
  private final int facts;
  private final Shop shop;
  private final Semaphore room = new Semaphore(IN_FLIGHT);
  private long made;
  private long released;

  private RestartBenchmark(int items, int reservations, int facts) {
    this.items = items;
    this.reservations = reservations;
    this.facts = facts;
    this.shop = new Shop(items, TTL_MILLIS);
  }

  /**
   * Runs it.
   *
   * @param args stock items, open reservations, facts after the snapshot
   */
  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("open")) {
      open(Path.of(args[1]), args[2]);
      return;
    }
    var benchmark =
        new RestartBenchmark(
            args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000,
            args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000,
            args.length > 2 ? Integer.parseInt(args[2]) : 5_000_000);
    Path data = Files.createTempDirectory("holdfast-restart-");
    try {
      String hash = benchmark.prepare(data);
      benchmark.restart(data, hash);
    } finally {
      if (Boolean.getBoolean("keep")) {
        System.out.println("kept: open " + data);
      } else {
        FileSystemUtils.deleteRecursively(data);
      }
    }
  }

  private static ConfigurableApplicationContext start(Path data) {
    var application = new SpringApplication(DurableBenchmark.Database.class);
    application.setSources(
        Set.of(INTERNAL + "JournalConfiguration", INTERNAL + "archive.ArchiveConfiguration"));
    application.setWebApplicationType(WebApplicationType.NONE);
    return application.run(
        "--holdfast.data-dir=" + data,
        "--logging.level.root=warn",
        "--spring.main.banner-mode=off",
        "--management.endpoint.health.validate-group-membership=false");
  }

  /** Returns the state's hash at the end. */
  private String prepare(Path data) throws Exception {
    try (ConfigurableApplicationContext database = start(data)) {
      var loop = new LedgerLoop(shop);
      try (var ledger =
          Ledger.open(
              LedgerConfig.DEFAULT,
              database.getBean(Journal.class),
              SnapshotStore.NONE,
              new MonotonicClock(),
              loop)) {
        fill(ledger);
        snapshot(database, ledger, loop);
        sell(ledger);
        settle();
        return HexFormat.of().toHexDigits(ledger.figures().stateHash());
      }
    }
  }

  private void fill(Ledger ledger) throws InterruptedException {
    for (Command command : shop.opening()) {
      send(ledger, command);
    }
    while (made < reservations) {
      reserve(ledger);
    }
    settle();
    System.out.printf(
        "%,d stock items, %,d open reservations, position %,d%n",
        items, ledger.figures().openReservations(), ledger.figures().position());
  }

  private void reserve(Ledger ledger) throws InterruptedException {
    send(ledger, shop.reserve(RequestId.NONE, shop.cart(1)));
    made++;
  }

  /** As many new ones as old ones go. */
  private void sell(Ledger ledger) throws InterruptedException {
    long end = ledger.figures().position() + facts;
    while (ledger.figures().position() < end) {
      reserve(ledger);
      long oldest = ReservationId.of(LedgerConfig.DEFAULT.shard(), ++released);
      send(ledger, shop.change(RequestId.NONE, oldest, Command.Verb.RELEASE));
    }
  }

  private void send(Ledger ledger, Command command) throws InterruptedException {
    room.acquire();
    boolean taken =
        ledger.submit(
            command,
            reply -> {
              room.release();
              if (!reply.isOk()) {
                System.out.println(command + " was refused: " + reply);
              }
            });
    if (!taken) {
      throw new IllegalStateException("the ledger takes no commands");
    }
  }

  private void settle() throws InterruptedException {
    room.acquire(IN_FLIGHT);
    room.release(IN_FLIGHT);
  }

  private void snapshot(ConfigurableApplicationContext database, Ledger ledger, LedgerLoop loop)
      throws Exception {
    SnapshotStore snapshots = database.getBean(SnapshotStore.class);
    var stock =
        new ProjectedStock(
            LedgerConfig.DEFAULT.shard(),
            new NoProjection(),
            database.getBean(BlockSource.class),
            snapshots,
            new SnapshotConfig(Long.MAX_VALUE, Long.MAX_VALUE));
    try (var follower =
        Follower.start(
            "follower",
            database.getBean(BlockSource.class),
            stock,
            new FollowerConfig(20, 1_000, 1_000, 10_000),
            Throwable::printStackTrace)) {
      while (stock.position() < ledger.figures().position()) {
        Thread.sleep(50);
      }
      report("without", loop.run(ledger, LOAD_IN_FLIGHT, LOAD_MILLIS));
      follower.finish(ledger.figures().position(), 1);
      do {
        report("with", loop.run(ledger, LOAD_IN_FLIGHT, LOAD_MILLIS / 5));
      } while (!follower.finish(0, 1));
    }
    made = ledger.figures().openReservations();
    Snapshot snapshot = snapshots.list().toCompletableFuture().join().getFirst();
    System.out.printf(
        "snapshot: %,d bytes, %d chunks, %,d ms%n",
        snapshot.bytes(),
        snapshot.chunks(),
        database.getBean(StoredSnapshots.class).lastWriting().orElseThrow().toMillis());
  }

  private static void report(String what, LedgerLoop.Round round) {
    System.out.printf(
        "%s a snapshot: %,.0f reservations/s  p50 %.2f ms  p99 %.2f ms  p99.9 %.2f ms  max %.2f"
            + " ms%n",
        what,
        round.perSecond(),
        round.latencies().millis(50),
        round.latencies().millis(99),
        round.latencies().millis(99.9),
        round.latencies().millis(100));
  }

  private void restart(Path data, String hash) throws IOException, InterruptedException {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx4g",
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RestartBenchmark.class.getName(),
                "open",
                data.toString(),
                hash)
            .inheritIO()
            .start();
    if (server.waitFor() != 0) {
      throw new IllegalStateException("the start failed");
    }
  }

  /** The start, in a process of its own. */
  private static void open(Path data, String hash) throws Exception {
    var born = new Mark(ProcessHandle.current().info().startInstant().orElseThrow(), Duration.ZERO);
    Mark begun = Mark.now();
    try (ConfigurableApplicationContext database = start(data)) {
      Mark databaseUp = Mark.now();
      var firstBlock = new AtomicReference<>(Mark.NONE);
      try (var ledger =
          Ledger.open(
              LedgerConfig.DEFAULT,
              database.getBean(Journal.class),
              database.getBean(SnapshotStore.class),
              new MonotonicClock(),
              published -> firstBlock.compareAndSet(Mark.NONE, Mark.now()))) {
        Mark open = Mark.now();
        String its = HexFormat.of().toHexDigits(ledger.figures().stateHash());
        if (!hash.isEmpty() && !its.equals(hash)) {
          throw new IllegalStateException("it is another state than before");
        }
        long facts =
            ledger.figures().position()
                - database.getBean(StoredSnapshots.class).newest().orElseThrow().position();
        System.out.println(
            "| a start, in a process of its own | seconds | of processors, without PostgreSQL's |");
        System.out.println("|---|---|---|");
        print("JVM", born, begun);
        print("PostgreSQL and its tables", begun, databaseUp);
        Mark loaded = firstBlock.get().equals(Mark.NONE) ? open : firstBlock.get();
        print("snapshot, both states, up to the first block after it", databaseUp, loaded);
        print("%,d facts after it".formatted(facts), loaded, open);
        print("all", born, open);
      }
    }
  }

  /** A moment, and what the process had taken of the processors by then. */
  private record Mark(Instant time, Duration processor) {
    static final Mark NONE = new Mark(Instant.EPOCH, Duration.ZERO);

    static Mark now() {
      return new Mark(
          Instant.now(), ProcessHandle.current().info().totalCpuDuration().orElseThrow());
    }
  }

  private static void print(String what, Mark from, Mark to) {
    System.out.printf(
        "| %s | %.1f | %.1f |%n",
        what,
        Duration.between(from.time(), to.time()).toMillis() / 1e3,
        to.processor().minus(from.processor()).toMillis() / 1e3);
  }
}
