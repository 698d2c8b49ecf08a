package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.ReservationId;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.table.Hashing;
import dev.holdfast.ledger.table.IdIndex;
import dev.holdfast.ledger.table.Image;
import dev.holdfast.ledger.table.InvariantBroken;
import dev.holdfast.ledger.table.RowOrder;
import dev.holdfast.ledger.table.Rows;
import dev.holdfast.ledger.table.Texts;

/**
 * The reservations that are open, and the terminal ones that are still remembered. A reservation
 * has parts, one for each line and location it draws from. {@link ReservationBook} changes them.
 */
public final class ReservationTable {

  /** How many channels there may be: a row keeps its channel in 16 bits. */
  public static final int CHANNELS_MAX = 1 << 16;

  private static final int ID = 0;
  private static final int DEADLINE = 1;

  /** When it was made, while it is open; then when it became terminal. */
  private static final int SINCE = 2;

  private static final int CHANGED_AT = 3;
  private static final int CONDITIONS_STATE = 4;
  private static final int CUSTOMER_REFERENCE = 5;
  private static final int FIRST_PART_REQUEST = 6;
  private static final int PREVIOUS_NEXT = 7;

  private static final int STOCK_QUANTITY = 0;
  private static final int FULFILLED_BACKORDERED = 1;
  private static final int LINE_NEXT = 2;

  /** For the hash, columns of their own. */
  private static final int CUSTOMER = 8;

  private static final int REFERENCE = 9;
  private static final int CONDITIONS = 10;

  private static final int RECORDED = 1 << 8;
  private static final int FIXED = 1 << 16;
  private static final int NO_ROW = -1;

  private final Texts texts;
  private final ConditionTable conditions;
  private final Rows rows = new Rows(8);
  private final Rows parts = new Rows(3);
  private final IdIndex rowByNumber = new IdIndex();
  private final RowOrder heldByDeadline = new RowOrder(rows, DEADLINE, ID, PREVIOUS_NEXT);
  private int oldestTerminal = NO_ROW;
  private int newestTerminal = NO_ROW;
  private int terminalCount;
  private long lastId;
  private long hash;

  ReservationTable(Texts texts, ConditionTable conditions) {
    this.texts = texts;
    this.conditions = conditions;
  }

  /** The row of a reservation, or -1 if it is not known or forgotten. */
  public int find(long id) {
    int row = rowByNumber.row(ReservationId.number(id));
    return row == NO_ROW || rows.get(row, ID) != id ? NO_ROW : row;
  }

  /** Open ones, and those that are remembered. */
  public int count() {
    return rows.used();
  }

  public int openCount() {
    return rows.used() - terminalCount;
  }

  /** The greatest id ever given out, 0 for none. */
  public long lastId() {
    return lastId;
  }

  /** The deadline that comes first; {@link Long#MAX_VALUE} if nothing is held. */
  public long nextDeadlineMillis() {
    return heldByDeadline.firstKey();
  }

  /** The held reservation that expires first, by (deadline, id); there is one. */
  public int nextToExpire() {
    return heldByDeadline.first();
  }

  /** One that expires soon after it, for a guess; there is one. */
  int nextToExpire(int reservation) {
    return heldByDeadline.next(reservation);
  }

  public long id(int reservation) {
    return rows.get(reservation, ID);
  }

  public ReservationState state(int reservation) {
    return ReservationState.of(rows.low(reservation, CONDITIONS_STATE) & 0xFF);
  }

  /** Its state at a time: a held one is expired from its deadline on. */
  public ReservationState stateAt(int reservation, long nowMillis) {
    ReservationState state = state(reservation);
    return state == ReservationState.HELD && nowMillis >= deadlineMillis(reservation)
        ? ReservationState.EXPIRED
        : state;
  }

  public int channel(int reservation) {
    return rows.low(reservation, CONDITIONS_STATE) >>> 16;
  }

