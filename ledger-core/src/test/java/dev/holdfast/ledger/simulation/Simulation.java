package dev.holdfast.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.LedgerConfig;
import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.LocationType;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.QuantityDisplay;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.StockFigures;
import dev.holdfast.ledger.api.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One run: the same seed gives the same commands, faults and restarts. */
final class Simulation {

  private static final List<String> LOCATIONS = List.of("a", "b", "c");
  private static final List<MovementType> TYPES = List.of(MovementType.values());
  private static final List<Verb> VERBS = List.of(Verb.values());
  private static final int SKUS = 5;
  private static final Bounds ELEPHANT =
      new Bounds(1_000_000, Long.MAX_VALUE, 1_000_000, 1_000_000, Long.MAX_VALUE);
  private static final Bounds SIEVE = new Bounds(3, Oracle.TTL, 3, 2, Oracle.TTL);

  private final Random random;
  private final FaultyJournal journal;
  private final Oracle oracle = new Oracle();
  private final AtomicLong now = new AtomicLong(1_800_000_000_000L);
  private final Map<Long, Command> commandByRequest = new HashMap<>();
  private final Map<Long, Reply> replyByRequest = new HashMap<>();
  private final Map<String, Integer> ordinals = new HashMap<>();
  private final LedgerConfig config;
  private final boolean forgets;
  private Ledger ledger;
  private long requests;
  private int restarts;

  /**
   * Sets up a world.
   *
   * @param forgets whether the ledger remembers next to nothing, or everything
   */
  Simulation(long seed, double faultShare, boolean forgets) {
    this.forgets = forgets;
    config =
        new LedgerConfig(
            0, 1_024, 1 << 19, 1_024, 3, 1_000_000, 1_024, 10_000, forgets ? SIEVE : ELEPHANT);
    random = new Random(seed);
    journal = new FaultyJournal(seed, faultShare);
    ledger = open();
    settings();
  }

  int faults() {
    return journal.faults();
  }

  int restarts() {
    return restarts;
  }

  void run(int steps) {
    for (int step = 0; step < steps; step++) {
      try {
        step();
      } catch (Throwable failed) {
        throw new AssertionError("step " + step, failed);
      }
    }
    checkFigures();
    ledger.close();
  }

  private void step() {
    now.addAndGet(random.nextInt(100) == 0 ? random.nextLong(2 * Oracle.TTL) : random.nextInt(200));
    oracle.passTo(now.get());
    switch (random.nextInt(100)) {
      case 0 -> restart();
      case 1, 2, 3, 4 -> checkFigures();
      case 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 -> move();
      case 15, 16, 17, 18, 19 -> extend();
      case 20, 21, 22, 23, 24 -> askAgain();
      default -> {
        if (random.nextInt(2) == 0) {
          reserve();
        } else {
          change();
        }
      }
    }
  }

  private void move() {
    int sku = random.nextInt(SKUS);
    String location = LOCATIONS.get(random.nextInt(3));
    var type = TYPES.get(random.nextInt(3));
    long quantity =
        switch (type) {
          case RECEIVE -> 1 + random.nextInt(20);
          case ADJUST -> random.nextBoolean() ? 1 + random.nextInt(5) : -1 - random.nextInt(20);
          case COUNT -> random.nextInt(20);
        };
    ResultCode expected =
        type == MovementType.COUNT
            ? oracle.count(sku, location, quantity)
            : oracle.adjust(sku, location, quantity);
    Reply reply =
        ask(
            new Command.Move(
                request(),
                sku,
                ordinal(location),
                type,
                quantity,
                -1,
                Text.of("sim"),
                Text.EMPTY,
                Text.EMPTY));
    assertThat(reply.code()).isEqualTo(expected);
  }

