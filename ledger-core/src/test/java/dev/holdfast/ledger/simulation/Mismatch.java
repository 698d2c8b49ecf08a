package dev.holdfast.ledger.simulation;

import java.util.Collection;
import java.util.Set;

/** The ledger and the oracle differ. */
final class Mismatch extends AssertionError {

  private static final long serialVersionUID = 1L;

  private final transient Set<Integer> skus;

  /**
   * What differs.
   *
   * @param skus that it is about, to tell the commands that led there
   */
  Mismatch(String message, Collection<Integer> skus) {
    super(message);
    this.skus = Set.copyOf(skus);
  }

  Set<Integer> skus() {
    return skus;
  }

  static void check(Object what, Object actual, Object expected, Collection<Integer> skus) {
    if (!actual.equals(expected)) {
      throw new Mismatch(
          "%s%n  the ledger: %s%n  the oracle: %s".formatted(what, actual, expected), skus);
    }
  }

  static void require(boolean holds, String message, Collection<Integer> skus) {
    if (!holds) {
      throw new Mismatch(message, skus);
    }
  }
}
