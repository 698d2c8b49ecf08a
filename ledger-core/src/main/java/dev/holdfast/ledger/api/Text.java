package dev.holdfast.ledger.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Immutable UTF-8 text, encoded once by the caller so that the ledger copies bytes only. */
public final class Text {

  /** The longest text, in bytes. */
  public static final int LENGTH_MAX = 8_192;

  public static final Text EMPTY = new Text(new byte[0]);

  private final byte[] utf8;

  private Text(byte[] utf8) {
    this.utf8 = utf8;
  }

  /**
   * Encodes a string.
   *
   * @throws IllegalArgumentException if it is longer than {@link #LENGTH_MAX} bytes
   */
  public static Text of(String value) {
    if (value.isEmpty()) {
      return EMPTY;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > LENGTH_MAX) {
      throw new IllegalArgumentException("text of " + utf8.length + " bytes, at most 8192");
    }
    return new Text(utf8);
  }

  /** The bytes themselves: read, never written. */
  public byte[] utf8() {
    return utf8;
  }

  public int length() {
    return utf8.length;
  }

  public boolean isEmpty() {
    return utf8.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Text text && Arrays.equals(utf8, text.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  @Override
  public String toString() {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