  /** Whether it had happened already when it was made, so that some of it may never have been. */
  public boolean isRecorded(int reservation) {
    return (rows.low(reservation, CONDITIONS_STATE) & RECORDED) != 0;
  }

  /** Its sale and the like, for {@link ConditionTable}; -1 for none. */
  public int conditions(int reservation) {
    return rows.high(reservation, CONDITIONS_STATE);
  }

  public long deadlineMillis(int reservation) {
    return rows.get(reservation, DEADLINE);
  }

  /** Of an open one. */
  public long createdAtMillis(int reservation) {
    return rows.get(reservation, SINCE);
  }

  /** Position of its last change. */
  public long changedAt(int reservation) {
    return rows.get(reservation, CHANGED_AT);
  }

  /** Its customer, for {@link LedgerState#textPage} and the like. */
  public int customerText(int reservation) {
    return rows.high(reservation, CUSTOMER_REFERENCE);
  }

  public int referenceText(int reservation) {
    return rows.low(reservation, CUSTOMER_REFERENCE);
  }

  /** Its first part; it has one. */
  public int firstPart(int reservation) {
    return rows.high(reservation, FIRST_PART_REQUEST);
  }

  /** The part after a part, or -1. */
  public int nextPart(int part) {
    return parts.low(part, LINE_NEXT);
  }

  /** How many parts it has of which not everything was given back. */
  public int shownParts(int reservation) {
    int count = 0;
    for (int part = firstPart(reservation); part != NO_ROW; part = nextPart(part)) {
      count += partQuantity(part) == 0 ? 0 : 1;
    }
    return count;
  }

  public int partLine(int part) {
    return parts.high(part, LINE_NEXT) & (FIXED - 1);
  }

  /** Whether its line named the location. */
  public boolean isFixed(int part) {
    return (parts.high(part, LINE_NEXT) & FIXED) != 0;
  }

  /** The stock item a part draws from. */
  public int partStock(int part) {
    return parts.high(part, STOCK_QUANTITY);
  }

  /** Units still in it, shipped ones included; 0 if all were given back. */
  public int partQuantity(int part) {
    return parts.low(part, STOCK_QUANTITY);
  }

  public int partFulfilled(int part) {
    return parts.high(part, FULFILLED_BACKORDERED);
  }

  /** Units that are still waited for. */
  public int partBackordered(int part) {
    return parts.low(part, FULFILLED_BACKORDERED);
  }

  /** Opens a held reservation; {@link #addPart} and {@link #describe} complete it. */
  int create(long id, int channel, boolean recorded, long deadline, long timeMillis) {
    if (id <= lastId) {
      throw new InvariantBroken("reservation " + id + " does not follow " + lastId);
    }
    int reservation = rows.allocate();
    int state = channel << 16 | (recorded ? RECORDED : 0) | ReservationState.HELD.code();
    rows.set(reservation, ID, id);
    rows.set(reservation, CONDITIONS_STATE, Rows.pack(NO_ROW, state));
    rows.set(reservation, FIRST_PART_REQUEST, Rows.pack(NO_ROW, NO_ROW));
    rows.set(reservation, PREVIOUS_NEXT, Rows.pack(NO_ROW, NO_ROW));
    rowByNumber.put(ReservationId.number(id), reservation);
    lastId = id;
    rows.set(reservation, SINCE, timeMillis);
    rows.set(reservation, DEADLINE, deadline);
    heldByDeadline.add(reservation);
    return reservation;
  }

  /** Completes a new reservation; both texts and the conditions become its own. */
  void describe(
      int reservation, int itsConditions, int customerText, int referenceText, long position) {
    rows.setHigh(reservation, CONDITIONS_STATE, itsConditions);
    rows.set(reservation, CUSTOMER_REFERENCE, Rows.pack(customerText, referenceText));
    rows.set(reservation, CHANGED_AT, position);
    hash += rowHash(reservation);
  }

