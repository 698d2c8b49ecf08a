package dev.holdfast.inventory.internal.history;

import dev.holdfast.inventory.MovementId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a movement stands, which is its id: {@code m0-42} at position 42, {@code m0-42.1} the first
 * of those that a shipment made there.
 *
 * @param part from 1; 0 for a movement that was asked for
 */
record MovementPlace(long position, int part) {
  private static final Pattern FORM = Pattern.compile("([^.]+)(?:\\.([1-9][0-9]{0,4}))?");

  static String format(long position, int part) {
    var id = new MovementId(position);
    return part == 0 ? id.toString() : id + "." + part;
  }

  /** The inverse of {@link #format}; nothing if the text is no movement's id. */
  static Optional<MovementPlace> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? MovementId.parse(form.group(1)).map(id -> new MovementPlace(id.position(), part(form)))
        : Optional.empty();
  }

  private static int part(Matcher form) {
    String part = form.group(2);
    return part == null ? 0 : Integer.parseInt(part);
  }
}
