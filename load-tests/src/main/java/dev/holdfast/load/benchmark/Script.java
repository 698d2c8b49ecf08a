package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.LedgerConfig;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.LocationType;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.QuantityDisplay;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservationId;
import dev.holdfast.ledger.api.Text;
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
 * A shop, and the commands that a trial will send it, made before the trial. A reservation meets
 * its verbs {@link #OPEN} reservations later, so that as many are open at any time. Before anything
 * is measured the ledger remembers as much of the past as it ever will.
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
  private static final long ON_HAND = 1_000_000_000;

  /** How many different SKUs are sold. */
  @Param({"1", "1000", "100000"})
  public int skus;

  /** Whether every command has a request id. */
  @Param({"false", "true"})
  public boolean requestIds;

  private final InlineLedger ledger = new InlineLedger();
  private final SplittableRandom random = new SplittableRandom(42);
  private final List<List<Command.Line>> carts = new ArrayList<>(CARTS);
  private final Text customer = Text.of("customer-1234567");
  private final Text reference = Text.of("https://shop.example/carts/1234567");
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
    define();
    long remembered = LedgerConfig.DEFAULT.bounds().terminalReservationsMax();
    for (long i = 0; i < remembered + OPEN + BATCH; i++) {
      commandsOfNext().forEach(this::play);
    }
    int batches = trial.getWarmup().getCount() + trial.getMeasurement().getCount();
    var ahead = new ArrayList<Command>(batches * commandsPerBatch());
    for (int i = 0; i < batches * BATCH; i++) {
      ahead.addAll(commandsOfNext());
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

  private int commandsPerBatch() {
    return BATCH * (1 + verbs.length);
  }

  /** One more reservation, and the verbs on the one that was {@link #OPEN} before it. */
  private List<Command> commandsOfNext() {
    reservations++;
    var next = new ArrayList<Command>(1 + verbs.length);
    next.add(reserve());
    if (reservations > OPEN) {
      long earlier = ReservationId.of(LedgerConfig.DEFAULT.shard(), reservations - OPEN);
      for (Verb verb : verbs) {
        next.add(new Command.Change(request(), earlier, 0, verb));
      }
    }
    return next;
  }

  private Command.Reserve reserve() {
    List<Command.Line> cart = carts.get(random.nextInt(CARTS));
    return new Command.Reserve(request(), 0, 0, true, cart, List.of(), customer, reference);
  }

  private RequestId request() {
    if (!requestIds) {
      return RequestId.NONE;
    }
    requests++;
    return new RequestId(random.nextLong(), requests, random.nextLong());
  }

  private void define() {
    play(new Command.SetBounds(LedgerConfig.DEFAULT.bounds()));
    play(
        new Command.DefineLocation(
            RequestId.NONE, Text.of("berlin"), LocationType.WAREHOUSE, Text.EMPTY));
    play(
        new Command.DefineChannel(
            RequestId.NONE,
            Text.of("web"),
            TTL_MILLIS,
            QuantityDisplay.EXACT,
            List.of(),
            Text.EMPTY));
    var oneOfEach = new ArrayList<Command.Line>(skus);
    for (int sku = 0; sku < skus; sku++) {
      play(new Command.DefineSku(RequestId.NONE, Text.of("sku-" + sku), 0, Text.EMPTY));
      play(receive(sku));
      oneOfEach.add(new Command.Line(sku, 1, Command.NONE));
    }
    for (int cart = 0; cart < CARTS; cart++) {
      carts.add(
          List.of(
              random.ints(lines, 0, skus).mapToObj(oneOfEach::get).toArray(Command.Line[]::new)));
    }
  }

  private static Command.Move receive(int sku) {
    return new Command.Move(
        RequestId.NONE,
        sku,
        0,
        MovementType.RECEIVE,
        ON_HAND,
        -1,
        Text.EMPTY,
        Text.of("urn:delivery:1"),
        Text.of("benchmark"));
  }
}
