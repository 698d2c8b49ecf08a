package dev.holdfast.shared.internal;

import dev.holdfast.shared.Checks;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body of JSON, and where. */
public final class JsonProblems {
  /** How the parser, which has no exception of its own for it, tells of a doubled field. */
  private static final String DUPLICATE = "Duplicate Object property";

  /** Where the parser says how it is set up, or in parentheses where something began. */
  private static final Pattern PARSER_INTERNALS =
      Pattern.compile(" \\((start|opened).*|: (enable|maybe) .*");

  private JsonProblems() {}

  /**
   * Reads the one value there is to read.
   *
   * @param reader leaves what follows the value to us
   */
  public static Object read(ObjectReader reader, JsonParser parser) {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw malformed("The body is blank", null);
    }
    if (first == JsonToken.VALUE_NULL) {
      throw invalidType("", "an object");
    }
    Object value = reader.readValue(parser);
    if (parser.nextToken() != null) {
      throw malformed("The body goes on after its JSON has ended", parser.currentTokenLocation());
    }
    return value;
  }

  /** The problem that a reader's exception stands for. */
  public static Problem of(JacksonException exception) {
    return switch (exception) {
      case UnrecognizedPropertyException unknown -> unknownField(unknown);
      case InvalidNullException nothing ->
          Problem.of(ProblemCode.INVALID_TYPE, pathOf(nothing) + " must not be null.")
              .with("field", pathOf(nothing));
      case InvalidFormatException unfit -> unfit(unfit);
      case InvalidDefinitionException ours -> throw ours;
      case MismatchedInputException wrong -> invalidType(pathOf(wrong), wrong.getTargetType());
      case InputCoercionException outOfRange -> outOfRange(outOfRange);
      case StreamConstraintsException extreme ->
          malformed(
              "The body is nested too deeply, or has a name or a number that is too long",
              extreme.getLocation());
      default -> unreadable(exception);
    };
  }

  private static Problem unknownField(UnrecognizedPropertyException unknown) {
    String field = pathOf(unknown);
    String known =
        unknown.getKnownPropertyIds().stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return Problem.of(
            ProblemCode.UNKNOWN_FIELD, "There is no field " + field + " here; known are " + known)
        .with("field", field);
  }

  /** A string that is none of an enum's names, or no time, is a value out of range. */
  private static Problem unfit(InvalidFormatException unfit) {
    Class<?> type = unfit.getTargetType();
    String field = pathOf(unfit);
    if (unfit.getValue() instanceof String) {
      if (type.isEnum()) {
        return Checks.failure(field, "must be one of " + namesOf(type));
      }
      if (type == java.time.Instant.class) {
        return Checks.failure(field, "must be a time such as 2026-11-23T10:15:30.000Z");
      }
    }
    return invalidType(field, type);
  }

  private static String namesOf(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  private static Problem outOfRange(InputCoercionException outOfRange) {
    boolean isLong = outOfRange.getTargetType() == long.class;
    return Checks.failure(
        pathOf(outOfRange),
        "is out of range: it must fit in " + (isLong ? Long.SIZE : Integer.SIZE) + " bits");
  }

  private static Problem unreadable(JacksonException exception) {
    String message = String.valueOf(exception.getOriginalMessage());
    if (message.startsWith(DUPLICATE)) {
      String field = pathOf(exception);
      return Problem.of(ProblemCode.DUPLICATE_FIELD, "The field " + field + " is given twice.")
          .with("field", field);
    }
    String what = PARSER_INTERNALS.matcher(message).replaceAll("");
    return malformed("The body is not valid JSON: " + what, exception.getLocation());
  }

  private static Problem malformed(String what, @Nullable TokenStreamLocation location) {
    String where =
        location == null || location.getLineNr() < 1
            ? ""
            : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    return Problem.of(ProblemCode.MALFORMED_JSON, what + where + ".");
  }

  private static Problem invalidType(String field, @Nullable Class<?> wanted) {
    return invalidType(field, wanted == null ? "of another type" : nameOf(wanted));
  }

  private static Problem invalidType(String field, String wanted) {
    String what = field.isEmpty() ? "The body" : field;
    return Problem.of(ProblemCode.INVALID_TYPE, what + " must be " + wanted + ".")
        .with("field", field);
  }

  private static String nameOf(Class<?> type) {
    if (type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "an array";
    }
    return type.isRecord() ? "an object" : "a string";
  }

  /** Such as {@code lines[2].sku}; empty for the body itself. */
  private static String pathOf(JacksonException exception) {
    return !(exception instanceof DatabindException)
            && exception.processor() instanceof JsonParser parser
        ? pathOf(parser.streamReadContext())
        : pathOf(exception.getPath());
  }

  private static String pathOf(List<JacksonException.Reference> references) {
    var path = new StringBuilder();
    for (JacksonException.Reference reference : references) {
      append(path, reference.getPropertyName(), reference.getIndex());
    }
    return path.toString();
  }

  private static String pathOf(@Nullable TokenStreamContext context) {
    if (context == null || context.inRoot()) {
      return "";
    }
    var path = new StringBuilder(pathOf(context.getParent()));
    append(path, context.currentName(), context.getCurrentIndex());
    return path.toString();
  }

  private static void append(StringBuilder path, @Nullable String name, int index) {
    if (name == null) {
      path.append('[').append(index).append(']');
    } else {
      path.append(path.isEmpty() ? "" : ".").append(name);
    }
  }
}
