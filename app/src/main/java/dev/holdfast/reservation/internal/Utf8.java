package dev.holdfast.reservation.internal;

import dev.holdfast.shared.Checks;
import dev.holdfast.shared.Counted;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Checks texts that are measured in bytes. */
final class Utf8 {
  /** The most bytes that one UTF-16 code unit takes. */
  private static final int BYTES_PER_UNIT_MAX = 3;

  private Utf8() {}

  /** A text that may be left out or be empty, which are the same. */
  static String textOrNone(Checks checks, String field, @Nullable String value, int bytesMax) {
    if (value == null) {
      return "";
    }
    if (!fits(value, bytesMax)) {
      checks.refuse(field, "must have at most " + Counted.of(bytesMax, "byte") + " in UTF-8");
    }
    return checks.textOr(field, value, bytesMax, "");
  }

  private static boolean fits(String value, int bytesMax) {
    if (value.length() * BYTES_PER_UNIT_MAX <= bytesMax) {
      return true;
    }
    return value.length() <= bytesMax && value.getBytes(StandardCharsets.UTF_8).length <= bytesMax;
  }
}
