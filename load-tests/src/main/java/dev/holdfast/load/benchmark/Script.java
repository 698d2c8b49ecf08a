package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Verb;
import java.util.ArrayList;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * The commands that a trial will send to a shop, made before the trial. Before anything is measured
 * as many reservations are open as will be, and the ledger forgets one for each that ends.
 */
@State(Scope.Thread)
public abstract class Script {

  /** Reservations that a batch makes. */
  static final int BATCH = 40_000;

  private static final long DAY_MILLIS = 86_400_000;

  /** How many different SKUs are sold. */
  @Param({"1000"})
  public int skus = 1_000;

  /** How many reservations are open at any time. */
  @Param({"10000"})
  public int open = 10_000;

  /** How many ended reservations, and how many successful request ids, are remembered. */
  @Param({"10000"})
  public int remembered = 10_000;

  /** Whether every command has a request id. */
  @Param({"false"})
  public boolean requestIds;

  /** Whether reservations name a customer and a reference. */
  @Param({"false"})
  public boolean texts;

  private final InlineLedger ledger = new InlineLedger();
  private final int decisionsOfBatch;
  private Command[] commands = {};
  private long[] times = {};
  private int[] batchEnds = {};
  private int batch;
  private long reservations;
  private long decisions;

  /** Names how many decisions a batch is expected to take. */
  Script(double decisionsPerReservation) {
    decisionsOfBatch = (int) (decisionsPerReservation * BATCH);
  }

  abstract Traffic traffic(Shop shop);

  @Setup(Level.Trial)
  public void prepare(BenchmarkParams trial) {
    prepare(trial.getWarmup().getCount() + trial.getMeasurement().getCount());
  }

  final void prepare(int batches) {
    var shop = new Shop(skus, Traffic.TTL_MILLIS, texts);
    Traffic traffic = traffic(shop);
    var bounds = new Bounds(remembered, DAY_MILLIS, remembered, remembered, DAY_MILLIS);
    shop.opening(bounds).forEach(command -> ledger.take(command, traffic.millis(0)));
    for (int i = 0; i < traffic.settling() + remembered; i++) {
      traffic.next(command -> ledger.take(command, timeOf(command, traffic)));
    }
    var ahead = new ArrayList<Command>(batches * decisionsOfBatch);
    batchEnds = new int[batches];
    for (int i = 0; i < batches; i++) {
      for (int j = 0; j < BATCH; j++) {
        traffic.next(ahead::add);
      }
      batchEnds[i] = ahead.size();
    }
    commands = ahead.toArray(Command[]::new);
    times = new long[commands.length];
    Arrays.setAll(times, i -> timeOf(commands[i], traffic));
    decisions = ledger.decisions();
  }

  private long timeOf(Command command, Traffic traffic) {
    if (command instanceof Command.Reserve) {
      reservations++;
    }
    return traffic.millis(reservations);
  }

  /** Plays the next batch and returns a hash of the state after it. */
  final long play() {
    for (int i = batch == 0 ? 0 : batchEnds[batch - 1]; i < batchEnds[batch]; i++) {
      ledger.take(commands[i], times[i]);
    }
    batch++;
    return ledger.hash();
  }

  @TearDown(Level.Trial)
  public void check() {
    double decided = (double) (ledger.decisions() - decisions) / batch;
    if (Math.abs(decided - decisionsOfBatch) > 0.02 * decisionsOfBatch) {
      throw new IllegalStateException(
          "a batch takes %.0f decisions, not %d".formatted(decided, decisionsOfBatch));
    }
    int stillOpen = ledger.state().reservations().openCount();
    if (Math.abs(stillOpen - open) > 2 + 0.03 * open) {
      throw new IllegalStateException(stillOpen + " reservations are open, not " + open);
    }
  }

  /** The same becomes of every reservation. */
  public abstract static class Orderly extends Script {

    private final int lines;
    private final Verb[] verbs;

    Orderly(int lines, int decisions, Verb... verbs) {
      super(decisions);
      this.lines = lines;
      this.verbs = verbs;
    }

    @Override
    final Traffic traffic(Shop shop) {
      return new OrderlyTraffic(shop, lines, open, requestIds, verbs);
    }
  }

  /** One line, given back. */
  public static class OneLineReleased extends Orderly {
    public OneLineReleased() {
      super(1, 2, Verb.RELEASE);
    }
  }

  /** Five lines, given back. */
  public static class FiveLinesReleased extends Orderly {
    public FiveLinesReleased() {
      super(5, 2, Verb.RELEASE);
    }
  }

  /** One line, paid and shipped. */
  public static class OneLineFulfilled extends Orderly {
    public OneLineFulfilled() {
      super(1, 3, Verb.CONFIRM, Verb.FULFIL);
    }
  }

  /** One line, left alone. */
  public static class OneLineExpired extends Orderly {
    public OneLineExpired() {
      super(1, 2);
    }
  }

  /** One line, and whatever becomes of it in a shop. */
  public static class OneLineMixed extends Script {
    public OneLineMixed() {
      super(MixedTraffic.DECISIONS_OF_EIGHT / 8.0);
    }

    @Override
    final Traffic traffic(Shop shop) {
      return new MixedTraffic(shop, 1, open, requestIds);
    }
  }
}
