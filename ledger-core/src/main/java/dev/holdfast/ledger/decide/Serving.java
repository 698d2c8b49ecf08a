package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.record.Wanted;
import java.util.Arrays;

/**
 * How many of the units that a reservation still misses each candidate would give. Looks at every
 * candidate and line once; from then on finding units costs a step for each candidate and each SKU
 * of which some were found, so that the whole costs O(candidates × (lines + parts)). Not
 * thread-safe.
 */
final class Serving {

  private static final int NONE = Command.NONE;

  private final Drawing drawing;
  private final Candidates candidates;
  private Wanted wanted = new Wanted();

  /** Of each line, the first line of its SKU, which stands for the SKU. */
  private final int[] firstOf = new int[Command.LINES_MAX];

  private final int[] firsts = new int[Command.LINES_MAX];
  private int skus;

  /** By SKU: units missing of lines that name no location, and what may still be taken at hand. */
  private final long[] missing = new long[Command.LINES_MAX];

  private final long[] left = new long[Command.LINES_MAX];
  private final long[] missingNow = new long[Command.LINES_MAX];
  private final long[] namedNow = new long[Command.LINES_MAX];

  /** By candidate and SKU: units at hand, and units missing of lines that name the location. */
  private long[] there = new long[0];

  private long[] named = new long[0];

  /** By candidate. */
  private long[] serves = new long[0];

  private boolean[] openToAll = new boolean[0];

  Serving(Drawing drawing, Candidates candidates) {
    this.drawing = drawing;
    this.candidates = candidates;
  }

  /** Looks at everything anew: nothing was found yet. */
  void begin(Wanted whatIsWanted) {
    wanted = whatIsWanted;
    makeRoom(candidates.size());
    groupBySku();
    for (int i = 0; i < wanted.lines(); i++) {
      int rank = wanted.location(i) == NONE ? -1 : candidates.rankOf(wanted.location(i));
      if (rank < 0) {
        missing[firstOf[i]] += drawing.missing(i);
      } else {
        named[rank * wanted.lines() + firstOf[i]] += drawing.missing(i);
      }
    }
    for (int rank = 0; rank < candidates.size(); rank++) {
      int location = candidates.location(rank);
      openToAll[rank] = candidates.isOpenToAll(location);
      serves[rank] = 0;
      for (int i = 0; i < skus; i++) {
        there[rank * wanted.lines() + firsts[i]] = drawing.atHand(firsts[i], location);
        serves[rank] += serves(rank, firsts[i]);
      }
    }
  }

  /** The candidate that would give most, the first of equals; -1 if none has anything. */
  int most() {
    int best = -1;
    long most = 0;
    for (int rank = 0; rank < candidates.size(); rank++) {
      if (serves[rank] > most) {
        most = serves[rank];
        best = rank;
      }
    }
    return best;
  }

  /** Something was found at one candidate. */
  void update(int rank) {
    Arrays.fill(missingNow, 0, wanted.lines(), 0);
    Arrays.fill(namedNow, 0, wanted.lines(), 0);
    for (int i = 0; i < wanted.lines(); i++) {
      if (wanted.location(i) == NONE) {
        missingNow[firstOf[i]] += drawing.missing(i);
      } else if (wanted.location(i) == candidates.location(rank)) {
        namedNow[firstOf[i]] += drawing.missing(i);
      }
    }
    for (int i = 0; i < skus; i++) {
      int sku = firsts[i];
      int at = rank * wanted.lines() + sku;
      long found = missing[sku] - missingNow[sku] + named[at] - namedNow[sku];
      if (found > 0) {
        addAll(sku, -1);
        missing[sku] = missingNow[sku];
        named[at] = namedNow[sku];
        there[at] -= found;
        left[sku] = Math.max(0, drawing.leftOfSku(sku));
        addAll(sku, 1);
      }
    }
  }

  private void addAll(int sku, int sign) {
    for (int rank = 0; rank < candidates.size(); rank++) {
      serves[rank] += sign * serves(rank, sku);
    }
  }

  private long serves(int rank, int sku) {
    int at = rank * wanted.lines() + sku;
    long wantedHere = named[at] + (openToAll[rank] ? missing[sku] : 0);
    return Math.min(wantedHere, Math.min(there[at], left[sku]));
  }

  private void groupBySku() {
    skus = 0;
    for (int i = 0; i < wanted.lines(); i++) {
      int known = 0;
      while (known < skus && wanted.sku(firsts[known]) != wanted.sku(i)) {
        known++;
      }
      if (known == skus) {
        firsts[skus++] = i;
        missing[i] = 0;
        left[i] = Math.max(0, drawing.leftOfSku(i));
      }
      firstOf[i] = firsts[known];
    }
  }

  private void makeRoom(int size) {
    int cells = size * wanted.lines();
    if (cells > there.length) {
      there = new long[cells * 2];
      named = new long[cells * 2];
    }
    if (size > serves.length) {
      serves = new long[size * 2];
      openToAll = new boolean[size * 2];
    }
    Arrays.fill(named, 0, cells, 0);
  }
}
