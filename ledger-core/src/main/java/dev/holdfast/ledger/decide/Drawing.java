package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.record.Parts;
import dev.holdfast.ledger.record.Wanted;
import dev.holdfast.ledger.state.ChannelTable;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.SkuTable;
import dev.holdfast.ledger.state.StockTable;

/**
 * Decides where the units of a reservation come from. What is at hand first, as its split policy
 * says and as far as its channel may sell; then, if allowed, what is missing is promised beyond
 * that at the first-ranked location. Not thread-safe.
 */
final class Drawing {

  private static final int NONE = Command.NONE;

  private final LedgerState state;
  private final StockTable stock;
  private final SkuTable skus;
  private final ChannelTable channels;
  private final Candidates candidates;
  private final Parts parts = new Parts();
  private final int[] units = new int[Command.LINES_MAX];
  private final int[] missing = new int[Command.LINES_MAX];
  private final long[] mostOfSku = new long[Command.LINES_MAX];

  /** What the channel may sell of each line's SKU, -1 while nobody has asked. */
  private final long[] sellable = new long[Command.LINES_MAX];

  private final Serving serving;
  private Wanted wanted = new Wanted();
  private boolean backorders;
  private boolean split;
  private boolean passedOver;

  Drawing(LedgerState state) {
    this.state = state;
    this.stock = state.stock();
    this.skus = state.skus();
    this.channels = state.channels();
    this.candidates = new Candidates(state);
    this.serving = new Serving(this, candidates);
  }

  /** Where from. */
  Parts parts() {
    return parts;
  }

  /**
   * How many units of a line, counted from 0, are to be found: what is wanted, unless it is cut.
   */
  void cut(int line, int toUnits) {
    units[line] = toUnits;
  }

  /**
   * The most units that a line, counted from 0, may find together with those before it of its SKU.
   */
  void keepTo(int line, long unitsOfSku) {
    mostOfSku[line] = Math.min(mostOfSku[line], unitsOfSku);
  }

  int units(int line) {
    return units[line];
  }

  /** How many units of a line, counted from 0, were not found. */
  int missing(int line) {
    return missing[line];
  }

  /**
   * Whether it might have been found elsewhere, or not at all, if some that hold units had given
   * them back: it could not be had whole from one place, or not from the first that might have had
   * it; or what its channel may sell can fall by that.
   */
  boolean leansOnHeld() {
    return split || passedOver || maySellLess();
  }

  /** With all that is given back available again, no channel may sell less than before. */
  private boolean maySellLess() {
    for (int i = 0; i < wanted.lines(); i++) {
      int sku = wanted.sku(i);
      AllocationPolicy policy = state.allocations().of(sku).policy();
      boolean may =
          wanted.isRecorded()
              ? policy == AllocationPolicy.PROPORTIONAL // it is dealt, in whatever order
              : policy != AllocationPolicy.SHARED && Leaning.isAnyWanting(state, sku);
      if (may) {
        return true;
      }
    }
    return false;
  }

  /** Starts with every line as it is wanted. */
  void start(Wanted whatIsWanted) {
    wanted = whatIsWanted;
    for (int i = 0; i < wanted.lines(); i++) {
      units[i] = wanted.quantity(i);
      mostOfSku[i] = Long.MAX_VALUE;
      sellable[i] = -1;
    }
  }

  /**
   * Finds the units.
   *
   * @param mayBackorder whether more may be promised than is there
   */
  void draw(boolean mayBackorder) {
    backorders = mayBackorder;
    split = false;
    passedOver = false;
    if (takeFromOne()) {
      clearMissing();
      return;
    }
    split = true;
    clear();
    if (wanted.split() == Split.NONE) {
      takeUndivided();
      return;
    }
    if (wanted.split() == Split.MINIMAL) {
      takeGreedily();
    } else {
      takeByRank();
    }
    backorder();
  }

  /** Cuts each line, in order, to what can be had; where that comes from is for a draw to say. */
  void cutToFound(boolean mayBackorder) {
    backorders = mayBackorder;
    for (int i = 0; i < wanted.lines(); i++) {
      units[i] = wanted.quantity(i);
    }
    clear();
    if (wanted.split() == Split.NONE) {
      takeUndivided();
    } else {
      for (int i = 0; i < wanted.lines(); i++) {
        takeLineByRank(i);
        if (missing[i] > 0 && backorders) {
          backorderLine(i);
        }
      }
    }
    for (int i = 0; i < wanted.lines(); i++) {
      units[i] -= missing[i];
      mostOfSku[i] = Long.MAX_VALUE;
    }
  }

