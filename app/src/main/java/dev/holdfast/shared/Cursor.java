package dev.holdfast.shared;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The opaque form of a place in a list. */
final class Cursor {
  private static final int LENGTH_MAX = 1_024;

  private Cursor() {}

  static String encode(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  static String decode(String cursor) {
    if (cursor.isEmpty() || cursor.length() > LENGTH_MAX) {
      throw PageRequest.badCursor();
    }
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw PageRequest.badCursor();
    }
  }
}
