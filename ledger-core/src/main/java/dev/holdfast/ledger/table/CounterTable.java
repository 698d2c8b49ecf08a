package dev.holdfast.ledger.table;

/**
 * Counters that must not be overspent, each with what every customer has of it. A customer who has
 * nothing of it any more is forgotten.
 */
public final class CounterTable {

  private static final int OWNER = 0;
  private static final int USED = 1;
  private static final int FIRST_CUSTOMER = 2;

  private static final int COUNTER_TEXT = 0;
  private static final int UNITS = 1;
  private static final int PREVIOUS_NEXT = 2;

  private static final int NO_ROW = -1;

  private final Texts texts;
  private final Rows rows = new Rows(3);
  private final Rows customers = new Rows(3);
  private final RowIndex customerByHash = new RowIndex(64);
  private long hash;

  public CounterTable(Texts texts) {
    this.texts = texts;
  }

  /**
   * A counter at zero.
   *
   * @param owner what it counts for, told apart from every other, for the hash
   */
  public int create(long owner) {
    int counter = rows.allocate();
    rows.set(counter, OWNER, owner);
    rows.set(counter, FIRST_CUSTOMER, NO_ROW);
    return counter;
  }

  public long used(int counter) {
    return rows.get(counter, USED);
  }

  /** What a customer has of it; the name is given by its bytes. */
  public long usedBy(int counter, byte[] name, int offset, int length) {
    int row = find(counter, name, offset, length);
    return row == NO_ROW ? 0 : customers.get(row, UNITS);
  }

  /** Counts units up or down, for a customer too if one is named. */
  public void add(int counter, byte[] name, int offset, int length, long units) {
    hash += units * Hashing.weight(Hashing.COUNTERS, rows.get(counter, OWNER), USED);
    if (rows.add(counter, USED, units) < 0) {
      throw new InvariantBroken("a counter is below zero");
    }
    if (length == 0) {
      return;
    }
    int row = find(counter, name, offset, length);
    if (row == NO_ROW) {
      row = createCustomer(counter, name, offset, length);
    }
    addToCustomer(counter, row, units);
    if (customers.get(row, UNITS) == 0) {
      freeCustomer(counter, row);
    }
  }

  /** Forgets what each customer has of it; what all have together stays. */
  public void forgetCustomers(int counter) {
    for (int row = (int) rows.get(counter, FIRST_CUSTOMER); row != NO_ROW; ) {
      int next = customers.low(row, PREVIOUS_NEXT);
      addToCustomer(counter, row, -customers.get(row, UNITS));
      freeCustomer(counter, row);
      row = next;
    }
  }

  public long hash() {
    return hash;
  }

  private int find(int counter, byte[] name, int offset, int length) {
    long key = key(counter, Hashing.of(name, offset, length));
    for (int slot = customerByHash.find(key);
        slot >= 0;
        slot = customerByHash.findNext(key, slot)) {
      int row = customerByHash.rowAt(slot);
      if (customers.high(row, COUNTER_TEXT) == counter
          && texts.equal(customers.low(row, COUNTER_TEXT), name, offset, length)) {
        return row;
      }
    }
    return NO_ROW;
  }

  private int createCustomer(int counter, byte[] name, int offset, int length) {
    int text = texts.allocate(length);
    System.arraycopy(name, offset, texts.page(text), texts.offset(text), length);
    int row = customers.allocate();
    int first = (int) rows.get(counter, FIRST_CUSTOMER);
    customers.set(row, COUNTER_TEXT, Rows.pack(counter, text));
    customers.set(row, PREVIOUS_NEXT, Rows.pack(NO_ROW, first));
    if (first != NO_ROW) {
      customers.setHigh(first, PREVIOUS_NEXT, row);
    }
    rows.set(counter, FIRST_CUSTOMER, row);
    customerByHash.put(key(counter, texts.hash(text)), row);
    return row;
  }

  private void addToCustomer(int counter, int row, long units) {
    long nameHash = texts.hash(customers.low(row, COUNTER_TEXT));
    long owner = Hashing.then(nameHash, rows.get(counter, OWNER));
    hash += units * Hashing.weight(Hashing.COUNTERS, owner, UNITS + 8);
    if (customers.add(row, UNITS, units) < 0) {
      throw new InvariantBroken("a customer's counter is below zero");
    }
  }

  private void freeCustomer(int counter, int row) {
    int previous = customers.high(row, PREVIOUS_NEXT);
    int next = customers.low(row, PREVIOUS_NEXT);
    if (previous == NO_ROW) {
      rows.set(counter, FIRST_CUSTOMER, next);
    } else {
      customers.setLow(previous, PREVIOUS_NEXT, next);
    }
    if (next != NO_ROW) {
      customers.setHigh(next, PREVIOUS_NEXT, previous);
    }
    int text = customers.low(row, COUNTER_TEXT);
    customerByHash.remove(key(counter, texts.hash(text)), row);
    texts.free(text);
    customers.free(row);
  }

  private static long key(int counter, long nameHash) {
    return Hashing.then(nameHash, counter);
  }

  /** Carries all counters; the texts are carried by whoever has them. */
  public void carry(Image image) {
    rows.carry(image);
    customers.carry(image);
    customerByHash.carry(image);
    hash = image.carry(hash);
  }
}
