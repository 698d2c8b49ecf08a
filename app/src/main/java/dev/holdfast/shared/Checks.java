package dev.holdfast.shared;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the values of one request and tells everything that is wrong with them at once. Each check
 * gives the value back, or a stand-in that is only good until {@link #done()} throws. Allocates
 * nothing while all is well. For one thread.
 *
 * <pre>{@code
 * var checks = new Checks();
 * String name = checks.text("name", body.name(), 200);
 * int ttl = checks.numberOr("ttlSeconds", body.ttlSeconds(), 1, 86_400, 600);
 * checks.done();
 * }</pre>
 */
public final class Checks {
  /** More are not told. */
  private static final int ERRORS_MAX = 20;

  private final List<FieldError> errors = new ArrayList<>(0);
  private @Nullable String list;
  private int index;

  /**
   * One value that is not allowed.
   *
   * @param field its path, such as {@code lines[2].quantity}
   * @param message what is asked for, such as "must be at least 1"
   */
  public record FieldError(String field, String message) {}

  /** The problem that tells of one field only. */
  public static Problem failure(String field, String message) {
    return failure(List.of(new FieldError(field, message)));
  }

  /** The fields checked from now on are those of an item of a list. */
  public Checks in(String newList, int newIndex) {
    list = newList;
    index = newIndex;
    return this;
  }

  /** The fields checked from now on are the body's own again. */
  public Checks out() {
    list = null;
    return this;
  }

  /** Ends the checks. */
  public void done() {
    if (!errors.isEmpty()) {
      throw failure(List.copyOf(errors));
    }
  }

  /** Adds an error if the condition does not hold. */
  public void that(boolean holds, String field, String message) {
    if (!holds) {
      refuse(field, message);
    }
  }

  /** Adds an error. */
  public void refuse(String field, String message) {
    if (errors.size() < ERRORS_MAX) {
      errors.add(new FieldError(list == null ? field : list + "[" + index + "]." + field, message));
    }
  }

  /** A value that must be there. */
  public <T> T present(String field, @Nullable T value, T standIn) {
    return value == null ? missing(field, standIn) : value;
  }

  /** An id that must be there. */
  public String id(String field, @Nullable String value) {
    return value == null ? missing(field, "") : idOr(field, value, "");
  }

  /** An id that may be left out. */
  public String idOr(String field, @Nullable String value, String absent) {
    if (value == null) {
      return absent;
    }
    if (!Ids.isId(value)) {
      refuse(field, Ids.RULE);
    } else if (Ids.isReserved(value)) {
      refuse(field, "must not be the reserved word " + value);
    }
    return value;
  }

  /** A text that must be there and must not be blank. */
  public String text(String field, @Nullable String value, int lengthMax) {
    if (value == null) {
      return missing(field, "");
    }
    that(!value.isBlank(), field, "must not be blank");
    return textOr(field, value, lengthMax, "");
  }

  /**
   * A text that may be left out or be empty.
   *
   * @param lengthMax in UTF-16 code units
   */
  public String textOr(String field, @Nullable String value, int lengthMax, String absent) {
    if (value == null) {
      return absent;
    }
    if (value.length() > lengthMax) {
      refuse(field, "must have at most " + Counted.of(lengthMax, "character"));
    } else if (hasControl(value)) {
      refuse(field, "must not contain control characters");
    } else if (hasLoneSurrogate(value)) {
      refuse(field, "must not contain one half of a surrogate pair");
    }
    return value;
  }

  /** A number that must be there. */
  public int number(String field, @Nullable Integer value, int min, int max) {
    return value == null ? missing(field, min) : numberOr(field, value, min, max, min);
  }

  /** A number that may be left out. */
  public int numberOr(String field, @Nullable Integer value, int min, int max, int absent) {
    if (value == null) {
      return absent;
    }
    range(field, value, min, max);
    return value;
  }

  /** A number that must be there. */
  public long number(String field, @Nullable Long value, long min, long max) {
    return value == null ? missing(field, min) : numberOr(field, value, min, max, min);
  }

  /** A number that may be left out. */
  public long numberOr(String field, @Nullable Long value, long min, long max, long absent) {
    if (value == null) {
      return absent;
    }
    range(field, value, min, max);
    return value;
  }

  /** A list that must be there and have an item. */
  public <T> List<T> items(String field, @Nullable List<T> value, int sizeMax) {
    if (value == null) {
      return missing(field, List.of());
    }
    that(!value.isEmpty(), field, "must not be empty");
    return itemsOrNone(field, value, sizeMax);
  }

  /** A list that may be left out or be empty; one that is too long is cut. */
  public <T> List<T> itemsOrNone(String field, @Nullable List<T> value, int sizeMax) {
    if (value == null) {
      return List.of();
    }
    if (value.size() > sizeMax) {
      refuse(field, "must have at most " + Counted.of(sizeMax, "item"));
      return value.subList(0, sizeMax);
    }
    return value;
  }

  private <T> T missing(String field, T standIn) {
    refuse(field, "is required");
    return standIn;
  }

  private void range(String field, long value, long min, long max) {
    if (value < min || value > max) {
      refuse(field, "must be between " + min + " and " + max);
    }
  }

  private static boolean hasControl(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLoneSurrogate(String value) {
    int next;
    for (int i = 0; i < value.length(); i = next) {
      int character = value.codePointAt(i);
      next = i + Character.charCount(character);
      if (next == i + 1 && Character.isSurrogate((char) character)) {
        return true;
      }
    }
    return false;
  }

  private static Problem failure(List<FieldError> errors) {
    FieldError first = errors.getFirst();
    String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
    return Problem.of(
            ProblemCode.VALIDATION_FAILED, first.field() + " " + first.message() + more + ".")
        .with("errors", errors);
  }
}