  /** Takes what was not found all the same, at the first-ranked location. */
  void force() {
    for (int i = 0; i < wanted.lines(); i++) {
      int location = missing[i] > 0 ? firstRanked(i) : NONE;
      if (location != NONE && !parts.isFull()) {
        add(i, location, missing[i], 0);
      }
    }
  }

  boolean foundEverything() {
    for (int i = 0; i < wanted.lines(); i++) {
      if (missing[i] > 0) {
        return false;
      }
    }
    return true;
  }

  private void clear() {
    parts.clear();
    System.arraycopy(units, 0, missing, 0, wanted.lines());
  }

  private void clearMissing() {
    for (int i = 0; i < wanted.lines(); i++) {
      missing[i] = 0;
    }
  }

  /** Takes every line whole, those that name no location all from the same one. */
  private boolean takeFromOne() {
    int free = firstWithoutLocation();
    if (free < 0) {
      return takeWhole(NONE);
    }
    for (int i = 0; i < wanted.rankedSize(); i++) {
      if (takeWhole(wanted.ranked(i))) {
        return true;
      }
    }
    if (wanted.rankedSize() > 0) {
      return false;
    }
    int channel = wanted.channel();
    for (int item = skus.firstStock(wanted.sku(free)); item >= 0; item = stock.next(item)) {
      int location = stock.location(item);
      if (channels.allows(channel, location) && takeWhole(location)) {
        return true;
      }
    }
    return false;
  }

  private int firstWithoutLocation() {
    for (int i = 0; i < wanted.lines(); i++) {
      if (wanted.location(i) == NONE && units[i] > 0) {
        return i;
      }
    }
    return -1;
  }

  private boolean takeWhole(int fallback) {
    parts.clear();
    for (int i = 0; i < wanted.lines(); i++) {
      int location = wanted.location(i) == NONE ? fallback : wanted.location(i);
      if (units[i] > 0) {
        if (atHand(i, location) < units[i]) {
          passedOver |= mightHave(i, location);
          return false;
        }
        add(i, location, units[i], 0);
      }
    }
    return true;
  }

  /** Whether a location would have a line whole if what is held there were given back. */
  private boolean mightHave(int line, int location) {
    int item = stock.find(wanted.sku(line), location);
    return item >= 0
        && stock.available(item) + stock.held(item) - parts.takenAt(wanted.sku(line), location)
            >= units[line];
  }

  /** Split NONE, and no location has everything: the one that gives most, the first of equals. */
  private void takeUndivided() {
    int first = firstRankedOfAll();
    takeUndividedAt(first, true);
    if (foundEverything() || wanted.isRecorded()) {
      return;
    }
    long most = foundWithoutLocation();
    int best = NONE;
    candidates.collect(wanted);
    for (int i = 0; i < candidates.size(); i++) {
      int location = candidates.location(i);
      clear();
      takeUndividedAt(location, false);
      long found = candidates.isOpenToAll(location) ? foundWithoutLocation() : 0;
      if (found > most) {
        most = found;
        best = location;
      }
    }
    clear();
    takeUndividedAt(best == NONE ? first : best, best == NONE);
  }

  private long foundWithoutLocation() {
    long found = 0;
    for (int i = 0; i < wanted.lines(); i++) {
      found += wanted.location(i) == NONE ? units[i] - missing[i] : 0;
    }
    return found;
  }

  private int firstRankedOfAll() {
    int free = firstWithoutLocation();
    return free < 0 ? NONE : firstRanked(free);
  }

  private void takeByRank() {
    for (int i = 0; i < wanted.lines(); i++) {
      takeLineByRank(i);
    }
  }

