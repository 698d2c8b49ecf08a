package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.Availability;
import dev.holdfast.ledger.api.Availability.Status;
import dev.holdfast.ledger.api.Command.Allotment;
import dev.holdfast.ledger.api.Reads.AllocationView;
import dev.holdfast.ledger.api.Reads.ChannelPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who may sell how much. */
final class Allocation {

  /** Above this many units, those that are beyond doubt are dealt at once. */
  private static final long DEALT_ONE_BY_ONE = 2_000;

  /** Who may sell how much, as it was set. */
  record Policy(AllocationPolicy kind, List<Allotment> allotments) {

    static final Policy SHARED = new Policy(AllocationPolicy.SHARED, List.of());

    /** A channel's weight; 0 if it has none. */
    long weight(int channel) {
      for (Allotment allotment : allotments) {
        if (kind == AllocationPolicy.PROPORTIONAL && allotment.channel() == channel) {
          return allotment.amount();
        }
      }
      return 0;
    }

    long weights() {
      long sum = 0;
      for (Allotment allotment : allotments) {
        sum += weight(allotment.channel());
      }
      return sum;
    }
  }

  private final World world;

  /** What each SKU's shares moved by reserving and giving back since the last fact. */
  private final Map<Integer, Long> moved = new HashMap<>();

  Allocation(World world) {
    this.world = world;
  }

  long reach(int channel, Sku sku) {
    long reach = 0;
    for (Item item : sku.items.values()) {
      if (world.channels.get(channel).allows(item.location)) {
        reach += Math.max(0, item.available());
      }
    }
    return reach;
  }

  long sellable(int channel, Sku sku) {
    return sellable(channel, sku, world.policy(sku), sku.used, sku.shares);
  }

  private long sellable(
      int channel, Sku sku, Policy policy, Map<Integer, Long> used, Map<Integer, Long> shares) {
    long cap =
        switch (policy.kind()) {
          case SHARED -> Long.MAX_VALUE;
          case PRIORITY -> sku.available() - keptBefore(channel, policy, used);
          case PROPORTIONAL -> shares.getOrDefault(channel, 0L);
        };
    return Math.max(0, Math.min(reach(channel, sku), cap));
  }

  /** What is protected of channels before this one. */
  private static long keptBefore(int channel, Policy policy, Map<Integer, Long> used) {
    long kept = 0;
    for (Allotment allotment : policy.allotments()) {
      if (allotment.channel() == channel) {
        return kept;
      }
      kept += Math.max(0, allotment.amount() - used.getOrDefault(allotment.channel(), 0L));
    }
    return kept;
  }

  Status status(Sku sku, long sellable) {
    if (sellable > 0) {
      return sellable <= sku.lowStockThreshold ? Status.LOW_STOCK : Status.IN_STOCK;
    }
    return sku.backorderLeft() > 0 ? Status.BACKORDER : Status.OUT_OF_STOCK;
  }

  Availability availability(int channel, Sku sku) {
    long sellable = sellable(channel, sku);
    return new Availability(sku.ordinal, sellable, status(sku, sellable), 0, 0);
  }

  /** Ranks are kept as they were given; weights have no order, and are told by channel id. */
  private Policy told(Policy policy) {
    if (policy.kind() != AllocationPolicy.PROPORTIONAL) {
      return policy;
    }
    List<Integer> byId = world.channelsById();
    return new Policy(
        policy.kind(),
        policy.allotments().stream()
            .sorted(Comparator.comparingInt(allotment -> byId.indexOf(allotment.channel())))
            .toList());
  }

  void set(Sku sku, Policy policy) {
    sku.policy = told(policy);
    begin(sku);
  }

  void setDefault(Policy policy) {
    world.defaultPolicy = told(policy);
    for (Sku sku : world.skus) {
      if (sku.policy == null) {
        begin(sku);
      }
    }
  }

  /** Counts and deals as if the policy in force had been set now. */
  void begin(Sku sku) {
    sku.used.clear();
    sku.used.putAll(holdings(sku));
    sku.shares.clear();
    sku.credits.clear();
    deal(world.policy(sku), sku.shares, sku.credits, sku.available());
  }

  /** What each channel holds and has committed. */
  private Map<Integer, Long> holdings(Sku sku) {
    var holdings = new HashMap<Integer, Long>();
    for (Reservation reservation : world.reservations.values()) {
      for (Reservation.Part part : reservation.parts) {
        if (reservation.isOpen() && part.sku == sku.ordinal) {
          holdings.merge(reservation.channel, part.unshipped(), Long::sum);
        }
      }
    }
    return holdings;
  }

