package dev.holdfast.inventory.internal.history;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A movement's id: {@code m0-42} is the one at position 42 of shard 0, {@code m0-42.1} the first of
 * those that the shipment there made.
 *
 * @param part from 1; 0 for a movement that was asked for
 */
record MovementId(long position, int part) {
  private static final String PREFIX = "m0-";
  private static final Pattern FORM =
      Pattern.compile("m0-([1-9][0-9]{0,17})(?:\\.([1-9][0-9]{0,4}))?");

  static String format(long position, int part) {
    return part == 0 ? PREFIX + position : PREFIX + position + "." + part;
  }

  /** The inverse of {@link #format}; nothing if the text is no movement's id. */
  static Optional<MovementId> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new MovementId(
                Long.parseLong(form.group(1)),
                form.group(2) == null ? 0 : Integer.parseInt(form.group(2))))
        : Optional.empty();
  }
}
