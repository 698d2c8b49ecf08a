package dev.holdfast.inventory.internal.projection;

import java.nio.charset.StandardCharsets;

/**
 * Rows for PostgreSQL's {@code COPY … FROM STDIN (FORMAT binary)}, of a fixed number of fields,
 * each put in the order of the columns. Not thread-safe.
 */
final class CopyRows {
  private static final byte[] SIGNATURE =
      "PGCOPY\n\u00FF\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int NULL = -1;
  private static final int TRAILER = -1;
  private static final long POSTGRES_EPOCH_MILLIS = 946_684_800_000L;
  private static final int MICROS = 1_000;

  private final int fields;
  private final GrowingBytes bytes = new GrowingBytes(4_096);
  private int rows;
  private boolean isEnded;

  CopyRows(int fields) {
    this.fields = fields;
    begin();
  }

  private void begin() {
    bytes.put(SIGNATURE, 0, SIGNATURE.length);
    bytes.putInt(0);
    bytes.putInt(0);
  }

  /** How many rows have been begun. */
  int rows() {
    return rows;
  }

  /** How long what was put is. */
  int length() {
    return bytes.length();
  }

  /** Ends the rows, if that was not done: what is to be sent. */
  GrowingBytes ended() {
    if (!isEnded) {
      bytes.putShort(TRAILER);
      isEnded = true;
    }
    return bytes;
  }

  CopyRows row() {
    rows++;
    bytes.putShort(fields);
    return this;
  }

  CopyRows integer(int value) {
    bytes.putInt(Integer.BYTES);
    bytes.putInt(value);
    return this;
  }

  /** An integer, or null for one that is absent. */
  CopyRows integerOr(int value, int absent) {
    return value == absent ? none() : integer(value);
  }

  CopyRows bigint(long value) {
    bytes.putInt(Long.BYTES);
    bytes.putLong(value);
    return this;
  }

  /** A bigint, or null for 0. */
  CopyRows bigintOrNone(long value) {
    return value == 0 ? none() : bigint(value);
  }

  CopyRows flag(boolean value) {
    bytes.putInt(1);
    bytes.put(value ? 1 : 0);
    return this;
  }

  /** A timestamptz. */
  CopyRows time(long epochMillis) {
    return bigint((epochMillis - POSTGRES_EPOCH_MILLIS) * MICROS);
  }

  /** A timestamptz, or null for 0. */
  CopyRows timeOrNone(long epochMillis) {
    return epochMillis == 0 ? none() : time(epochMillis);
  }

  /** A text, or null for an empty one. Of all characters, PostgreSQL stores no NUL. */
  CopyRows textOrNone(String value) {
    if (value.isEmpty()) {
      return none();
    }
    byte[] utf8 = value.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
    bytes.putInt(utf8.length);
    bytes.put(utf8, 0, utf8.length);
    return this;
  }

  CopyRows bytea(GrowingBytes value) {
    bytes.putInt(value.length());
    bytes.put(value.array(), 0, value.length());
    return this;
  }

  CopyRows none() {
    bytes.putInt(NULL);
    return this;
  }
}
