package dev.holdfast.ledger.pipeline;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.Availability;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.StockFigures;
import dev.holdfast.ledger.api.StockView;
import dev.holdfast.ledger.decide.Sellable;
import dev.holdfast.ledger.state.Allocation;
import dev.holdfast.ledger.state.AllocationTable;
import dev.holdfast.ledger.state.BudgetTable;
import dev.holdfast.ledger.state.ExpectedTable;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.ReservationTable;
import dev.holdfast.ledger.state.SaleTable;
import dev.holdfast.ledger.state.SkuTable;
import dev.holdfast.ledger.state.StockTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** Makes values of what a state holds. As little thread-safe as the state. */
final class Views {

  private final LedgerState state;

  Views(LedgerState state) {
    this.state = state;
  }

  Reads.SkuSettings sku(int sku) {
    SkuTable skus = state.skus();
    return new Reads.SkuSettings(
        skus.id(sku),
        skus.lowStockThreshold(sku),
        skus.backorderLimit(sku),
        skus.backordered(sku),
        skus.details(sku));
  }

  Reads.ChannelSettings channel(int channel) {
    return new Reads.ChannelSettings(
        state.channels().id(channel),
        state.channels().ttlMillis(channel),
        state.channels().display(channel),
        allowedLocations(channel),
        state.channels().details(channel),
        state.channels().changedAt(channel));
  }

  private List<Integer> allowedLocations(int channel) {
    if (state.channels().allowsAll(channel)) {
      return List.of();
    }
    var allowed = new ArrayList<Integer>();
    for (int place = 0; place < state.locations().count(); place++) {
      int location = state.locations().byId(place);
      if (state.channels().allows(channel, location)) {
        allowed.add(location);
      }
    }
    return allowed;
  }

  Reads.SaleView sale(int sale) {
    SaleTable sales = state.sales();
    var quotas = new ArrayList<Reads.SaleQuota>();
    for (int quota = sales.firstQuota(sale); quota >= 0; quota = sales.nextOfSale(quota)) {
      if (sales.isSold(quota)) {
        quotas.add(new Reads.SaleQuota(sales.sku(quota), sales.units(quota), sales.used(quota)));
      }
    }
    return new Reads.SaleView(
        sales.id(sale),
        sales.startsAtMillis(sale),
        sales.endsAtMillis(sale),
        sales.exclusiveFromMillis(sale),
        sales.perCustomer(sale),
        sales.ttlMillis(sale),
        quotas.reversed(),
        sales.channels(sale),
        sales.isClosed(sale),
        sales.openReservations(sale),
        sales.details(sale));
  }

  Reads.BudgetView budget(int budget) {
    BudgetTable budgets = state.budgets();
    return new Reads.BudgetView(
        budgets.id(budget),
        budgets.limit(budget),
        budgets.perCustomer(budget),
        budgets.used(budget),
        budgets.details(budget));
  }

