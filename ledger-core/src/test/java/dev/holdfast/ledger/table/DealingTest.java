package dev.holdfast.ledger.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DealingTest {

  private static final long SUM_OF_MANY_LOCATIONS = 10_000_000_000_000_000L;

  /** The definition: every credit grows by units times weight, then unit by unit. */
  private static final class UnitByUnit {
    private final long[] weights;
    private final long[] credits;
    private final long[] shares;
    private long weightSum;

    UnitByUnit(long[] weights) {
      this.weights = weights;
      credits = new long[weights.length];
      shares = new long[weights.length];
      for (long weight : weights) {
        weightSum += weight;
      }
    }

    void deal(long units) {
      long sign = Long.signum(units);
      for (int i = 0; i < weights.length; i++) {
        credits[i] += units * weights[i];
      }
      for (long left = Math.abs(units); left > 0; left--) {
        int next = 0;
        for (int i = 1; i < weights.length; i++) {
          next = sign * credits[i] > sign * credits[next] ? i : next;
        }
        shares[next] += sign;
        credits[next] -= sign * weightSum;
      }
    }
  }

  /** One channel after the other, as the ledger keeps them from deal to deal. */
  private static final class Dealt {
    private final Dealing dealing = new Dealing();
    private final long[] weights;
    private final long[] credits;
    private final long[] shares;

    Dealt(long[] weights) {
      this.weights = weights;
      credits = new long[weights.length];
      shares = new long[weights.length];
    }

    void deal(long units) {
      dealing.clear();
      for (int i = 0; i < weights.length; i++) {
        dealing.add(weights[i], credits[i]);
      }
      dealing.deal(units);
      for (int i = 0; i < weights.length; i++) {
        credits[i] = dealing.credit(i);
        shares[i] += dealing.dealt(i);
      }
    }
  }

  @Test
  void dealsAsUnitByUnitWould() {
    var random = new Random(7);
    for (int run = 0; run < 2_000; run++) {
      long[] weights = weights(random, 1 + random.nextInt(9), 1 + random.nextInt(12));
      var expected = new UnitByUnit(weights);
      var actual = new Dealt(weights);
      for (int i = 0; i < 40; i++) {
        long units = units(random, expected.weightSum);
        expected.deal(units);
        actual.deal(units);
        assertThat(actual.shares).isEqualTo(expected.shares);
        assertThat(actual.credits).isEqualTo(expected.credits);
      }
    }
  }

  /** Mostly few, at times many rounds. */
  private static long units(Random random, long weightSum) {
    int most = random.nextInt(4) == 0 ? (int) weightSum * 9 : 5;
    return random.nextInt(-most, most + 1);
  }

  private static long[] weights(Random random, int channels, int weightMax) {
    var weights = new long[channels];
    weights[0] = 1;
    for (int i = 1; i < channels; i++) {
      weights[i] = random.nextInt(weightMax + 1);
    }
    return weights;
  }

  /** What is dealt at once is what is dealt in any number of parts. */
  @Test
  void dealsTheStockOfManyLocations() {
    var random = new Random(11);
    for (int run = 0; run < 200; run++) {
      long[] weights = weights(random, 2 + random.nextInt(8), 100_000);
      var atOnce = new Dealt(weights);
      var inParts = new Dealt(weights);
      for (int i = 0; i < 5; i++) {
        long units = random.nextLong(SUM_OF_MANY_LOCATIONS) + 1;
        long part = random.nextLong(units);
        long sign = random.nextBoolean() ? 1 : -1;
        atOnce.deal(sign * units);
        inParts.deal(sign * part);
        inParts.deal(sign * (units - part));
        assertThat(atOnce.shares).isEqualTo(inParts.shares);
        assertThat(atOnce.credits).isEqualTo(inParts.credits);
      }
      assertOwed(atOnce);
    }
  }

  /** A credit is what is due by weight less what was dealt, and never much. */
  private static void assertOwed(Dealt dealt) {
    BigInteger weightSum = sum(dealt.weights);
    BigInteger units = sum(dealt.shares);
    for (int i = 0; i < dealt.weights.length; i++) {
      BigInteger owed =
          units
              .multiply(BigInteger.valueOf(dealt.weights[i]))
              .subtract(weightSum.multiply(BigInteger.valueOf(dealt.shares[i])));
      assertThat(BigInteger.valueOf(dealt.credits[i])).isEqualTo(owed);
      assertThat(owed.abs()).isLessThan(weightSum.multiply(BigInteger.TWO));
    }
  }

  private static BigInteger sum(long[] some) {
    BigInteger sum = BigInteger.ZERO;
    for (long one : some) {
      sum = sum.add(BigInteger.valueOf(one));
    }
    return sum;
  }
}