  /** Adds a part behind another, or the first one for {@code previous} -1; returns it. */
  int addPart(
      int reservation,
      int previous,
      int line,
      boolean fixed,
      int stock,
      int quantity,
      int backordered) {
    int part = parts.allocate();
    parts.set(part, STOCK_QUANTITY, Rows.pack(stock, quantity));
    parts.set(part, FULFILLED_BACKORDERED, Rows.pack(0, backordered));
    parts.set(part, LINE_NEXT, Rows.pack(fixed ? line | FIXED : line, NO_ROW));
    if (previous == NO_ROW) {
      rows.setHigh(reservation, FIRST_PART_REQUEST, part);
    } else {
      parts.setLow(previous, LINE_NEXT, part);
    }
    hash += partHash(id(reservation), part);
    return part;
  }

  void freeParts(int reservation) {
    long id = id(reservation);
    for (int part = firstPart(reservation); part != NO_ROW; ) {
      int next = nextPart(part);
      hash -= partHash(id, part);
      parts.free(part);
      part = next;
    }
    rows.setHigh(reservation, FIRST_PART_REQUEST, NO_ROW);
  }

  /** It is held. */
  void setDeadline(int reservation, long deadline) {
    heldByDeadline.remove(reservation);
    long change = deadline - deadlineMillis(reservation);
    hash += change * Hashing.weight(Hashing.RESERVATIONS, id(reservation), DEADLINE);
    rows.set(reservation, DEADLINE, deadline);
    heldByDeadline.add(reservation);
  }

  void setChangedAt(int reservation, long position) {
    rows.set(reservation, CHANGED_AT, position);
  }

  /** Moves on from {@code from}, which it must be in. */
  void setState(
      int reservation, ReservationState from, ReservationState to, long position, long timeMillis) {
    ReservationState state = state(reservation);
    if (state != from) {
      throw new InvariantBroken(
          "reservation %d is %s, not %s, so it cannot be %s"
              .formatted(id(reservation), state, from, to));
    }
    long weight = Hashing.rowWeight(Hashing.RESERVATIONS, id(reservation));
    int change = to.code() - from.code();
    hash += change * Hashing.weight(weight, CONDITIONS_STATE);
    rows.add(reservation, CONDITIONS_STATE, change);
    rows.set(reservation, CHANGED_AT, position);
    if (from == ReservationState.HELD) {
      heldByDeadline.remove(reservation);
    } else if (from.isTerminal()) {
      removeTerminal(reservation);
    }
    if (to.isTerminal() || from.isTerminal()) {
      hash += (timeMillis - rows.get(reservation, SINCE)) * Hashing.weight(weight, SINCE);
      rows.set(reservation, SINCE, timeMillis);
    }
    if (to.isTerminal()) {
      appendTerminal(reservation);
    }
  }

  void setPart(int reservation, int part, int quantity, int fulfilled, int backordered) {
    long id = id(reservation);
    hash -= partHash(id, part);
    parts.setLow(part, STOCK_QUANTITY, quantity);
    parts.set(part, FULFILLED_BACKORDERED, Rows.pack(fulfilled, backordered));
    hash += partHash(id, part);
  }

  /** The newest request id about it, or -1. */
  int firstRequest(int reservation) {
    return rows.low(reservation, FIRST_PART_REQUEST);
  }

  void setFirstRequest(int reservation, int request) {
    rows.setLow(reservation, FIRST_PART_REQUEST, request);
  }

  /** Behind the greatest row; not each row before it {@link #isRow}. */
  int rowsEnd() {
    return rows.end();
  }

  /** Whether there is a reservation in a row. */
  boolean isRow(int row) {
    return find(id(row)) == row;
  }

  int terminalCount() {
    return terminalCount;
  }

  /** The one that has been terminal longest, or -1. */
  int oldestTerminal() {
    return oldestTerminal;
  }