  StockView stock(int sku) {
    StockTable stock = state.stock();
    var total = new StockFigures(Command.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    var locations = new ArrayList<StockFigures>();
    for (int item = state.skus().firstStock(sku); item >= 0; item = stock.next(item)) {
      StockFigures figures = stock.figures(item);
      locations.add(figures);
      total = total.plus(figures);
    }
    long changedAt = state.skus().changedAt(sku);
    return new StockView(sku, total, locations, changedAt, state.skus().changedAtMillis(sku));
  }

  Reads.@Nullable ExpectedView expected(long movement) {
    ExpectedTable expected = state.expected();
    int row = expected.find(movement);
    if (row < 0) {
      return null;
    }
    int item = expected.stock(row);
    return new Reads.ExpectedView(
        movement,
        expected.type(row),
        state.stock().sku(item),
        state.stock().location(item),
        expected.open(row),
        expected.expectedAtMillis(row));
  }

  Availability availability(int channel, int sku, int location) {
    long sellable = Sellable.units(state, channel, sku);
    long units =
        location == Command.NONE
            ? sellable
            : Math.min(sellable, Sellable.reach(state, channel, sku, location));
    return new Availability(
        sku,
        units,
        status(sku, units),
        state.skus().changedAt(sku),
        state.skus().changedAtMillis(sku));
  }

  private Availability.Status status(int sku, long units) {
    SkuTable skus = state.skus();
    if (units > 0) {
      return units <= skus.lowStockThreshold(sku)
          ? Availability.Status.LOW_STOCK
          : Availability.Status.IN_STOCK;
    }
    return skus.backorderLimit(sku) > skus.backordered(sku)
        ? Availability.Status.BACKORDER
        : Availability.Status.OUT_OF_STOCK;
  }

  Reads.AllocationView allocation(int sku) {
    AllocationTable allocations = state.allocations();
    return view(
        allocations.of(sku),
        allocations.isOwn(sku),
        channel -> allocations.used(sku, channel),
        channel -> allocations.share(sku, channel),
        channel -> Sellable.units(state, channel, sku));
  }

  Reads.AllocationView defaultAllocation() {
    Allocation allocation = state.allocations().byDefault();
    return new Reads.AllocationView(allocation.policy(), false, allotments(allocation), List.of());
  }

  Reads.AllocationView preview(
      int sku, AllocationPolicy policy, List<Command.Allotment> allotments) {
    AllocationTable allocations = state.allocations();
    Allocation next =
        allocations.allocation(
            policy,
            allotments.stream().mapToInt(Command.Allotment::channel).toArray(),
            allotments.stream().mapToLong(Command.Allotment::amount).toArray());
    long[] shares =
        policy == AllocationPolicy.PROPORTIONAL
            ? allocations.sharesIf(next, sku)
            : new long[next.size()];
    return view(
        next,
        true,
        channel -> allocations.holding(sku, channel),
        channel -> share(next, shares, channel),
        channel -> Sellable.unitsIf(state, next, share(next, shares, channel), channel, sku));
  }

  private static long share(Allocation allocation, long[] shares, int channel) {
    int index = allocation.indexOf(channel);
    return index < 0 ? 0 : shares[index];
  }

  private Reads.AllocationView view(
      Allocation allocation,
      boolean own,
      IntToLongFunction used,
      IntToLongFunction share,
      IntToLongFunction sellable) {
    boolean isPriority = allocation.policy() == AllocationPolicy.PRIORITY;
    boolean isProportional = allocation.policy() == AllocationPolicy.PROPORTIONAL;
    var parts = new ArrayList<Reads.ChannelPart>();
    for (int channel : channelsByRank(allocation)) {
      parts.add(
          new Reads.ChannelPart(
              channel,
              isPriority ? used.applyAsLong(channel) : 0,
              isProportional ? share.applyAsLong(channel) : 0,
              sellable.applyAsLong(channel)));
    }
    return new Reads.AllocationView(allocation.policy(), own, allotments(allocation), parts);
  }

  /** Those the policy names, in its order, then the others by id. */
  private List<Integer> channelsByRank(Allocation allocation) {
    var ranked = new ArrayList<Integer>();
    for (int i = 0; i < allocation.size(); i++) {
      ranked.add(allocation.channel(i));
    }
    var others = new ArrayList<Integer>();
    for (int channel = 0; channel < state.channels().count(); channel++) {
      if (allocation.indexOf(channel) < 0) {
        others.add(channel);
      }
    }
    others.sort(state.channels()::compareIds);
    ranked.addAll(others);
    return ranked;
  }

  private static List<Command.Allotment> allotments(Allocation allocation) {
    var allotments = new ArrayList<Command.Allotment>();
    for (int i = 0; i < allocation.size(); i++) {
      allotments.add(new Command.Allotment(allocation.channel(i), allocation.amount(i)));
    }
    return allotments;
  }

  ReservationView reservation(int row, long now) {
    ReservationTable reservations = state.reservations();
    StockTable stock = state.stock();
    var lines = new ArrayList<ReservationView.Line>(2);
    for (int part = reservations.firstPart(row); part >= 0; part = reservations.nextPart(part)) {
      int item = reservations.partStock(part);
      if (reservations.partQuantity(part) > 0) {
        lines.add(
            new ReservationView.Line(
                reservations.partLine(part),
                stock.sku(item),
                stock.location(item),
                reservations.partQuantity(part),
                reservations.partBackordered(part),
                reservations.partFulfilled(part)));
      }
    }
    return new ReservationView(
        reservations.id(row),
        reservations.stateAt(row, now),
        reservations.channel(row),
        state.text(reservations.customerText(row)),
        state.text(reservations.referenceText(row)),
        state.conditions().sale(reservations.conditions(row)),
        reservations.deadlineMillis(row),
        reservations.changedAt(row),
        lines);
  }
}
