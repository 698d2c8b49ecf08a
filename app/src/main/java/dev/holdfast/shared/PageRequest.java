package dev.holdfast.shared;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Which part of a list.
 *
 * @param limit how many items, 1 to {@link #LIMIT_MAX}
 * @param after as given to {@link Page#before}; empty for the beginning. It came from outside: what
 *     cannot be is refused with {@link #badCursor()}
 */
public record PageRequest(int limit, Optional<String> after) {

  public static final int LIMIT_MAX = 500;
  public static final int LIMIT_DEFAULT = 50;

  private static final int CURSOR_LENGTH_MAX = 1_024;

  /** Says that a cursor is none of ours. */
  public static Problem badCursor() {
    return Problem.of(
            ProblemCode.INVALID_PARAMETER,
            "The cursor is not one that this list gave; leave it out to begin again.")
        .with("parameter", "cursor");
  }

  /** The opaque form of a place in a list. */
  static String encode(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  /** What was encoded, or {@link #badCursor()}. */
  static String decode(String cursor) {
    if (cursor.isEmpty() || cursor.length() > CURSOR_LENGTH_MAX) {
      throw badCursor();
    }
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw badCursor();
    }
  }
}
