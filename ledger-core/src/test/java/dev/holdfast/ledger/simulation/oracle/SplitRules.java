package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.simulation.oracle.Asked.Wish;
import dev.holdfast.ledger.simulation.oracle.World.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a reservation is divided over locations. */
final class SplitRules {

  private final World world;
  private final Allocation allocation;

  SplitRules(World world, Allocation allocation) {
    this.world = world;
    this.allocation = allocation;
  }

  /** The caller's ranked list, or the channel's allowed locations by id. */
  List<Integer> candidates(Asked asked) {
    if (!asked.ranked().isEmpty()) {
      return asked.ranked();
    }
    Channel channel = world.channels.get(asked.channel());
    return world.locationsById().stream().filter(channel::allows).toList();
  }

  /** Places what can be placed of the lines; what is missing then is short. */
  Placement place(Asked asked, List<Wish> wishes) {
    Placement whole = fromOneLocation(asked, wishes);
    if (whole != null) {
      return whole;
    }
    if (asked.split() == Split.NONE) {
      return undivided(asked, wishes, Map.of());
    }
    Placement placement =
        asked.split() == Split.MINIMAL ? greedily(asked, wishes) : byRank(asked, wishes);
    wishes.forEach(placement::promise);
    return placement;
  }

  /**
   * The highest-ranked location that has everything; lines that name a location are served from
   * theirs.
   */
  private @Nullable Placement fromOneLocation(Asked asked, List<Wish> wishes) {
    for (int location : candidates(asked)) {
      Placement placement = from(asked, wishes, location);
      if (placement.shortages(wishes).isEmpty()) {
        return placement;
      }
    }
    return null;
  }

  private Placement from(Asked asked, List<Wish> wishes, int location) {
    Placement placement = nothing(asked);
    for (Wish wish : wishes) {
      placement.take(wish, wish.isFree() ? location : wish.location());
    }
    return placement;
  }

  private Placement byRank(Asked asked, List<Wish> wishes) {
    Placement placement = nothing(asked);
    for (Wish wish : wishes) {
      for (int location : placement.candidatesOf(wish)) {
        placement.take(wish, location);
      }
    }
    return placement;
  }

  /** Again and again from the location that serves most of what is missing. */
  private Placement greedily(Asked asked, List<Wish> wishes) {
    List<Integer> union = union(asked, wishes);
    var chosen = new ArrayList<Integer>();
    Placement placement = nothing(asked);
    while (true) {
      int best = Command.NONE;
      long most = 0;
      for (int location : union) {
        long serves = serve(replay(asked, wishes, chosen), wishes, location);
        if (serves > most) {
          best = location;
          most = serves;
        }
      }
      if (most == 0) {
        return placement;
      }
      chosen.add(best);
      placement = replay(asked, wishes, chosen);
    }
  }

  private Placement replay(Asked asked, List<Wish> wishes, List<Integer> chosen) {
    Placement placement = nothing(asked);
    for (int location : chosen) {
      serve(placement, wishes, location);
    }
    return placement;
  }

  private static long serve(Placement placement, List<Wish> wishes, int location) {
    long served = 0;
    for (Wish wish : wishes) {
      if (placement.candidatesOf(wish).contains(location)) {
        served += placement.take(wish, location);
      }
    }
    return served;
  }

  /** By rank, then by id. */
  private List<Integer> union(Asked asked, List<Wish> wishes) {
    var union = new ArrayList<Integer>(candidates(asked));
    for (int location : world.locationsById()) {
      boolean named = wishes.stream().anyMatch(wish -> wish.location() == location);
      if (named && !union.contains(location)) {
        union.add(location);
      }
    }
    return union;
  }

  /**
   * Places lines that may be cut: whole if that can be, else each cut, in order, to what can be
   * had.
   *
   * @param capOf what a sale's quota and its limit per customer leave of each SKU
   */
  Placement placePart(Asked asked, Map<Integer, Long> capOf) {
    List<Wish> wanted = cutToCaps(asked.wishes(), capOf);
    Placement whole = place(asked, wanted);
    if (whole.shortages(wanted).isEmpty()) {
      return whole;
    }
    Placement had =
        asked.split() == Split.NONE
            ? undivided(asked, asked.wishes(), capOf)
            : lineByLine(asked, capOf);
    return place(asked, asked.wishes().stream().map(wish -> wish.cutTo(had.placed(wish))).toList());
  }

  private Placement lineByLine(Asked asked, Map<Integer, Long> capOf) {
    var placement = new Placement(world, allocation, asked, candidates(asked), capOf);
    for (Wish wish : asked.wishes()) {
      placement.candidatesOf(wish).forEach(location -> placement.take(wish, location));
      placement.promise(wish);
    }
    return placement;
  }

  private static List<Wish> cutToCaps(List<Wish> wishes, Map<Integer, Long> capOf) {
    var left = new HashMap<Integer, Long>(capOf);
    var cut = new ArrayList<Wish>();
    for (Wish wish : wishes) {
      long cap = left.getOrDefault(wish.sku(), Long.MAX_VALUE);
      Wish wanted = wish.cutTo(Math.max(0, Math.min(wish.quantity(), cap)));
      left.computeIfPresent(wish.sku(), (sku, units) -> units - wanted.quantity());
      cut.add(wanted);
    }
    return cut;
  }

  /**
   * No location has everything: from the first-ranked one, which alone backorders, if that gives
   * everything; else from the one that serves most units of the lines that name none.
   */
  private Placement undivided(Asked asked, List<Wish> wishes, Map<Integer, Long> capOf) {
    List<Integer> candidates = candidates(asked);
    Placement best = undividedAt(asked, wishes, capOf, candidates.getFirst(), true);
    if (asked.recorded() || best.shortages(wishes).isEmpty()) {
      return best;
    }
    for (int location : candidates) {
      Placement placement = undividedAt(asked, wishes, capOf, location, false);
      if (free(placement, wishes) > free(best, wishes)) {
        best = placement;
      }
    }
    return best;
  }

  private static long free(Placement placement, List<Wish> wishes) {
    return wishes.stream().filter(Wish::isFree).mapToLong(placement::placed).sum();
  }

  private Placement undividedAt(
      Asked asked, List<Wish> wishes, Map<Integer, Long> capOf, int location, boolean backorders) {
    var placement = new Placement(world, allocation, asked, candidates(asked), capOf);
    for (Wish wish : wishes) {
      placement.take(wish, wish.isFree() ? location : wish.location());
      if (backorders || !wish.isFree()) {
        placement.promise(wish);
      }
    }
    return placement;
  }

  private Placement nothing(Asked asked) {
    return new Placement(world, allocation, asked, candidates(asked), Map.of());
  }
}