  /** A channel took units, or gave them back where the number is negative. */
  void took(int channel, Sku sku, long units, long backordered) {
    sku.used.merge(channel, units, Long::sum);
    if (world.policy(sku).weight(channel) > 0) {
      sku.shares.merge(channel, backordered - units, Long::sum);
      moved.merge(sku.ordinal, backordered - units, Long::sum);
    }
  }

  /** Deals what else has changed of what is available, after a fact. */
  void dealRest(Sku sku, long change) {
    Long own = moved.remove(sku.ordinal);
    deal(world.policy(sku), sku.shares, sku.credits, change - (own == null ? 0 : own));
  }

  private void deal(
      Policy policy, Map<Integer, Long> shares, Map<Integer, Long> credits, long units) {
    long weights = policy.weights();
    if (weights == 0 || units == 0) {
      return;
    }
    for (Allotment allotment : policy.allotments()) {
      credits.merge(
          allotment.channel(), Math.multiplyExact(units, allotment.amount()), Math::addExact);
    }
    long sign = Long.signum(units);
    long left = Math.abs(units);
    if (left > DEALT_ONE_BY_ONE) {
      left -= dealWhatIsBeyondDoubt(shares, credits, sign, weights);
    }
    for (; left > 0; left--) {
      int next = mostOwed(credits, sign);
      shares.merge(next, sign, Long::sum);
      credits.merge(next, -sign * weights, Long::sum);
    }
    if (left < 0) {
      throw new IllegalStateException("the oracle dealt " + -left + " units too many");
    }
  }

  /** No credit is ever further from nothing than the sum of weights times the channels. */
  private static long dealWhatIsBeyondDoubt(
      Map<Integer, Long> shares, Map<Integer, Long> credits, long sign, long weights) {
    long doubtful = weights * (2L + (long) credits.size() * credits.size());
    long dealt = 0;
    for (int channel : List.copyOf(credits.keySet())) {
      long certain = (sign * credits.getOrDefault(channel, 0L) - doubtful) / weights;
      if (certain > 0) {
        shares.merge(channel, sign * certain, Long::sum);
        credits.merge(channel, -sign * certain * weights, Long::sum);
        dealt += certain;
      }
    }
    return dealt;
  }

  /** The channel with the greatest credit, or with the least; of equals the first by id. */
  private int mostOwed(Map<Integer, Long> credits, long sign) {
    int most = -1;
    long credit = 0;
    for (int channel : world.channelsById()) {
      Long owed = credits.get(channel);
      if (owed != null && (most < 0 || sign * owed > sign * credit)) {
        most = channel;
        credit = owed;
      }
    }
    return most;
  }

  AllocationView view(Sku sku) {
    Policy policy = world.policy(sku);
    return view(sku, policy, sku.policy != null, sku.used, sku.shares);
  }

  AllocationView defaultView() {
    Policy policy = world.defaultPolicy;
    return new AllocationView(policy.kind(), false, policy.allotments(), List.of());
  }

  /** What each channel would see if the policy were set now. */
  AllocationView preview(Sku sku, Policy policy) {
    var shares = new HashMap<Integer, Long>();
    deal(policy, shares, new HashMap<>(), sku.available());
    return view(sku, told(policy), true, holdings(sku), shares);
  }

  private AllocationView view(
      Sku sku, Policy policy, boolean own, Map<Integer, Long> used, Map<Integer, Long> shares) {
    var parts = new ArrayList<ChannelPart>();
    for (Allotment allotment : policy.allotments()) {
      parts.add(part(allotment.channel(), sku, policy, used, shares));
    }
    for (int channel : world.channelsById()) {
      if (policy.allotments().stream().noneMatch(one -> one.channel() == channel)) {
        parts.add(part(channel, sku, policy, used, shares));
      }
    }
    return new AllocationView(policy.kind(), own, policy.allotments(), parts);
  }

  private ChannelPart part(
      int channel, Sku sku, Policy policy, Map<Integer, Long> used, Map<Integer, Long> shares) {
    boolean counts = policy.kind() == AllocationPolicy.PRIORITY;
    boolean shared = policy.kind() == AllocationPolicy.PROPORTIONAL;
    return new ChannelPart(
        channel,
        counts ? used.getOrDefault(channel, 0L) : 0,
        shared ? shares.getOrDefault(channel, 0L) : 0,
        sellable(channel, sku, policy, used, shares));
  }
}
