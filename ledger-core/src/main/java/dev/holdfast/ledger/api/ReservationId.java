package dev.holdfast.ledger.api;

/** A reservation's id: the shard it lives on, and its number there, from 1. */
public final class ReservationId {

  private static final int NUMBER_BITS = 52;
  private static final long NUMBER_MASK = (1L << NUMBER_BITS) - 1;

  private ReservationId() {}

  public static long of(int shard, long number) {
    return (long) shard << NUMBER_BITS | number;
  }

  public static int shard(long id) {
    return (int) (id >>> NUMBER_BITS);
  }

  public static long number(long id) {
    return id & NUMBER_MASK;
  }

  /** As clients see it, {@code r0-42}. */
  public static String format(long id) {
    return "r" + shard(id) + "-" + number(id);
  }

  /** The inverse of {@link #format}, or -1 if the text is no reservation id. */
  public static long parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 2 || dash > 5 || text.charAt(0) != 'r' || text.length() - dash > 17) {
      return -1;
    }
    try {
      int shard = Integer.parseInt(text, 1, dash, 10);
      long number = Long.parseLong(text, dash + 1, text.length(), 10);
      long id = of(shard, number);
      return shard < 0
              || shard > 2047
              || number < 1
              || number > NUMBER_MASK
              || !format(id).equals(text)
          ? -1
          : id;
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }
}
