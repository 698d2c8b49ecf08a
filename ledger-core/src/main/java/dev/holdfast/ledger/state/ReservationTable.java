package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.ReservationState;

/**
 * The reservations that are open, and the terminal ones that are still remembered. A reservation
 * has parts, one for each line and location it draws from.
 */
public final class ReservationTable {

  private static final int ID = 0;
  private static final int DEADLINE = 1;
  private static final int CREATED_AT = 2;
  private static final int CHANGED_AT = 3;
  private static final int CHANNEL_STATE = 4;
  private static final int CUSTOMER_REFERENCE = 5;
  private static final int FIRST_PART_REQUEST = 6;
  private static final int PREVIOUS_NEXT = 7;
  private static final int TERMINAL_SINCE = 8;

  private static final int STOCK_QUANTITY = 0;
  private static final int FULFILLED_BACKORDERED = 1;
  private static final int LINE_NEXT = 2;

  private static final int NO_ROW = -1;

  private final Texts texts;
  private final Rows rows = new Rows(9);
  private final Rows parts = new Rows(3);
  private final RowIndex rowById = new RowIndex(1024);
  private final OrderedRows heldByDeadline = new OrderedRows();
  private int oldestTerminal = NO_ROW;
  private int newestTerminal = NO_ROW;
  private int terminalCount;
  private long lastId;
  private long hash;

  ReservationTable(Texts texts) {
    this.texts = texts;
  }

