package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ReservationId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.record.Parts;
import dev.holdfast.ledger.state.ChannelTable;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.StockTable;
import java.util.List;

/**
 * Holds stock: from the highest-ranked location that has everything, else by rank, each giving what
 * it has. All lines or none.
 */
final class ReserveDecider {

  private final LedgerState state;
  private final StockTable stock;
  private final ChannelTable channels;
  private final FactWriter facts;
  private final Decision decision;
  private final int shard;
  private final int openReservationsMax;
  private final Parts parts = new Parts();

  ReserveDecider(
      LedgerState state, FactWriter facts, Decision decision, int shard, int openReservationsMax) {
    this.state = state;
    this.stock = state.stock();
    this.channels = state.channels();
    this.facts = facts;
    this.decision = decision;
    this.shard = shard;
    this.openReservationsMax = openReservationsMax;
  }

  void decide(Command.Reserve reserve, long nowMillis) {
    assert !reserve.lines().isEmpty() && reserve.lines().size() <= Decision.LINES_MAX;
    if (refuses(reserve)) {
      return;
    }
    if (!takeFromOne(reserve) && !takeByRank(reserve)) {
      return;
    }
    long ttlMillis =
        reserve.ttlMillis() == 0 ? channels.ttlMillis(reserve.channel()) : reserve.ttlMillis();
    long number = ReservationId.number(state.reservations().lastId()) + 1;
    long id = ReservationId.of(shard, number);
    facts.stockReserved(
        id,
        reserve.channel(),
        nowMillis + ttlMillis,
        parts,
        reserve.customer(),
        reserve.reference());
    decision.reservation(ResultCode.OK, id);
  }

  private boolean refuses(Command.Reserve reserve) {
    int channel = reserve.channel();
    long ttlMax = channels.ttlMillis(channel);
    if (reserve.ttlCapped() && reserve.ttlMillis() > ttlMax) {
      decision.refuse(ResultCode.TTL_TOO_LONG, ttlMax);
      return true;
    }
    if (state.reservations().openCount() >= openReservationsMax) {
      decision.refuse(ResultCode.LEDGER_FULL);
      return true;
    }
    return !channels.allowsAll(channel) && namesForbiddenLocation(reserve);
  }

  private boolean namesForbiddenLocation(Command.Reserve reserve) {
    for (int i = 0; i < reserve.lines().size(); i++) {
      if (forbids(reserve.channel(), reserve.lines().get(i).location())) {
        return true;
      }
    }
    for (int i = 0; i < reserve.rankedLocations().size(); i++) {
      if (forbids(reserve.channel(), reserve.rankedLocations().get(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean forbids(int channel, int location) {
    if (location == Command.NONE || channels.allows(channel, location)) {
      return false;
    }
    decision.refuse(ResultCode.LOCATION_NOT_ALLOWED, location);
    return true;
  }

  /** Takes every line whole, those that name no location all from the same one. */
  private boolean takeFromOne(Command.Reserve reserve) {
    List<Command.Line> lines = reserve.lines();
    int free = firstWithoutLocation(lines);
    if (free < 0) {
      return takeWhole(lines, Command.NONE);
    }
    List<Integer> ranked = reserve.rankedLocations();
    for (int i = 0; i < ranked.size(); i++) {
      if (takeWhole(lines, ranked.get(i))) {
        return true;
      }
    }
    if (!ranked.isEmpty()) {
      return false;
    }
    int sku = lines.get(free).sku();
    for (int item = state.skus().firstStock(sku); item >= 0; item = stock.next(item)) {
      int location = stock.location(item);
      if (channels.allows(reserve.channel(), location) && takeWhole(lines, location)) {
        return true;
      }
    }
    return false;
  }

  private static int firstWithoutLocation(List<Command.Line> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).location() == Command.NONE) {
        return i;
      }
    }
    return -1;
  }

  private boolean takeWhole(List<Command.Line> lines, int fallback) {
    parts.clear();
    for (int i = 0; i < lines.size(); i++) {
      Command.Line line = lines.get(i);
      int location = line.location() == Command.NONE ? fallback : line.location();
      if (left(line.sku(), location) < line.quantity()) {
        return false;
      }
      parts.add(i + 1, line.sku(), location, line.quantity());
    }
    return true;
  }

  private boolean takeByRank(Command.Reserve reserve) {
    parts.clear();
    for (int i = 0; i < reserve.lines().size(); i++) {
      Command.Line line = reserve.lines().get(i);
      int missing = takeLine(reserve, i + 1, line);
      if (missing > 0 && parts.isFull()) {
        decision.refuse(ResultCode.TOO_MANY_PARTS, Parts.MAX);
        return false;
      }
      if (missing > 0) {
        int found = line.quantity() - missing;
        decision.shortages().add(i + 1, line.sku(), line.quantity(), found);
      }
    }
    if (decision.shortages().size() == 0) {
      return true;
    }
    decision.refuseShort();
    return false;
  }

  /** Takes one line from wherever it may come, best first. Returns the units not found. */
  private int takeLine(Command.Reserve reserve, int number, Command.Line line) {
    int missing = line.quantity();
    if (line.location() != Command.NONE) {
      return missing - take(number, line.sku(), line.location(), missing);
    }
    List<Integer> ranked = reserve.rankedLocations();
    for (int i = 0; i < ranked.size() && missing > 0; i++) {
      missing -= take(number, line.sku(), ranked.get(i), missing);
    }
    if (!ranked.isEmpty()) {
      return missing;
    }
    for (int item = state.skus().firstStock(line.sku());
        item >= 0 && missing > 0;
        item = stock.next(item)) {
      int location = stock.location(item);
      if (channels.allows(reserve.channel(), location)) {
        missing -= take(number, line.sku(), location, missing);
      }
    }
    return missing;
  }

  private int take(int number, int sku, int location, int wanted) {
    int units = (int) Math.min(wanted, left(sku, location));
    if (units <= 0 || parts.isFull()) {
      return 0;
    }
    parts.add(number, sku, location, units);
    return units;
  }

  /** What earlier parts of this reservation leave of what is available. */
  private long left(int sku, int location) {
    int item = stock.find(sku, location);
    return item < 0 ? 0 : stock.available(item) - parts.taken(sku, location);
  }
}
