package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ResultCode;

/** The result of one command, reused from command to command. Not thread-safe. */
public final class Decision {

  /** What the answer shows. */
  enum Shows {
    RULE,
    DEFINED,
    STOCK,
    RESERVATION,
    SHORTAGES
  }

  private ResultCode code = ResultCode.OK;
  private Shows shows = Shows.RULE;
  private boolean anythingDue;
  private boolean leansOnHeld;
  private long subject;
  private long value;
  private int line;
  private int ordinal;
  private boolean created;
  private int sku;
  private int location;
  private long movement;
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

  /**
   * Whether it might have come out otherwise if less were held, so that whatever is due must have
   * expired before.
   */
  public boolean leansOnHeld() {
    return leansOnHeld;
  }

  Shows shows() {
    return shows;
  }

  long subject() {
    return subject;
  }

  long value() {
    return value;
  }

  int line() {
    return line;
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

  long movement() {
    return movement;
  }

  Shortages shortages() {
    return shortages;
  }

  /**
   * Starts over.
   *
   * @param isAnythingDue whether anything that is due holds units still
   */
  void clear(boolean isAnythingDue) {
    code = ResultCode.OK;
    shows = Shows.RULE;
    anythingDue = isAnythingDue;
    leansOnHeld = false;
    subject = 0;
    value = 0;
    line = 0;
    reservation = 0;
    shortages.clear();
  }

  /** Whether it matters at all what the decision leans on. */
  boolean isAnythingDue() {
    return anythingDue;
  }

  void leanOnHeld() {
    leansOnHeld = true;
  }

  /**
   * Defines something, and returns its ordinal.
   *
   * @param known the ordinal it has, or -1
   * @param next the ordinal it gets if it is new
   */
  int ordinal(int known, int next) {
    shows = Shows.DEFINED;
    created = known < 0;
    ordinal = created ? next : known;
    return ordinal;
  }

  /**
   * Shows a stock item.
   *
   * @param itsMovement the position of the movement, 0 for none
   */
  void stock(ResultCode result, int atSku, int atLocation, long itsMovement) {
    code = result;
    shows = Shows.STOCK;
    sku = atSku;
    location = atLocation;
    movement = itsMovement;
  }

  void reservation(ResultCode result, long id) {
    code = result;
    shows = Shows.RESERVATION;
    reservation = id;
  }

  void refuse(ResultCode result) {
    code = result;
    shows = Shows.RULE;
  }

  /** Refuses, and tells what helps; what each number stands for, the code says. */
  void refuse(ResultCode result, long aboutSubject, int atLine, long withValue) {
    refuse(result);
    subject = aboutSubject;
    line = atLine;
    value = withValue;
  }

  /** Refuses for what the shortages tell. */
  void refuseShort(ResultCode result) {
    code = result;
    shows = Shows.SHORTAGES;
    leansOnHeld = true;
  }

  /** What was missing. */
  static final class Shortages {
    private final int[] lines = new int[Command.LINES_MAX];
    private final int[] skus = new int[Command.LINES_MAX];
    private final int[] requested = new int[Command.LINES_MAX];
    private final long[] available = new long[Command.LINES_MAX];
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
