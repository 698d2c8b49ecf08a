package dev.holdfast.ledger.table;

import java.util.Arrays;

/**
 * Deals units to channels by weight, with carry: for q units each channel's credit grows by q times
 * its weight; then each unit goes to the greatest credit, the first of equals, and lowers it by the
 * sum of the weights. Taking units away is the mirror image.
 *
 * <p>Costs O(channels²) whatever q is. Not thread-safe.
 */
public final class Dealing {

  private long[] weights = new long[8];
  private long[] credits = new long[8];
  private long[] dealt = new long[8];
  private long weightSum;
  private int size;

  /** Starts over with no channels. */
  public void clear() {
    size = 0;
    weightSum = 0;
  }

  /** Adds a channel; earlier ones win ties. */
  public void add(long weight, long credit) {
    if (size == weights.length) {
      weights = Arrays.copyOf(weights, size * 2);
      credits = Arrays.copyOf(credits, size * 2);
      dealt = Arrays.copyOf(dealt, size * 2);
    }
    weights[size] = weight;
    credits[size] = credit;
    weightSum += weight;
    size++;
  }

  /** The units a channel got; negative if they were taken away. */
  public long dealt(int index) {
    return dealt[index];
  }

  /** Its credit afterwards. */
  public long credit(int index) {
    return credits[index];
  }

  /**
   * Deals units, or takes away if there are less than none. With no weight at all nobody gets any.
   */
  public void deal(long units) {
    Arrays.fill(dealt, 0, size, 0);
    if (weightSum == 0) {
      return;
    }
    long sign = Long.signum(units);
    long rounds = evenRounds(sign, Math.abs(units));
    dealByCredit(sign, Math.abs(units) - rounds * weightSum);
    for (int i = 0; i < size; i++) {
      dealt[i] += sign * rounds * weights[i];
    }
  }

  /**
   * How many of the last rounds of as many units as there are weights give every channel just its
   * weight and leave its credit as it is: all once each with a weight has had a unit, for then no
   * credit is further from another than one round moves it. Before that a lag may be made up.
   */
  private long evenRounds(long sign, long units) {
    long uneven = 0;
    for (int i = 0; i < size; i++) {
      if (weights[i] > 0) {
        long lag = Math.max(0, weightSum - sign * credits[i]);
        uneven = Math.max(uneven, 1 + Math.ceilDiv(lag, weightSum * weights[i]));
      }
    }
    return Math.max(0, units / weightSum - uneven);
  }

  /** Few units: their number times a weight is far from overflowing. */
  private void dealByCredit(long sign, long units) {
    long rest = units;
    for (int i = 0; i < size; i++) {
      credits[i] += sign * units * weights[i];
    }
    for (int i = 0; i < size; i++) {
      long wholes = Math.max(0, Math.ceilDiv(sign * credits[i], weightSum));
      give(i, sign * wholes);
      rest -= wholes;
    }
    for (; rest < 0; rest++) {
      give(lastServed(sign), -sign);
    }
    if (rest > 0) {
      throw new InvariantBroken(rest + " units belong to nobody: credits do not add up to none");
    }
  }

  private void give(int index, long units) {
    dealt[index] += units;
    credits[index] -= units * weightSum;
  }

  /** Of those that were served, the one whose last unit was dealt last. */
  private int lastServed(long sign) {
    int last = -1;
    for (int i = 0; i < size; i++) {
      if (dealt[i] != 0 && (last < 0 || sign * credits[i] <= sign * credits[last])) {
        last = i;
      }
    }
    return last;
  }
}