  private void takeLineByRank(int line) {
    if (wanted.location(line) != NONE) {
      take(line, wanted.location(line));
      return;
    }
    for (int i = 0; i < wanted.rankedSize() && missing[line] > 0; i++) {
      take(line, wanted.ranked(i));
    }
    if (wanted.rankedSize() > 0) {
      return;
    }
    for (int item = skus.firstStock(wanted.sku(line));
        item >= 0 && missing[line] > 0;
        item = stock.next(item)) {
      int location = stock.location(item);
      if (channels.allows(wanted.channel(), location)) {
        take(line, location);
      }
    }
  }

  /** Again and again from the candidate that has most of what is still missing. */
  private void takeGreedily() {
    candidates.collect(wanted);
    serving.begin(wanted);
    for (int best = serving.most(); best >= 0 && !parts.isFull(); best = serving.most()) {
      takeAt(candidates.location(best));
      serving.update(best);
    }
  }

  private boolean isCandidate(int line, int location) {
    int only = wanted.location(line);
    if (only == NONE) {
      return candidates.isOpenToAll(location);
    }
    return only == location;
  }

  /** Takes from one location what it has of every line that may come from there. */
  private void takeAt(int location) {
    for (int i = 0; i < wanted.lines(); i++) {
      if (missing[i] > 0 && isCandidate(i, location)) {
        take(i, location);
      }
    }
  }

  /**
   * Takes what one location has, of lines that name another from there, and promises what is
   * missing.
   *
   * @param everywhere whether lines that name no location may be promised, too
   */
  private void takeUndividedAt(int location, boolean everywhere) {
    for (int i = 0; i < wanted.lines(); i++) {
      boolean named = wanted.location(i) != NONE;
      int from = named ? wanted.location(i) : location;
      if (from != NONE) {
        take(i, from);
      }
      if (missing[i] > 0 && backorders && (everywhere || named)) {
        backorderLine(i);
      }
    }
  }

  private void take(int line, int location) {
    int found = (int) Math.min(missing[line], atHand(line, location));
    if (found > 0 && !parts.isFull()) {
      add(line, location, found, 0);
    }
  }

  /** Promises what is missing beyond what is there. */
  private void backorder() {
    for (int i = 0; i < wanted.lines() && backorders; i++) {
      if (missing[i] > 0) {
        backorderLine(i);
      }
    }
  }

  private void backorderLine(int line) {
    int sku = wanted.sku(line);
    long limit = skus.backorderLimit(sku) - skus.backordered(sku) - parts.backorderedOf(sku);
    long most = Math.min(limit, leftOfMost(line));
    int promised = (int) Math.min(missing[line], Math.max(0, most));
    int location = promised > 0 ? firstRanked(line) : NONE;
    if (location != NONE && !parts.isFull()) {
      add(line, location, promised, promised);
    }
  }

  /** Where a line comes from in the first place, NONE if there is no location at all. */
  private int firstRanked(int line) {
    if (wanted.location(line) != NONE) {
      return wanted.location(line);
    }
    return wanted.rankedSize() > 0 ? wanted.ranked(0) : candidates.firstAllowed(wanted.channel());
  }

  private void add(int line, int location, int found, int promised) {
    boolean fixed = wanted.location(line) != NONE;
    parts.add(line + 1, wanted.sku(line), location, found, promised, fixed);
    missing[line] -= found;
  }

  /** What earlier parts of this reservation leave of what may be taken at a location. */
  long atHand(int line, int location) {
    int sku = wanted.sku(line);
    int item = stock.find(sku, location);
    if (item < 0) {
      return 0;
    }
    long left = stock.available(item) - parts.takenAt(sku, location);
    return Math.max(0, Math.min(left, leftOfSku(line)));
  }

  /** What they leave of what may be taken of a line's SKU anywhere. */
  long leftOfSku(int line) {
    long left = leftOfMost(line);
    int sku = wanted.sku(line);
    boolean shared = state.allocations().of(sku).policy() == AllocationPolicy.SHARED;
    if (shared || wanted.isRecorded()) {
      return left;
    }
    if (sellable[line] < 0) {
      sellable[line] = Sellable.units(state, wanted.channel(), sku);
    }
    return Math.min(left, sellable[line] - parts.taken(sku));
  }

  private long leftOfMost(int line) {
    int sku = wanted.sku(line);
    return mostOfSku[line] == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : mostOfSku[line] - parts.taken(sku) - parts.backorderedOf(sku);
  }
}
