package dev.holdfast.shared;

import java.util.Set;

/** The rule that ids of SKUs, locations, channels and sales follow. */
public final class Ids {
  public static final int LENGTH_MAX = 64;

  /** What {@link #isId} asks for, in words. */
  public static final String RULE =
      "must be 1 to 64 of the characters A-Z a-z 0-9 . _ ~ -, the first a letter or a digit";

  /** Words that stand beside ids in paths. */
  private static final Set<String> RESERVED =
      Set.of("stream", "allocation", "movements", "history", "bulk");

  private Ids() {}

  /** Whether the text has the form of an id. */
  public static boolean isId(String text) {
    int length = text.length();
    if (length == 0 || length > LENGTH_MAX || !isAlphanumeric(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char c = text.charAt(i);
      if (!isAlphanumeric(c) && c != '.' && c != '_' && c != '~' && c != '-') {
        return false;
      }
    }
    return true;
  }

  /** Whether the text is a word that can be no id. */
  public static boolean isReserved(String text) {
    return RESERVED.contains(text);
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