  /** Of a terminal one. */
  long terminalSinceMillis(int reservation) {
    return rows.get(reservation, SINCE);
  }

  /** Forgets the oldest terminal one. */
  void forgetOldestTerminal() {
    int reservation = oldestTerminal;
    removeTerminal(reservation);
    long id = id(reservation);
    hash -= rowHash(reservation);
    freeParts(reservation);
    texts.free(customerText(reservation));
    texts.free(referenceText(reservation));
    conditions.free(conditions(reservation));
    rowByNumber.remove(ReservationId.number(id));
    rows.free(reservation);
  }

  long touch(int reservation) {
    return rows.touch(reservation);
  }

  /** Loads what its row names: those before and behind it in their order, and its texts. */
  long touchNeighbours(int reservation) {
    return rows.touch(rows.high(reservation, PREVIOUS_NEXT))
        + rows.touch(rows.low(reservation, PREVIOUS_NEXT))
        + texts.touch(customerText(reservation))
        + texts.touch(referenceText(reservation));
  }

  /** Loads what is freed with it. */
  long touchItsPlace(int reservation) {
    return rowByNumber.row(ReservationId.number(id(reservation)))
        + parts.touch(firstPart(reservation))
        + texts.touch(customerText(reservation))
        + texts.touch(referenceText(reservation));
  }

  /** Of a terminal one: the one that became terminal next, or -1. */
  int nextTerminal(int reservation) {
    return rows.low(reservation, PREVIOUS_NEXT);
  }

  long hash() {
    return hash;
  }

  private void appendTerminal(int reservation) {
    rows.set(reservation, PREVIOUS_NEXT, Rows.pack(newestTerminal, NO_ROW));
    if (newestTerminal == NO_ROW) {
      oldestTerminal = reservation;
    } else {
      rows.setLow(newestTerminal, PREVIOUS_NEXT, reservation);
    }
    newestTerminal = reservation;
    terminalCount++;
  }

  private void removeTerminal(int reservation) {
    int previous = rows.high(reservation, PREVIOUS_NEXT);
    int next = rows.low(reservation, PREVIOUS_NEXT);
    if (previous == NO_ROW) {
      oldestTerminal = next;
    } else {
      rows.setLow(previous, PREVIOUS_NEXT, next);
    }
    if (next == NO_ROW) {
      newestTerminal = previous;
    } else {
      rows.setHigh(next, PREVIOUS_NEXT, previous);
    }
    terminalCount--;
  }

  /** Of everything but its parts. */
  private long rowHash(int reservation) {
    long weight = Hashing.rowWeight(Hashing.RESERVATIONS, id(reservation));
    return rows.low(reservation, CONDITIONS_STATE) * Hashing.weight(weight, CONDITIONS_STATE)
        + rows.get(reservation, DEADLINE) * Hashing.weight(weight, DEADLINE)
        + rows.get(reservation, SINCE) * Hashing.weight(weight, SINCE)
        + texts.hash(customerText(reservation)) * Hashing.weight(weight, CUSTOMER)
        + texts.hash(referenceText(reservation)) * Hashing.weight(weight, REFERENCE)
        + conditions.hash(conditions(reservation)) * Hashing.weight(weight, CONDITIONS);
  }

  private long partHash(long id, int part) {
    return Hashing.of(
        id,
        parts.get(part, STOCK_QUANTITY),
        parts.get(part, FULFILLED_BACKORDERED),
        parts.high(part, LINE_NEXT));
  }

  void carry(Image image) {
    rows.carry(image);
    parts.carry(image);
    rowByNumber.carry(image);
    heldByDeadline.carry(image);
    oldestTerminal = image.carry(oldestTerminal);
    newestTerminal = image.carry(newestTerminal);
    terminalCount = image.carry(terminalCount);
    lastId = image.carry(lastId);
    hash = image.carry(hash);
  }
}
