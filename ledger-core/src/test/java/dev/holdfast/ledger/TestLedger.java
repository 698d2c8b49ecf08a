package dev.holdfast.ledger;

import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.DurableListener;
import dev.holdfast.ledger.api.LedgerClock;
import dev.holdfast.ledger.api.LocationType;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.QuantityDisplay;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.StockFigures;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.snapshot.SnapshotStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A ledger with a clock of its own, spoken to in short sentences. */
final class TestLedger implements AutoCloseable {

  static final long START_MILLIS = 1_800_000_000_000L;
  static final long TTL_MILLIS = 600_000;

  private static final DurableListener DEAF = published -> {};

  final Ledger ledger;
  private final AtomicLong nowMillis;

  TestLedger(Journal journal) {
    this(journal, LedgerConfig.DEFAULT, new AtomicLong(START_MILLIS));
  }

  TestLedger(Journal journal, LedgerConfig config, AtomicLong nowMillis) {
    this(journal, config, nowMillis, nowMillis::get);
  }

  /** With a clock that may keep whoever looks at it waiting. */
  TestLedger(Journal journal, LedgerConfig config, AtomicLong nowMillis, LedgerClock clock) {
    this.nowMillis = nowMillis;
    ledger = Ledger.open(config, journal, SnapshotStore.NONE, clock, DEAF);
  }

  static LedgerConfig remembering(long terminal, long successes, long refusals) {
    var d = LedgerConfig.DEFAULT;
    return new LedgerConfig(
        d.shard(),
        d.ringSize(),
        d.blockBytes(),
        d.blockReplies(),
        d.blocks(),
        d.openReservationsMax(),
        d.expiriesPerCommand(),
        d.closeTimeoutMillis(),
        new Bounds(terminal, 86_400_000L, successes, refusals, 86_400_000L));
  }

  void pass(long millis) {
    nowMillis.addAndGet(millis);
  }

  CompletableFuture<Reply> submit(Command command) {
    var reply = new CompletableFuture<Reply>();
    while (!ledger.submit(command, reply::complete)) {
      Thread.onSpinWait();
    }
    return reply;
  }

  Reply ask(Command command) {
    try {
      return submit(command).get(10, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new AssertionError("no reply to " + command, failed);
    }
  }

  int location(String id) {
    return defined(
        new Command.DefineLocation(
            RequestId.NONE, Text.of(id), LocationType.WAREHOUSE, Text.EMPTY));
  }

  int sku(String id) {
    return sku(id, 0, 0);
  }

  int sku(String id, long lowStockThreshold, long backorderLimit) {
    return defined(
        new Command.DefineSku(
            RequestId.NONE, Text.of(id), lowStockThreshold, backorderLimit, Text.EMPTY));
  }

  int channel(String id, Integer... allowedLocations) {
    return defined(
        new Command.DefineChannel(
            RequestId.NONE,
            Text.of(id),
            TTL_MILLIS,
            QuantityDisplay.EXACT,
            List.of(allowedLocations),
            Text.EMPTY));
  }

  Reply receive(int sku, int location, long quantity) {
    return ask(Movement.of(MovementType.RECEIVE, sku, location, quantity).command());
  }

  Reply move(Movement movement) {
    return ask(movement.command());
  }

  Reply reserve(int channel, Command.Line... lines) {
    return ask(reserving(RequestId.NONE, channel, lines));
  }

  Reply reserve(Cart cart) {
    return ask(cart.command());
  }

  static Command.Reserve reserving(RequestId request, int channel, Command.Line... lines) {
    var cart = Cart.of(channel).request(request);
    for (Command.Line line : lines) {
      cart.line(line);
    }
    return cart.command();
  }

  static Command.Line line(int sku, int quantity) {
    return new Command.Line(sku, quantity, Command.NONE);
  }

  Reply change(long reservation, Command.Verb verb) {
    return change(reservation, verb, List.of());
  }

  Reply change(long reservation, Command.Verb verb, int line, int units) {
    return change(reservation, verb, List.of(new Command.LineUnits(line, units)));
  }

  Reply change(long reservation, Command.Verb verb, List<Command.LineUnits> lines) {
    return ask(new Command.Change(RequestId.NONE, reservation, Command.NONE, verb, lines, false));
  }

  Reply reacquire(long reservation) {
    return ask(
        new Command.Change(
            RequestId.NONE, reservation, Command.NONE, Command.Verb.CONFIRM, List.of(), true));
  }

  Reply extend(long reservation, long ttlMillis) {
    return ask(new Command.Extend(RequestId.NONE, reservation, Command.NONE, ttlMillis, false));
  }

  Reads reads() {
    return ledger.reads();
  }

  StockFigures total(int sku) {
    return reads().stock(sku).total();
  }

  StockFigures at(int sku, int location) {
    return reads().stock(sku).locations().stream()
        .filter(figures -> figures.location() == location)
        .findFirst()
        .orElseThrow();
  }

  long sellable(int channel, int sku) {
    return reads().availability(channel, sku).sellable();
  }

  static ReservationView reserved(Reply reply) {
    return ((Reply.Reserved) reply.outcome()).reservation();
  }

  int defined(Command command) {
    return ((Reply.Defined) ask(command).outcome()).ordinal();
  }

  @Override
  public void close() {
    ledger.close();
  }
}