  private void reserve() {
    var wishes = new ArrayList<Oracle.Wish>();
    var lines = new ArrayList<Command.Line>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      String location = random.nextInt(4) == 0 ? LOCATIONS.get(random.nextInt(3)) : null;
      var wish = new Oracle.Wish(random.nextInt(SKUS), 1 + random.nextInt(8), location);
      wishes.add(wish);
      lines.add(
          new Command.Line(
              wish.sku(), wish.quantity(), location == null ? Command.NONE : ordinal(location)));
    }
    Oracle.Outcome expected = oracle.reserve(wishes, now.get());
    Reply reply =
        ask(
            new Command.Reserve(
                request(),
                0,
                0,
                true,
                lines,
                List.of(),
                Text.of("customer-" + random.nextInt(10)),
                Text.EMPTY));
    assertThat(reply.code()).isEqualTo(expected.code());
    if (expected.reservation() != null) {
      checkReservation(expected.reservation(), ((Reply.Reserved) reply.outcome()).reservation());
    }
  }

  private void change() {
    long id = someReservation();
    var verb = VERBS.get(random.nextInt(4));
    boolean mayBeForgotten = mayBeForgotten(id);
    ResultCode expected = oracle.change(id, verb.name());
    ResultCode code = ask(new Command.Change(request(), id, Command.NONE, verb)).code();
    if (!mayBeForgotten || code != ResultCode.RESERVATION_NOT_FOUND) {
      assertThat(code).isEqualTo(expected);
    }
  }

  private void extend() {
    long id = someReservation();
    long ttl = 1 + random.nextLong(2 * Oracle.TTL);
    ResultCode expected = oracle.extend(id, ttl, now.get());
    ResultCode code = ask(new Command.Extend(request(), id, Command.NONE, ttl, false)).code();
    if (!mayBeForgotten(id) || code != ResultCode.RESERVATION_NOT_FOUND) {
      assertThat(code).isEqualTo(expected);
    }
  }

  private boolean mayBeForgotten(long id) {
    Oracle.Reservation reservation = oracle.reservations.get(id);
    return forgets && reservation != null && reservation.state.isTerminal();
  }

  /** A request that was answered gets the same answer, whatever has happened since. */
  private void askAgain() {
    if (requests == 0 || forgets) {
      return;
    }
    long request = 1 + random.nextLong(requests);
    Command command = commandByRequest.get(request);
    Reply before = replyByRequest.get(request);
    if (command != null && before != null) {
      Reply again = send(command);
      assertThat(again.replayed()).isTrue();
      assertThat(again.code()).isEqualTo(before.code());
      assertThat(again.outcome()).isEqualTo(before.outcome());
    }
  }

  /** Half of the time without a word to the one that runs: it is fenced. */
  private void restart() {
    restarts++;
    Ledger old = ledger;
    if (random.nextBoolean()) {
      old.close();
    }
    var before = old.figures();
    ledger = open();
    var after = ledger.figures();
    if (after.position() == before.position()) {
      assertThat(after.stateHash()).isEqualTo(before.stateHash());
    }
    checkFigures();
  }

  private void checkFigures() {
    // Whatever is due is swept before this is answered, so the figures are those of now.
    send(new Command.SetBounds(config.bounds()));
    for (int sku = 0; sku < SKUS; sku++) {
      for (StockFigures figures : ledger.reads().stock(sku).locations()) {
        String location = ledger.reads().locationSettings(figures.location()).id();
        Oracle.Item item = oracle.item(sku, location);
        assertThat(List.of(figures.onHand(), figures.held(), figures.committed()))
            .as("on hand, held, committed of %d at %s", sku, location)
            .isEqualTo(List.of(item.onHand, item.held, item.committed));
        assertThat(figures.available()).isEqualTo(item.available()).isNotNegative();
      }
    }
    oracle.reservations.forEach(
        (id, reservation) -> {
          if (random.nextInt(20) == 0 && !mayBeForgotten(id)) {
            checkReservation(id, ledger.reads().reservation(id));
          }
        });
  }

  private void checkReservation(long id, @Nullable ReservationView view) {
    Oracle.Reservation reservation = oracle.reservations.get(id);
    assertThat(view).isNotNull();
    if (reservation == null || view == null) {
      throw new AssertionError("reservation " + id);
    }
    assertThat(view.id()).isEqualTo(id);
    assertThat(view.state()).isEqualTo(reservation.state);
    assertThat(view.deadlineMillis()).isEqualTo(reservation.deadline);
    var parts = new ArrayList<Oracle.Part>();
    for (var line : view.lines()) {
      String location = ledger.reads().locationSettings(line.location()).id();
      parts.add(new Oracle.Part(line.line(), line.sku(), location, line.quantity()));
    }
    assertThat(parts).isEqualTo(reservation.parts);
  }

  private long someReservation() {
    return 1 + random.nextLong(oracle.reservations.size() + 1L);
  }

  private RequestId request() {
    if (random.nextInt(3) > 0) {
      return RequestId.NONE;
    }
    requests++;
    return new RequestId(random.nextInt(10), requests, requests * 31);
  }

  private Reply ask(Command command) {
    Reply reply = send(command);
    if (command.request().isPresent()) {
      commandByRequest.put(command.request().low(), command);
      replyByRequest.put(command.request().low(), reply);
    }
    return reply;
  }

  private Reply send(Command command) {
    var reply = new CompletableFuture<Reply>();
    assertThat(ledger.submit(command, reply::complete)).isTrue();
    try {
      return reply.get(10, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new AssertionError("no reply to " + command, failed);
    }
  }

  private int ordinal(String location) {
    Integer ordinal = ordinals.get(location);
    assertThat(ordinal).isNotNull();
    return ordinal == null ? -1 : ordinal;
  }

  private Ledger open() {
    return Ledger.open(config, journal, now::get, published -> {});
  }

  /** Locations in another order than their ids'. */
  private void settings() {
    for (String location : List.of("c", "a", "b")) {
      Reply reply =
          send(
              new Command.DefineLocation(
                  RequestId.NONE, Text.of(location), LocationType.STORE, Text.EMPTY));
      ordinals.put(location, ((Reply.Defined) reply.outcome()).ordinal());
    }
    for (int sku = 0; sku < SKUS; sku++) {
      send(new Command.DefineSku(RequestId.NONE, Text.of("sku-" + sku), 3, Text.EMPTY));
    }
    send(
        new Command.DefineChannel(
            RequestId.NONE,
            Text.of("web"),
            Oracle.TTL,
            QuantityDisplay.EXACT,
            List.of(),
            Text.EMPTY));
  }
}
