package dev.holdfast.ledger.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Mixing for indexes and for the state's hash. */
public final class Hashing {

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  public static final int SKUS = 0;
  public static final int LOCATIONS = 1;
  public static final int STOCK = 2;
  public static final int RESERVATIONS = 3;
  public static final int USES = 4;
  public static final int COUNTERS = 5;
  public static final int EXPECTED = 6;
  public static final int SALES = 7;

  /**
   * 2^64 divided by the golden ratio; then the fractions of square roots of 2, 3 and 5, made odd.
   */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private static final long STEP_2 = 0x6A09E667F3BCC909L;
  private static final long STEP_3 = 0xBB67AE8584CAA73BL;
  private static final long STEP_4 = 0x3C6EF372FE94F82BL;

  private Hashing() {}

  /** David Stafford's Mix13, a bijection: every bit of the value moves every bit of the result. */
  public static long mix(long value) {
    long mixed = value;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }

  /**
   * An odd number for one column of one row of one table. The state's hash is the sum over all
   * values of value times weight, so that a change adds (change times weight), in whatever order.
   */
  public static long weight(int table, long key, int column) {
    return weight(rowWeight(table, key), column);
  }

  /** What the weights of a row's columns come from, for whoever needs several. */
  public static long rowWeight(int table, long key) {
    return mix((key << 4) + table);
  }

  /**
   * A column's part of a row's weight.
   *
   * @param column 0 to 63
   */
  public static long weight(long rowWeight, int column) {
    return Long.rotateLeft(rowWeight, 5 * column) | 1;
  }

  /** A hash of four values in which order matters. */
  public static long of(long first, long second, long third, long fourth) {
    return mix(first * STEP + second * STEP_2 + third * STEP_3 + fourth * STEP_4);
  }

  /** Adds a value to a hash in which order matters. */
  public static long then(long hash, long value) {
    return mix(hash * STEP + value);
  }

  public static long of(byte[] bytes, int offset, int length) {
    long hash = length;
    int end = offset + length;
    int at = offset;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      hash = (hash ^ (long) EIGHT_BYTES.get(bytes, at)) * STEP;
      hash ^= hash >>> 32;
    }
    long rest = 0;
    for (int shift = 0; at < end; at++, shift += Byte.SIZE) {
      rest |= (bytes[at] & 0xFFL) << shift;
    }
    return mix(hash ^ rest);
  }

  /** The same for an ASCII string as {@link #of(byte[], int, int)} for its bytes. */
  public static long of(String ascii) {
    long hash = ascii.length();
    long eight = 0;
    for (int i = 0; i < ascii.length(); i++) {
      eight |= (ascii.charAt(i) & 0xFFL) << (i % Long.BYTES * Byte.SIZE);
      if (i % Long.BYTES == Long.BYTES - 1) {
        hash = (hash ^ eight) * STEP;
        hash ^= hash >>> 32;
        eight = 0;
      }
    }
    return mix(hash ^ eight);
  }
}
