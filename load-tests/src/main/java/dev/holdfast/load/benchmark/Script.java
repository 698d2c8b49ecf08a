package dev.holdfast.load.benchmark;

import static java.util.Objects.requireNonNull;

import com.sun.management.ThreadMXBean;
import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.state.TouchAhead;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Sends a shop's commands to a ledger, batch by batch. A batch is written right before it is
 * played, outside of what is timed, so that its commands are as near as those in a ring. Before
 * anything is measured as many reservations are open as will be, and the ledger forgets one for
 * each that ends.
 */
@State(Scope.Thread)
public abstract class Script {

  /** Reservations that a batch makes. */
  static final int BATCH = 400;

  private static final int COMMANDS_OF_RESERVATION_MAX = 8;

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

  /** How many commands wait in the ring, so that the ledger can look ahead at them; 1 to 16. */
  @Param({"16"})
  public int waiting = TouchAhead.COMMANDS_MAX;

  private final InlineLedger ledger = new InlineLedger();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Command[] commands = new Command[BATCH * COMMANDS_OF_RESERVATION_MAX];
  private final long[] times = new long[commands.length];
  private int size;
  private long reservations;
  private @Nullable Traffic traffic;

  abstract Traffic traffic(Shop shop);

  /** Opens the shop, and plays until everything is as it will stay. */
  @Setup(Level.Trial)
  public void open() {
    var shop = new Shop(skus, Traffic.TTL_MILLIS, texts);
    Traffic its = traffic(shop);
    traffic = its;
    var bounds = new Bounds(remembered, DAY_MILLIS, remembered, remembered, DAY_MILLIS);
    var past = new Counted();
    shop.opening(bounds).forEach(command -> ledger.take(command, its.millis(0)));
    for (long i = 0; i < its.settling() + remembered; i += BATCH) {
      write();
      play(past);
    }
  }

  /** Writes the commands of the next batch. */
  @Setup(Level.Invocation)
  public void write() {
    Traffic its = requireNonNull(traffic);
    size = 0;
    for (int i = 0; i < BATCH; i++) {
      long time = its.millis(++reservations);
      its.next(
          command -> {
            commands[size] = command;
            times[size++] = time;
          });
    }
  }

  /** Plays the batch and returns a hash of the state after it. */
  final long play(Counted counted) {
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long decisions = ledger.decisions();
    ledger.takeAll(commands, times, size, waiting);
    counted.bytes += threads.getCurrentThreadAllocatedBytes() - bytes;
    counted.decisions += ledger.decisions() - decisions;
    return ledger.hash();
  }

  @TearDown(Level.Trial)
  public void check() {
    int stillOpen = ledger.state().reservations().openCount();
    if (Math.abs(stillOpen - open) > 10 + 0.03 * open) {
      throw new IllegalStateException(stillOpen + " reservations are open, not " + open);
    }
  }

  /** What the playing thread did. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Counted {
    /** Bytes allocated. */
    public long bytes;

    /** Commands taken and reservations expired. */
    public long decisions;
  }

  /** The same becomes of every reservation. */
  public abstract static class Orderly extends Script {

    private final int lines;
    private final Verb[] verbs;

    Orderly(int lines, Verb... verbs) {
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
      super(1, Verb.RELEASE);
    }
  }

  /** Five lines, given back. */
  public static class FiveLinesReleased extends Orderly {
    public FiveLinesReleased() {
      super(5, Verb.RELEASE);
    }
  }

  /** One line, paid and shipped. */
  public static class OneLineFulfilled extends Orderly {
    public OneLineFulfilled() {
      super(1, Verb.CONFIRM, Verb.FULFIL);
    }
  }

  /** One line, left alone. */
  public static class OneLineExpired extends Orderly {
    public OneLineExpired() {
      super(1);
    }
  }

  /** One line, and whatever becomes of it in a shop. */
  public static class OneLineMixed extends Script {
    @Override
    final Traffic traffic(Shop shop) {
      return new MixedTraffic(shop, 1, open, requestIds);
    }
  }
}
