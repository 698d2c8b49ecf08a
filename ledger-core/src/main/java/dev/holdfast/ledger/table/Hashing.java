package dev.holdfast.ledger.table;

/** Mixing for indexes and for the state's hash. */
public final class Hashing {

  public static final int SKUS = 0;
  public static final int LOCATIONS = 1;
  public static final int STOCK = 2;
  public static final int RESERVATIONS = 3;
  public static final int USES = 4;
  public static final int COUNTERS = 5;
  public static final int EXPECTED = 6;
  public static final int SALES = 7;

  private static final long STEP = 0x9E3779B97F4A7C15L;

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
    return mix((key << 7) + (table << 4) + column) | 1;
  }

  /** Adds a value to a hash in which order matters. */
  public static long then(long hash, long value) {
    return mix(hash * STEP + value);
  }

  public static long of(byte[] bytes, int offset, int length) {
    long hash = length;
    for (int i = offset; i < offset + length; i++) {
      hash = hash * 31 + bytes[i];
    }
    return mix(hash);
  }

  /** The same for an ASCII string as {@link #of(byte[], int, int)} for its bytes. */
  public static long of(String ascii) {
    long hash = ascii.length();
    for (int i = 0; i < ascii.length(); i++) {
      hash = hash * 31 + (byte) ascii.charAt(i);
    }
    return mix(hash);
  }
}