  /** The row of a reservation, or -1 if it is not known or forgotten. */
  public int find(long id) {
    return rowById.row(id);
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

  public long id(int reservation) {
    return rows.get(reservation, ID);
  }

  public ReservationState state(int reservation) {
    return ReservationState.of(rows.low(reservation, CHANNEL_STATE));
  }

  /** Its state at a time: a held one is expired from its deadline on. */
  public ReservationState stateAt(int reservation, long nowMillis) {
    ReservationState state = state(reservation);
    return state == ReservationState.HELD && nowMillis >= deadlineMillis(reservation)
        ? ReservationState.EXPIRED
        : state;
  }

  public int channel(int reservation) {
    return rows.high(reservation, CHANNEL_STATE);
  }

  public long deadlineMillis(int reservation) {
    return rows.get(reservation, DEADLINE);
  }

  public long createdAtMillis(int reservation) {
    return rows.get(reservation, CREATED_AT);
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

  public int partCount(int reservation) {
    int count = 0;
    for (int part = firstPart(reservation); part != NO_ROW; part = nextPart(part)) {
      count++;
    }
    return count;
  }

  public int partLine(int part) {
    return parts.high(part, LINE_NEXT);
  }

  /** The stock item a part draws from. */
  public int partStock(int part) {
    return parts.high(part, STOCK_QUANTITY);
  }

  public int partQuantity(int part) {
    return parts.low(part, STOCK_QUANTITY);
  }

  public int partFulfilled(int part) {
    return parts.high(part, FULFILLED_BACKORDERED);
  }

  public int partBackordered(int part) {
    return parts.low(part, FULFILLED_BACKORDERED);
  }

  /** Opens a held reservation; {@link #addPart} and {@link #describe} complete it. */
  int create(long id, int channel, long deadline, long timeMillis) {
    if (id <= lastId) {
      throw new InvariantBroken("reservation " + id + " does not follow " + lastId);
    }
    int reservation = rows.allocate();
    rows.set(reservation, ID, id);
    rows.set(reservation, CREATED_AT, timeMillis);
    rows.set(reservation, CHANNEL_STATE, Rows.pack(channel, ReservationState.HELD.code()));
    rows.set(reservation, FIRST_PART_REQUEST, Rows.pack(NO_ROW, NO_ROW));
    rows.set(reservation, PREVIOUS_NEXT, Rows.pack(NO_ROW, NO_ROW));
    rowById.put(id, reservation);
    lastId = id;
    hash += stateHash(id, ReservationState.HELD);
    setDeadline(reservation, deadline);
    return reservation;
  }

  /** Completes a new reservation; both texts become its own. */
  void describe(int reservation, int customerText, int referenceText, long position) {
    rows.set(reservation, CUSTOMER_REFERENCE, Rows.pack(customerText, referenceText));
    rows.set(reservation, CHANGED_AT, position);
    hash += staticHash(reservation);
  }

  /** Adds a part behind another, or the first one for {@code previous} -1; returns it. */
  int addPart(int reservation, int previous, int line, int stock, int quantity) {
    int part = parts.allocate();
    parts.set(part, STOCK_QUANTITY, Rows.pack(stock, quantity));
    parts.set(part, LINE_NEXT, Rows.pack(line, NO_ROW));
    if (previous == NO_ROW) {
      rows.setHigh(reservation, FIRST_PART_REQUEST, part);
    } else {
      parts.setLow(previous, LINE_NEXT, part);
    }
    hash += partHash(id(reservation), part);
    return part;
  }

  /** It is held. */
  void setDeadline(int reservation, long deadline) {
    long id = id(reservation);
    hash +=
        (deadline - deadlineMillis(reservation))
            * Hashing.weight(Hashing.RESERVATIONS, id, DEADLINE);
    rows.set(reservation, DEADLINE, deadline);
    heldByDeadline.remove(reservation);
    heldByDeadline.add(reservation, deadline, id);
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
    long id = id(reservation);
    hash += stateHash(id, to) - stateHash(id, from);
    rows.setLow(reservation, CHANNEL_STATE, to.code());
    rows.set(reservation, CHANGED_AT, position);
    if (from == ReservationState.HELD) {
      heldByDeadline.remove(reservation);
    }
    if (to.isTerminal()) {
      appendTerminal(reservation, timeMillis);
    }
  }

  void setPartFulfilled(int reservation, int part, int units) {
    long id = id(reservation);
    hash -= partHash(id, part);
    parts.setHigh(part, FULFILLED_BACKORDERED, units);
    hash += partHash(id, part);
  }

  /** The newest request id about it, or -1. */
  int firstRequest(int reservation) {
    return rows.low(reservation, FIRST_PART_REQUEST);
  }

  void setFirstRequest(int reservation, int request) {
    rows.setLow(reservation, FIRST_PART_REQUEST, request);
  }

  int terminalCount() {
    return terminalCount;
  }

  /** The one that has been terminal longest, or -1. */
  int oldestTerminal() {
    return oldestTerminal;
  }

  long terminalSinceMillis(int reservation) {
    return rows.get(reservation, TERMINAL_SINCE);
  }

  /** Forgets the oldest terminal one. */
  void forgetOldestTerminal() {
    int reservation = oldestTerminal;
    oldestTerminal = rows.low(reservation, PREVIOUS_NEXT);
    if (oldestTerminal == NO_ROW) {
      newestTerminal = NO_ROW;
    } else {
      rows.setHigh(oldestTerminal, PREVIOUS_NEXT, NO_ROW);
    }
    terminalCount--;
    long id = id(reservation);
    hash -= staticHash(reservation) + stateHash(id, state(reservation));
    hash -= deadlineMillis(reservation) * Hashing.weight(Hashing.RESERVATIONS, id, DEADLINE);
    for (int part = firstPart(reservation); part != NO_ROW; ) {
      int next = nextPart(part);
      hash -= partHash(id, part);
      parts.free(part);
      part = next;
    }
    texts.free(customerText(reservation));
    texts.free(referenceText(reservation));
    rowById.remove(id, reservation);
    rows.free(reservation);
  }

  long hash() {
    return hash;
  }

  private void appendTerminal(int reservation, long timeMillis) {
    rows.set(reservation, TERMINAL_SINCE, timeMillis);
    rows.set(reservation, PREVIOUS_NEXT, Rows.pack(newestTerminal, NO_ROW));
    if (newestTerminal == NO_ROW) {
      oldestTerminal = reservation;
    } else {
      rows.setLow(newestTerminal, PREVIOUS_NEXT, reservation);
    }
    newestTerminal = reservation;
    terminalCount++;
  }

  private long staticHash(int reservation) {
    long rowHash = Hashing.then(id(reservation), channel(reservation));
    rowHash = Hashing.then(rowHash, createdAtMillis(reservation));
    rowHash = Hashing.then(rowHash, texts.hash(customerText(reservation)));
    return Hashing.then(rowHash, texts.hash(referenceText(reservation)));
  }

  private static long stateHash(long id, ReservationState state) {
    return state.code() * Hashing.weight(Hashing.RESERVATIONS, id, CHANNEL_STATE);
  }

  private long partHash(long id, int part) {
    long rowHash = Hashing.then(id, parts.get(part, STOCK_QUANTITY));
    rowHash = Hashing.then(rowHash, parts.get(part, FULFILLED_BACKORDERED));
    return Hashing.then(rowHash, partLine(part));
  }
}
