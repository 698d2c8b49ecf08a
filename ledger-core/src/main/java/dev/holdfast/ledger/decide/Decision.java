package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.ResultCode;

/** The result of one command, reused from command to command. Not thread-safe. */
public final class Decision {

  /** What the answer shows. */
  enum Shows {
    NOTHING,
    VALUE,
    DEFINED,
    STOCK,
    RESERVATION,
    SHORTAGES
  }

  /** The most lines in one reservation. */
  public static final int LINES_MAX = 256;

  private ResultCode code = ResultCode.OK;
  private Shows shows = Shows.NOTHING;
  private long value;
  private int ordinal;
  private boolean created;
  private int sku;
  private int location;
  private long reservation;
  private final Shortages shortages = new Shortages();

  /** The result so far. */
  public ResultCode code() {
    return code;
  }

  /** The reservation it is about, 0 for none. */
  public long reservation() {
    return reservation;
  }

  Shows shows() {
    return shows;
  }

  long value() {
    return value;
  }

  int ordinal() {
    return ordinal;
  }

  boolean created() {
    return created;
  }

  int sku() {
    return sku;
  }

  int location() {
    return location;
  }

  Shortages shortages() {
    return shortages;
  }

  void clear() {
    code = ResultCode.OK;
    shows = Shows.NOTHING;
    reservation = 0;
    shortages.clear();
  }

  void defined(int newOrdinal, boolean isNew) {
    shows = Shows.DEFINED;
    ordinal = newOrdinal;
    created = isNew;
  }

  void stock(ResultCode result, int atSku, int atLocation) {
    code = result;
    shows = Shows.STOCK;
    sku = atSku;
    location = atLocation;
  }

  void reservation(ResultCode result, long id) {
    code = result;
    shows = Shows.RESERVATION;
    reservation = id;
  }

  void refuse(ResultCode result) {
    code = result;
    shows = Shows.NOTHING;
  }

  void refuse(ResultCode result, long withValue) {
    code = result;
    shows = Shows.VALUE;
    value = withValue;
  }

  void refuseShort() {
    code = ResultCode.INSUFFICIENT_STOCK;
    shows = Shows.SHORTAGES;
  }

  /** What was missing. */
  static final class Shortages {
    private final int[] lines = new int[LINES_MAX];
    private final int[] skus = new int[LINES_MAX];
    private final int[] requested = new int[LINES_MAX];
    private final long[] available = new long[LINES_MAX];
    private int size;

    void clear() {
      size = 0;
    }

    void add(int line, int sku, int unitsRequested, long unitsAvailable) {
      lines[size] = line;
      skus[size] = sku;
      requested[size] = unitsRequested;
      available[size] = unitsAvailable;
      size++;
    }

    int size() {
      return size;
    }

    int line(int index) {
      return lines[index];
    }

    int sku(int index) {
      return skus[index];
    }

    int requested(int index) {
      return requested[index];
    }

    long available(int index) {
      return available[index];
    }
  }
}
