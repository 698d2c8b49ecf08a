package dev.holdfast.shared.bulk;

import dev.holdfast.shared.Counted;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import org.springframework.core.io.buffer.DataBuffer;

/**
 * Cuts bytes that come in pieces into lines. Lines of nothing but white space are passed over. Not
 * thread-safe.
 *
 * <p>Holds one piece and the begun line before it, which is thrown away once it is too long.
 */
final class LineBuffer {
  private static final byte[] NONE = {};

  private final int lineMax;
  private byte[] bytes = NONE;

  /** What has not been given out yet lies between these. */
  private int start;

  private int end;

  /** No line ends between the start and here. */
  private int looked;

  /** The rest of the line that begins at the start belongs to one that was told too long. */
  private boolean passing;

  private int lineStart;
  private int lineLength;

  /**
   * @param lineMax the longest line, in bytes
   */
  LineBuffer(int lineMax) {
    this.lineMax = lineMax;
  }

  /** What there is to take. */
  enum Found {
    NOTHING,
    LINE,
    /** A line of which only the length is known, and not even all of that. */
    TOO_LONG
  }

  /** The line that was found lies in here; good until more is added. Read, never written. */
  byte[] bytes() {
    return bytes;
  }

  /** Where it begins. */
  int lineStart() {
    return lineStart;
  }

  int lineLength() {
    return lineLength;
  }

  /** What is wrong with a line that is {@link Found#TOO_LONG}. */
  Problem tooLong() {
    return Problem.of(
            ProblemCode.BODY_TOO_LARGE,
            "The line has more than " + Counted.of(lineMax, "byte") + "; send less in one.")
        .with("maxBytes", lineMax);
  }

  /** Whether there is anything that has not been given out. */
  boolean hasMore() {
    return start < end;
  }

  /** Takes a piece, all of whose bytes it copies. */
  void add(DataBuffer piece) {
    int count = piece.readableByteCount();
    if (end + count > bytes.length) {
      makeRoomFor(count);
    }
    piece.read(bytes, end, count);
    end += count;
  }

  private void makeRoomFor(int count) {
    byte[] old = bytes;
    int held = end - start;
    if (held + count > old.length) {
      bytes = new byte[Math.max(held + count, 2 * old.length)];
    }
    System.arraycopy(old, start, bytes, 0, held);
    looked -= start;
    start = 0;
    end = held;
  }

  /**
   * Looks for the next line.
   *
   * @param last whether nothing more comes, so that what is left is a line too
   */
  Found next(boolean last) {
    while (start < end) {
      int newline = newline();
      boolean cut = newline == end;
      if (cut && !last && (passing || end - start <= lineMax)) {
        return passing ? dropAll() : Found.NOTHING;
      }
      Found found = takeTo(newline, cut);
      if (found != Found.NOTHING) {
        return found;
      }
    }
    return Found.NOTHING;
  }

  private int newline() {
    while (looked < end && bytes[looked] != '\n') {
      looked++;
    }
    return looked;
  }

  private Found dropAll() {
    start = end;
    return Found.NOTHING;
  }

  private Found takeTo(int newline, boolean cut) {
    boolean passed = passing;
    lineStart = start;
    lineLength = newline - start;
    start = cut ? newline : newline + 1;
    looked = start;
    boolean tooLong = lineLength > lineMax;
    passing = cut && (passed || tooLong);
    if (passed) {
      return Found.NOTHING;
    }
    if (tooLong) {
      return Found.TOO_LONG;
    }
    return isBlank() ? Found.NOTHING : Found.LINE;
  }

  private boolean isBlank() {
    for (int i = lineStart; i < lineStart + lineLength; i++) {
      byte b = bytes[i];
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
