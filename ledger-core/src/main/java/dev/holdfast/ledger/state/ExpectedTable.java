package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.table.Hashing;
import dev.holdfast.ledger.table.Image;
import dev.holdfast.ledger.table.InvariantBroken;
import dev.holdfast.ledger.table.RowIndex;
import dev.holdfast.ledger.table.Rows;

/** Units that are expected, by the id of the EXPECT or TRANSFER that announced them. */
public final class ExpectedTable {

  private static final int MOVEMENT = 0;
  private static final int STOCK_TYPE = 1;
  private static final int OPEN = 2;
  private static final int EXPECTED_AT = 3;

  private final Rows rows = new Rows(4);
  private final RowIndex rowByMovement = new RowIndex(64);
  private long hash;

  /** The row of a movement, or -1 if nothing of it is open. */
  public int find(long movement) {
    return rowByMovement.row(movement);
  }

  /** Where they are expected. */
  public int stock(int expected) {
    return rows.high(expected, STOCK_TYPE);
  }

  public MovementType type(int expected) {
    return MovementType.of(rows.low(expected, STOCK_TYPE));
  }

  /** Units that have not come yet. */
  public long open(int expected) {
    return rows.get(expected, OPEN);
  }

  /** Epoch milliseconds, 0 for not known. */
  public long expectedAtMillis(int expected) {
    return rows.get(expected, EXPECTED_AT);
  }

  void create(long movement, MovementType type, int stock, long units, long expectedAtMillis) {
    int row = rows.allocate();
    rows.set(row, MOVEMENT, movement);
    rows.set(row, STOCK_TYPE, Rows.pack(stock, type.code()));
    rows.set(row, EXPECTED_AT, expectedAtMillis);
    rowByMovement.put(movement, row);
    hash += rowHash(row);
    addOpen(row, units);
  }

  /** Some have come or are lost; when none is open any more, the row is gone. */
  void close(int expected, long units) {
    addOpen(expected, -units);
    if (open(expected) < 0) {
      throw new InvariantBroken("more came of movement " + rows.get(expected, MOVEMENT));
    }
    if (open(expected) == 0) {
      hash -= rowHash(expected);
      rowByMovement.remove(rows.get(expected, MOVEMENT), expected);
      rows.free(expected);
    }
  }

  /** Behind the greatest row; not each row before it {@link #isRow}. */
  int rowsEnd() {
    return rows.end();
  }

  /** Whether units are expected in a row. */
  boolean isRow(int row) {
    return find(rows.get(row, MOVEMENT)) == row;
  }

  long hash() {
    return hash;
  }

  private long rowHash(int row) {
    long rowHash = Hashing.then(rows.get(row, MOVEMENT), rows.get(row, STOCK_TYPE));
    return Hashing.then(rowHash, rows.get(row, EXPECTED_AT));
  }

  private void addOpen(int row, long units) {
    hash += units * Hashing.weight(Hashing.EXPECTED, rows.get(row, MOVEMENT), OPEN);
    rows.add(row, OPEN, units);
  }

  void carry(Image image) {
    rows.carry(image);
    rowByMovement.carry(image);
    hash = image.carry(hash);
  }
}
