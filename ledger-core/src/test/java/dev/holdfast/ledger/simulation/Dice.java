package dev.holdfast.ledger.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chance, all of it from one seed. */
final class Dice {

  private final Random random;

  Dice(Random random) {
    this.random = random;
  }

  /** True in so many of a hundred cases. */
  boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  /** From 0, below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both ends included. */
  int between(int least, int greatest) {
    return least + random.nextInt(greatest - least + 1);
  }

  /** Both ends included. */
  long between(long least, long greatest) {
    return least + random.nextLong(greatest - least + 1);
  }

  <T> T of(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** From 0, below the bound; each number half as likely or less than the one before. */
  int skewed(int bound) {
    double sum = 0;
    for (int i = 1; i <= bound; i++) {
      sum += 1.0 / i;
    }
    double at = random.nextDouble() * sum;
    for (int i = 1; i <= bound; i++) {
      at -= 1.0 / i;
      if (at <= 0) {
        return i - 1;
      }
    }
    return bound - 1;
  }

  /** Some of the numbers below the bound, at least so many, in any order, each once. */
  List<Integer> some(int bound, int least) {
    var all = new ArrayList<Integer>();
    for (int i = 0; i < bound; i++) {
      all.add(i);
    }
    Collections.shuffle(all, random);
    return List.copyOf(all.subList(0, between(Math.min(least, bound), bound)));
  }
}
