package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reply.Limit;
import dev.holdfast.ledger.api.Reply.NotAllowed;
import dev.holdfast.ledger.api.Reply.Reserved;
import dev.holdfast.ledger.api.Reply.Shortage;
import dev.holdfast.ledger.api.Reply.Shortages;
import dev.holdfast.ledger.api.ReservationId;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.simulation.oracle.Asked.Wish;
import dev.holdfast.ledger.simulation.oracle.Fact.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether lines can be had, and how they are taken. */
final class ReserveRules {

  /** The most places one reservation may draw from. */
  private static final int PARTS_MAX = 1_024;

  private final World world;
  private final SaleRules sales;
  private final SplitRules splits;
  private final Holding holding;
  private final Aftermath aftermath;

  ReserveRules(
      World world, SaleRules sales, SplitRules splits, Holding holding, Aftermath aftermath) {
    this.world = world;
    this.sales = sales;
    this.splits = splits;
    this.holding = holding;
    this.aftermath = aftermath;
  }

  Answer reserve(Command.Reserve command) {
    Asked asked = Asked.of(command);
    long ttlMax = ttlMax(asked.channel(), asked.sale());
    if (command.ttlCapped() && command.ttlMillis() > ttlMax) {
      return Answer.refused(ResultCode.TTL_TOO_LONG, new Limit(ttlMax));
    }
    Answer refusal = check(asked);
    if (refusal != null) {
      return refusal;
    }
    var parts = new ArrayList<Reservation.Part>();
    refusal = place(asked, parts);
    if (refusal != null) {
      return refusal;
    }
    long deadline = world.now + (command.ttlMillis() == 0 ? ttlMax : command.ttlMillis());
    return hold(asked, parts, deadline);
  }

  /** The sale's ttl if it has one, else the channel's. */
  long ttlMax(int channel, int ordinal) {
    Sale sale = sales.sale(ordinal);
    return sale != null && sale.settings.ttlMillis() > 0
        ? sale.settings.ttlMillis()
        : world.channels.get(channel).ttlMillis;
  }

  private Answer hold(Asked asked, List<Reservation.Part> parts, long deadline) {
    long id = ReservationId.of(0, world.reservations.isEmpty() ? 1 : lastNumber() + 1);
    var reservation = new Reservation(id, asked, world.now, deadline);
    aftermath.of(
        Fact.of(Kind.RESERVED, id, parts + " until " + deadline),
        () -> {
          world.reservations.put(id, reservation);
          holding.take(reservation, parts, ReservationState.HELD);
        });
    if (asked.as() != ReservedAs.HELD) {
      holding.confirm(reservation);
    }
    if (asked.as() == ReservedAs.FULFILLED) {
      holding.ship(reservation, asked.recorded());
    }
    return Answer.ok(new Reserved(reservation.view(reservation.state)));
  }

  private long lastNumber() {
    return ReservationId.number(world.reservations.lastKey());
  }

  /** Takes everything of an expired one again, and confirms it. */
  Answer reacquire(Reservation expired) {
    Asked asked = Asked.again(expired);
    Answer refusal = check(asked);
    if (refusal != null) {
      return refusal;
    }
    var parts = new ArrayList<Reservation.Part>();
    refusal = place(asked, parts);
    if (refusal != null) {
      return refusal;
    }
    aftermath.of(
        Fact.of(Kind.REACQUIRED, expired.id, parts.toString()),
        () -> {
          expired.parts.clear();
          holding.take(expired, parts, ReservationState.CONFIRMED);
        });
    return Answer.ok(new Reserved(expired.view(expired.state)));
  }

  /** What is checked before it is looked for stock. */
  private @Nullable Answer check(Asked asked) {
    Answer refusal = checkLocations(asked);
    if (refusal == null && world.openReservations() >= world.openReservationsMax) {
      refusal = Answer.refused(ResultCode.LEDGER_FULL);
    }
    if (refusal == null) {
      refusal = sales.checkSale(asked);
    }
    if (refusal == null) {
      refusal = sales.checkCustomer(asked);
    }
    if (refusal == null && !asked.recorded() && !asked.allowPartial()) {
      refusal = sales.checkQuota(asked);
    }
    if (refusal == null && !asked.recorded()) {
      refusal = sales.checkBudgets(asked);
    }
    return refusal;
  }

  private @Nullable Answer checkLocations(Asked asked) {
    var named = new ArrayList<Integer>();
    asked.wishes().stream().map(Wish::location).filter(one -> one >= 0).forEach(named::add);
    named.addAll(asked.ranked());
    for (int location : named) {
      if (!world.channels.get(asked.channel()).allows(location)) {
        return Answer.refused(ResultCode.LOCATION_NOT_ALLOWED, new NotAllowed(location));
      }
    }
    return null;
  }

  private @Nullable Answer place(Asked asked, List<Reservation.Part> parts) {
    Placement placement =
        asked.allowPartial()
            ? splits.placePart(asked, sales.caps(asked))
            : splits.place(asked, asked.wishes());
    List<Shortage> shortages = placement.shortages(asked.wishes());
    boolean enough = asked.allowPartial() ? placement.placed() > 0 : shortages.isEmpty();
    if (!enough) {
      return Answer.refused(ResultCode.INSUFFICIENT_STOCK, new Shortages(shortages));
    }
    if (placement.parts().size() > PARTS_MAX) {
      return Answer.refused(ResultCode.TOO_MANY_PARTS);
    }
    parts.addAll(placement.parts());
    return null;
  }
}
