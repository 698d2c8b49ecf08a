package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.LedgerConfig;
import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservationId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * The commands that a trial will send to a shop, made before the trial. A reservation meets its
 * verbs {@link #OPEN} reservations later, so that as many are open at any time. Before anything is
 * measured the ledger remembers as much of the past as it ever will.
 */
@State(Scope.Thread)
public abstract class Script {

  /** Reservations that a batch makes. */
  static final int BATCH = 50_000;

  /** Reservations open at any time. */
  static final int OPEN = 10_000;

  private static final int CARTS = 1 << 16;
  private static final long START_MILLIS = 1_800_000_000_000L;
  private static final long TTL_MILLIS = 600_000;

  /** How many different SKUs are sold. */
  @Param({"1", "1000", "100000"})
  public int skus;

  /** Whether every command has a request id. */
  @Param({"false", "true"})
  public boolean requestIds;

  private final InlineLedger ledger = new InlineLedger();
  private final SplittableRandom random = new SplittableRandom(42);
  private final List<List<Command.Line>> carts = new ArrayList<>(CARTS);
  private final int lines;
  private final long millisPerReservation;
  private final Verb[] verbs;
  private Command[] commands = {};
  private int at;
  private long requests;
  private long reservations;
  private long nowMillis = START_MILLIS;

  /**
   * Names what is reserved and what becomes of it.
   *
   * @param verbs one after the other; none to let it expire
   */
  Script(int lines, Verb... verbs) {
    this.lines = lines;
    this.verbs = verbs;
    millisPerReservation = verbs.length == 0 ? TTL_MILLIS / OPEN : 1;
  }

  @Setup(Level.Trial)
  public void prepare(BenchmarkParams trial) {
    prepare(trial.getWarmup().getCount() + trial.getMeasurement().getCount());
  }

  final void prepare(int batches) {
    var shop = new Shop(skus, TTL_MILLIS);
    shop.opening().forEach(this::play);
    for (int i = 0; i < CARTS; i++) {
      carts.add(shop.cart(lines));
    }
    for (long i = 0; i < reservationsToForget(); i++) {
      commandsOfNext(shop).forEach(this::play);
    }
    var ahead = new ArrayList<Command>(batches * commandsPerBatch());
    for (int i = 0; i < batches * BATCH; i++) {
      ahead.addAll(commandsOfNext(shop));
    }
    commands = ahead.toArray(Command[]::new);
  }

  /** Plays the next batch and returns a hash of the state after it. */
  final long play() {
    int end = at + commandsPerBatch();
    while (at < end) {
      play(commands[at++]);
    }
    return ledger.hash();
  }

  @TearDown(Level.Trial)
  public void check() {
    int open = ledger.state().reservations().openCount();
    if (open < OPEN - 1 || open > OPEN + 1) {
      throw new IllegalStateException(open + " reservations are open, not " + OPEN);
    }
  }

  private void play(Command command) {
    if (command instanceof Command.Reserve) {
      nowMillis += millisPerReservation;
    }
    ledger.take(command, nowMillis);
  }

  /** After so many the ledger forgets one for each that comes. */
  private long reservationsToForget() {
    Bounds bounds = LedgerConfig.DEFAULT.bounds();
    long requestsLast = requestIds ? bounds.requestSuccessesMax() / (1 + verbs.length) : 0;
    return Math.max(bounds.terminalReservationsMax(), requestsLast) + OPEN + BATCH;
  }

  private int commandsPerBatch() {
    return BATCH * (1 + verbs.length);
  }

  /** One more reservation, and the verbs on the one that was {@link #OPEN} before it. */
  private List<Command> commandsOfNext(Shop shop) {
    reservations++;
    var next = new ArrayList<Command>(1 + verbs.length);
    next.add(shop.reserve(request(), carts.get(random.nextInt(CARTS))));
    if (reservations > OPEN) {
      long earlier = ReservationId.of(LedgerConfig.DEFAULT.shard(), reservations - OPEN);
      for (Verb verb : verbs) {
        next.add(new Command.Change(request(), earlier, Shop.CHANNEL, verb, List.of(), false));
      }
    }
    return next;
  }

  private RequestId request() {
    if (!requestIds) {
      return RequestId.NONE;
    }
    requests++;
    return new RequestId(random.nextLong(), requests, random.nextLong());
  }
}
