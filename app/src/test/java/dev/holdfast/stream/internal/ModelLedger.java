package dev.holdfast.stream.internal;

import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.Availabilities;
import dev.holdfast.inventory.Availability;
import dev.holdfast.inventory.LedgerListener.Durable;
import dev.holdfast.inventory.ShownQuantity;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ledger as the stream sees one, which remembers all that was ever shown. What happens is in the
 * readings at once, and is told a block at a time, when {@link #nextBlock} is taken. Thread-safe.
 */
final class ModelLedger implements Availabilities {
  static final String EVERYWHERE = "";

  private final List<String> skus = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Map<String, Long>> unitsByLocation = new ArrayList<>();
  private final List<Long> touchedAt = new ArrayList<>();
  private final Map<String, QuantityDisplay> displays = new HashMap<>();
  private final Map<String, Long> settledAt = new HashMap<>();
  private final Map<Eyes, List<List<Version>>> versions = new HashMap<>();
  private final Deque<Durable> blocks = new ArrayDeque<>();
  private long position;
  private boolean broken;

  /** What was shown from a position on. */
  record Version(long position, Availability shown) {}

  /** Who looks, and where: {@link #EVERYWHERE} or a location. */
  record Eyes(String channel, String location) {}

  synchronized void channel(String channel, QuantityDisplay display) {
    position++;
    displays.put(channel, display);
    settledAt.put(channel, position);
    for (String location : List.of(EVERYWHERE, "L1", "L2")) {
      versions.computeIfAbsent(new Eyes(channel, location), _ -> noVersions());
    }
    for (int sku = 0; sku < skus.size(); sku++) {
      remember(sku);
    }
    blocks.add(new Durable(0, position, position, 0, new int[0], new String[] {channel}));
  }

  synchronized void sku(String id) {
    position++;
    int number = skus.size();
    numbers.put(id, number);
    skus.add(id);
    unitsByLocation.add(new HashMap<>());
    touchedAt.add(position);
    versions.values().forEach(bySku -> bySku.add(new ArrayList<>()));
    remember(number);
    blocks.add(new Durable(0, position, position, 0, new int[] {number}, new String[0]));
  }

  /** Sets the units at each location of each SKU given, in one block. */
  synchronized void set(String location, long units, String... ids) {
    int[] numbersTouched = new int[ids.length];
    long first = position + 1;
    for (int i = 0; i < ids.length; i++) {
      position++;
      numbersTouched[i] = known(numbers, ids[i]);
      unitsByLocation.get(numbersTouched[i]).put(location, units);
      touchedAt.set(numbersTouched[i], position);
      remember(numbersTouched[i]);
    }
    blocks.add(new Durable(0, first, position, 0, numbersTouched, new String[0]));
  }

  /** Whether readings fail. */
  synchronized void broken(boolean now) {
    broken = now;
  }

  synchronized @Nullable Durable nextBlock() {
    return blocks.poll();
  }

  synchronized List<String> skus() {
    return List.copyOf(skus);
  }

  /** All that was ever shown of a SKU, oldest first. */
  synchronized List<Version> versions(Eyes eyes, String sku) {
    return List.copyOf(known(versions, eyes).get(known(numbers, sku)));
  }

  synchronized Availability shown(Eyes eyes, int sku) {
    long units =
        unitsByLocation.get(sku).entrySet().stream()
            .filter(at -> eyes.location().isEmpty() || eyes.location().equals(at.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    var shown = ShownQuantity.of(units, known(displays, eyes.channel()));
    long at = touchedAt.get(sku);
    return new Availability(
        skus.get(sku),
        shown.available(),
        shown.orMore(),
        units == 0 ? Availability.Status.OUT_OF_STOCK : Availability.Status.IN_STOCK,
        at,
        Instant.ofEpochSecond(at));
  }

  @Override
  public String journalId() {
    return "journal";
  }

  @Override
  public synchronized long position() {
    return position;
  }

  @Override
  public String positionToken() {
    return Long.toString(position());
  }

  @Override
  public synchronized View view(String channel, Filter filter) {
    if (!displays.containsKey(channel)) {
      throw Problem.of(ProblemCode.CHANNEL_NOT_FOUND, "no such channel");
    }
    if (!skus.containsAll(filter.skus())) {
      throw Problem.of(ProblemCode.SKU_NOT_FOUND, "no such SKU");
    }
    return new ModelView(new Eyes(channel, filter.location().orElse(EVERYWHERE)), filter);
  }

  private void remember(int sku) {
    versions.forEach((eyes, bySku) -> remember(bySku.get(sku), shown(eyes, sku)));
  }

  private void remember(List<Version> known, Availability now) {
    if (known.isEmpty() || !known.getLast().shown().looksLike(now)) {
      known.add(new Version(position, now));
    }
  }

  private List<List<Version>> noVersions() {
    List<List<Version>> none = new ArrayList<>();
    skus.forEach(_ -> none.add(new ArrayList<>()));
    return none;
  }

  private static <K, V> V known(Map<K, V> map, K key) {
    return Optional.ofNullable(map.get(key)).orElseThrow();
  }

  private synchronized boolean matches(Filter filter, int sku) {
    String id = skus.get(sku);
    return id.startsWith(filter.prefix())
        && (filter.skus().isEmpty() || filter.skus().contains(id));
  }

  private final class ModelView implements View {
    private final Eyes eyes;
    private final Filter filter;

    ModelView(Eyes eyes, Filter filter) {
      this.eyes = eyes;
      this.filter = filter;
    }

    @Override
    public long settingsPosition() {
      synchronized (ModelLedger.this) {
        return known(settledAt, eyes.channel());
      }
    }

    @Override
    public boolean shows(int sku) {
      return matches(filter, sku);
    }

    @Override
    public int next(int from, int before) {
      int end = Math.min(before, skuCount());
      for (int sku = from; sku < end; sku++) {
        if (shows(sku)) {
          return sku;
        }
      }
      return -1;
    }

    @Override
    public int skuCount() {
      synchronized (ModelLedger.this) {
        return skus.size();
      }
    }

    @Override
    public Availability of(int sku) {
      if (broken) {
        throw new IllegalStateException("broken on purpose");
      }
      return shown(eyes, sku);
    }
  }
}
