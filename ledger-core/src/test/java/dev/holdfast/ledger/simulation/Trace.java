package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.api.Command;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was asked and answered of late, to be told when something is wrong. */
final class Trace {

  private static final int REMEMBERED = 2_000;
  private static final int TOLD = 12;

  private record Entry(String what, Set<Integer> skus) {}

  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Map<Long, Set<Integer>> skusByReservation = new HashMap<>();

  void add(String what, Collection<Integer> skus) {
    entries.addLast(new Entry(shortly(what), Set.copyOf(skus)));
    if (entries.size() > REMEMBERED) {
      entries.removeFirst();
    }
  }

  /** Without what says nothing. */
  private static String shortly(String what) {
    return what.replaceAll(
        "request=RequestId\\[high=0, low=0, content=0\\], |, replayed=false|from=AVAILABLE,"
            + " |to=AVAILABLE, |toLocation=-1, |expected=0, |expectedAtMillis=0,"
            + " |expectedOnHand=-1, |force=false, |, reason=sim, reference=,"
            + " actor=simulation|draws=\\[\\], |outcome=|backordered=0, |rankedLocations=\\[\\],"
            + " |allowPartial=false, |recorded=false, |sale=-1, |customer=, |, reference=\\]|,"
            + " fulfilled=0",
        "");
  }

  /** A reservation has lines of these. */
  void learn(long reservation, Collection<Integer> skus) {
    skusByReservation.computeIfAbsent(reservation, any -> new HashSet<>()).addAll(skus);
  }

  Set<Integer> skusOf(long reservation) {
    return skusByReservation.getOrDefault(reservation, Set.of());
  }

  /** The SKUs a command is about; none for what is about all of them. */
  Set<Integer> skusOf(Command command) {
    return switch (command) {
      case Command.Move move -> Set.of(move.sku());
      case Command.SetSafetyStock safety -> Set.of(safety.sku());
      case Command.Rebalance rebalance -> Set.of(rebalance.sku());
      case Command.SetAllocation allocation ->
          allocation.sku() == Command.NONE ? Set.of() : Set.of(allocation.sku());
      case Command.Reserve reserve -> {
        var skus = new HashSet<Integer>();
        reserve.lines().forEach(line -> skus.add(line.sku()));
        yield skus;
      }
      case Command.Change change -> skusOf(change.reservation());
      case Command.Extend extend -> skusOf(extend.reservation());
      default -> Set.of();
    };
  }

  /** The last commands that had to do with any of these SKUs, or with all. */
  String about(Set<Integer> skus) {
    List<String> told =
        entries.stream()
            .filter(
                entry ->
                    skus.isEmpty()
                        || entry.skus.isEmpty()
                        || entry.skus.stream().anyMatch(skus::contains))
            .map(Entry::what)
            .toList();
    return String.join("\n", told.subList(Math.max(0, told.size() - TOLD), told.size()));
  }
}
