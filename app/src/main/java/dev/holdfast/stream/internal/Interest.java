package dev.holdfast.stream.internal;

import dev.holdfast.inventory.Availabilities;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Which SKUs a client follows, by their numbers. Thread-safe. */
sealed interface Interest {

  boolean includes(int sku);

  /**
   * The next SKU that is followed.
   *
   * @return the first from {@code from} on and before {@code before}, or -1
   */
  int next(int from, int before);

  /** How many SKUs must be looked at to have seen all that are followed. */
  int size();

  /** No SKU that there is by now and that is followed has this number or a greater one. */
  int end();

  /** What a filter asks for. */
  static Interest of(Availabilities.Filter filter, Availabilities.View filtered) {
    if (filter.skus().isEmpty()) {
      return new Matching(filtered);
    }
    int count = filtered.skuCount();
    return new Listed(
        IntStream.iterate(
                filtered.next(0, count), sku -> sku >= 0, sku -> filtered.next(sku + 1, count))
            .toArray());
  }

  /**
   * SKUs that were named.
   *
   * @param skus in ascending order, each once; read, never written
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Listed(int[] skus) implements Interest {

    @Override
    public boolean includes(int sku) {
      return Arrays.binarySearch(skus, sku) >= 0;
    }

    @Override
    public int next(int from, int before) {
      int found = Arrays.binarySearch(skus, from);
      int index = found < 0 ? ~found : found;
      return index < skus.length && skus[index] < before ? skus[index] : -1;
    }

    @Override
    public int size() {
      return skus.length;
    }

    @Override
    public int end() {
      return skus.length == 0 ? 0 : skus[skus.length - 1] + 1;
    }
  }

  /** All that there are, or all with a prefix; those that are yet to be created among them. */
  record Matching(Availabilities.View filtered) implements Interest {

    @Override
    public boolean includes(int sku) {
      return filtered.shows(sku);
    }

    @Override
    public int next(int from, int before) {
      return filtered.next(from, before);
    }

    @Override
    public int size() {
      return filtered.skuCount();
    }

    @Override
    public int end() {
      return filtered.skuCount();
    }
  }
}
