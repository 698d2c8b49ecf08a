package dev.holdfast.ledger.table;

import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Carries the primitive values of a state out, or in: the same calls in the same order do both, so
 * that each table says once what it is made of. How a table calls this is its layout: whoever
 * changes it raises the number of the layout, by which stored images are told apart.
 */
public interface Image {

  /** Whether values come in: what is handed over is then ignored, and arrays are filled. */
  boolean isLoading();

  /** Hands out the value, or the one that comes in for it. */
  int carry(int value);

  /** Hands out the value, or the one that comes in for it. */
  long carry(long value);

  /** Carries the first values of an array. */
  void carry(long[] values, int length);

  /** Carries the first values of an array. */
  void carry(int[] values, int length);

  /** Carries the first values of an array. */
  void carry(byte[] values, int length);

  /** Carries an array and its length. */
  default int[] carryWhole(int[] values) {
    int length = carry(values.length);
    int[] carried = isLoading() ? new int[length] : values;
    carry(carried, length);
    return carried;
  }

  /** Carries an array and its length. */
  default long[] carryWhole(long[] values) {
    int length = carry(values.length);
    long[] carried = isLoading() ? new long[length] : values;
    carry(carried, length);
    return carried;
  }

  /**
   * Carries a list of values that are objects.
   *
   * @param blank what stands for each before it comes in
   * @param carried carries one, and returns what came in
   */
  default <T> void carryAll(List<T> values, T blank, BiFunction<T, Image, T> carried) {
    int count = carry(values.size());
    if (isLoading()) {
      values.clear();
      values.addAll(Collections.nCopies(count, blank));
    }
    values.replaceAll(value -> carried.apply(value, this));
  }
}
