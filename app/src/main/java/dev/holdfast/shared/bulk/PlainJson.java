package dev.holdfast.shared.bulk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/**
 * Goes through a line of JSON of the plainest kind: strings of ASCII with nothing escaped, whole
 * numbers of up to nine digits. Where something else comes it says no, and stands anywhere. Not
 * thread-safe.
 */
public final class PlainJson {
  private static final byte[] NONE = {};
  private static final int DIGITS_MAX = 9;

  private byte[] bytes = NONE;
  private int next;
  private int end;

  /** Begins with a line, whose bytes are only read. */
  public void begin(byte[] newBytes, int offset, int length) {
    bytes = newBytes;
    next = offset;
    end = offset + length;
  }

  /** Goes past a character of JSON's own, such as a brace, if it comes next. */
  public boolean take(char c) {
    if (toNext() && bytes[next] == c) {
      next++;
      return true;
    }
    return false;
  }

  /** The name of the field that comes next, or null. */
  public @Nullable String name() {
    String name = string();
    return take(':') ? name : null;
  }

  /** The string that comes next, or null. */
  public @Nullable String string() {
    if (!take('"')) {
      return null;
    }
    int start = next;
    while (next < end && bytes[next] >= ' ' && bytes[next] != '"' && bytes[next] != '\\') {
      next++;
    }
    int length = next - start;
    return take('"') ? new String(bytes, start, length, ISO_8859_1) : null;
  }

  /** The number that comes next, or null. */
  public @Nullable Integer number() {
    if (!toNext()) {
      return null;
    }
    int start = next;
    int value = 0;
    while (next < end && next - start < DIGITS_MAX && isDigit(bytes[next])) {
      value = value * 10 + bytes[next] - '0';
      next++;
    }
    int digits = next - start;
    boolean isNumber = digits == 1 || (digits > 1 && bytes[start] != '0');
    return isNumber ? Integer.valueOf(value) : null;
  }

  /** Whether nothing follows. */
  public boolean isOver() {
    return !toNext();
  }

  private boolean toNext() {
    while (next < end && isBlank(bytes[next])) {
      next++;
    }
    return next < end;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
