package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Allotment;
import dev.holdfast.ledger.api.LocationType;
import dev.holdfast.ledger.api.QuantityDisplay;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes up locations, SKUs, channels, policies, sales and budgets, and changes them while they are
 * in use.
 */
final class SettingsWork {

  /** The order of ids is none of creation. */
  private static final List<String> LOCATIONS = List.of("mill", "attic", "zoo", "barn");

  private static final List<String> CHANNELS = List.of("web", "app", "shop", "bazaar");

  private static final int SALES_MAX = 6;
  private static final int BUDGETS_MAX = 3;

  private final Dice dice;
  private final Profile profile;
  private final Map<Integer, List<Integer>> allowedByChannel = new HashMap<>();
  private final Map<Integer, List<Integer>> skusBySale = new HashMap<>();
  private final Map<Integer, List<Long>> momentsBySale = new HashMap<>();
  private long now;
  private int sales;
  private int budgets;

  SettingsWork(Dice dice, Profile profile, long startMillis) {
    this.dice = dice;
    this.profile = profile;
    this.now = startMillis;
  }

  void at(long nowMillis) {
    now = nowMillis;
  }

  /** When sales begin and end. */
  List<Long> moments() {
    return momentsBySale.values().stream()
        .flatMap(List::stream)
        .filter(moment -> moment >= now - 1)
        .toList();
  }

  int budgets() {
    return budgets;
  }

  /** Often one that begins or ends this moment. */
  int someSale() {
    List<Integer> atBrink = momentsBySale.keySet().stream().filter(this::isAtBrink).toList();
    if (!atBrink.isEmpty() && dice.percent(60)) {
      return dice.of(atBrink);
    }
    return sales == 0 ? Command.NONE : dice.below(sales);
  }

  private boolean isAtBrink(int sale) {
    return momentsBySale.getOrDefault(sale, List.of()).stream()
        .anyMatch(moment -> Math.abs(moment - now) <= 1);
  }

  List<Integer> skusOf(int sale) {
    return skusBySale.getOrDefault(sale, List.of());
  }

  List<Integer> allowed(int channel) {
    return allowedByChannel.getOrDefault(channel, List.of());
  }

  List<Command> opening() {
    var commands = new ArrayList<Command>();
    for (int location = 0; location < profile.locations(); location++) {
      commands.add(location(RequestId.NONE, location));
    }
    for (int sku = 0; sku < profile.skus(); sku++) {
      commands.add(sku(RequestId.NONE, sku));
    }
    for (int channel = 0; channel < profile.channels(); channel++) {
      commands.add(channel(RequestId.NONE, channel));
    }
    return commands;
  }

  /**
   * A change of settings.
   *
   * @param lot which kind, from 0, below 90
   */
  Command next(RequestId request, int lot) {
    if (lot < 22) {
      return allocation(request, dice.skewed(profile.skus()));
    }
    if (lot < 28) {
      return allocation(request, Command.NONE);
    }
    if (lot < 38) {
      return new Command.Rebalance(request, dice.skewed(profile.skus()));
    }
    if (lot < 55) {
      return sale(request);
    }
    if (lot < 58 && sales > 0) {
      return new Command.CloseSale(request, dice.below(sales));
    }
    if (lot < 66) {
      return budget(request);
    }
    if (lot < 76) {
      return sku(request, dice.skewed(profile.skus()));
    }
    if (lot < 88) {
      return channel(request, dice.below(profile.channels()));
    }
    return location(request, dice.below(profile.locations()));
  }

  private static String id(List<String> names, int number) {
    String name = names.get(number % names.size());
    return number < names.size() ? name : name + "-" + number;
  }

  private Command location(RequestId request, int location) {
    return new Command.DefineLocation(
        request,
        Text.of(id(LOCATIONS, location)),
        dice.of(List.of(LocationType.values())),
        Text.EMPTY);
  }

  private Command sku(RequestId request, int sku) {
    long threshold = dice.percent(30) ? 0 : dice.below(8);
    long limit = dice.percent(45) ? 0 : dice.between(1, profile.quantityMax());
    if (profile.hostile() && dice.percent(30)) {
      threshold = ResultCode.ON_HAND_MAX;
      limit = ResultCode.ON_HAND_MAX;
    }
    return new Command.DefineSku(request, Text.of("sku-" + sku), threshold, limit, Text.EMPTY);
  }

  private Command channel(RequestId request, int channel) {
    List<Integer> allowed = dice.percent(50) ? List.of() : dice.some(profile.locations(), 1);
    allowedByChannel.put(channel, allowed);
    return new Command.DefineChannel(
        request,
        Text.of(id(CHANNELS, channel)),
        dice.between(1_000L, 40_000L),
        QuantityDisplay.EXACT,
        allowed,
        Text.EMPTY);
  }

  Command.SetAllocation policy() {
    return allocation(RequestId.NONE, dice.skewed(profile.skus()));
  }

  private Command.SetAllocation allocation(RequestId request, int sku) {
    AllocationPolicy policy =
        dice.percent(20)
            ? AllocationPolicy.SHARED
            : dice.percent(50) ? AllocationPolicy.PRIORITY : AllocationPolicy.PROPORTIONAL;
    var allotments = new ArrayList<Allotment>();
    if (policy != AllocationPolicy.SHARED) {
      for (int channel : dice.some(profile.channels(), 1)) {
        allotments.add(new Allotment(channel, amount(policy)));
      }
    }
    return new Command.SetAllocation(request, sku, policy, allotments);
  }

  private long amount(AllocationPolicy policy) {
    if (dice.percent(10)) {
      return 0;
    }
    if (policy == AllocationPolicy.PROPORTIONAL) {
      return profile.hostile() && dice.percent(40) ? 250_000 : dice.between(1, 7);
    }
    return profile.hostile() && dice.percent(40)
        ? ResultCode.ON_HAND_MAX
        : dice.between(1, profile.quantityMax());
  }

  private Command sale(RequestId request) {
    int ordinal =
        sales < SALES_MAX && (sales == 0 || dice.percent(40)) ? sales++ : dice.below(sales);
    long starts = now + dice.between(-20_000L, 20_000L);
    long ends = starts + dice.between(1_000L, 60_000L);
    momentsBySale.put(ordinal, List.of(starts, ends));
    var quotas = new ArrayList<Command.Quota>();
    for (int sku : dice.some(profile.skus(), 1)) {
      quotas.add(new Command.Quota(sku, dice.below(2 * profile.quantityMax())));
    }
    skusBySale.put(ordinal, quotas.stream().map(Command.Quota::sku).toList());
    return new Command.DefineSale(
        request,
        Text.of("sale-" + ordinal),
        starts,
        ends,
        exclusiveFrom(starts),
        dice.percent(50) ? 0 : dice.between(1, 5),
        dice.percent(60) ? 0 : dice.between(500L, 60_000L),
        quotas,
        dice.percent(60) ? List.of() : dice.some(profile.channels(), 1),
        Text.EMPTY);
  }

  private long exclusiveFrom(long starts) {
    if (dice.percent(60)) {
      return Long.MAX_VALUE;
    }
    return dice.percent(50) ? starts : starts + dice.between(-5_000L, 5_000L);
  }

  private Command budget(RequestId request) {
    int ordinal =
        budgets < BUDGETS_MAX && (budgets == 0 || dice.percent(50))
            ? budgets++
            : dice.below(budgets);
    return new Command.DefineBudget(
        request,
        Text.of("budget-" + ordinal),
        dice.below(20),
        dice.percent(50) ? 0 : dice.between(1, 4),
        Text.EMPTY);
  }
}
