package dev.holdfast.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;

/**
 * The query parameters of a request, which {@link QueryParameters} has let through. An endpoint
 * takes it as a parameter. What cannot be read is refused (INVALID_PARAMETER).
 */
public final class Query {
  private final MultiValueMap<String, String> values;

  private Query(MultiValueMap<String, String> values) {
    this.values = values;
  }

  public static Query of(ServerWebExchange exchange) {
    return new Query(exchange.getRequest().getQueryParams());
  }

  /** {@code limit} and {@code cursor}. */
  public PageRequest page() {
    return new PageRequest(
        Math.toIntExact(
            number("limit", 1, PageRequest.LIMIT_MAX).orElse((long) PageRequest.LIMIT_DEFAULT)),
        text("cursor").map(PageRequest::decode));
  }

  /** A parameter as it stands. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.getFirst(name));
  }

  /** Every value of a repeatable parameter. */
  public List<String> texts(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** A whole number. */
  public Optional<Long> number(String name, long min, long max) {
    return text(name).map(value -> parseNumber(name, value, min, max));
  }

  /** {@code true} or {@code false}; false if left out. */
  public boolean flag(String name) {
    return switch (text(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(name, "must be true or false");
    };
  }

  /** One of an enum's constants, by its name. */
  public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    return text(name).map(value -> parseChoice(name, value, type));
  }

  /** A time with its offset, RFC 3339. */
  public Optional<Instant> time(String name) {
    return text(name).map(value -> parseTime(name, value));
  }

  /** The problem of one parameter. */
  public static Problem invalid(String name, String message) {
    return Problem.of(
            ProblemCode.INVALID_PARAMETER, "The query parameter " + name + " " + message + ".")
        .with("parameter", name);
  }

  private static long parseNumber(String name, String value, long min, long max) {
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // refused below, like a number out of range
    }
    throw invalid(name, "must be a whole number between " + min + " and " + max);
  }

  private static <E extends Enum<E>> E parseChoice(String name, String value, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    throw invalid(
        name,
        Stream.of(type.getEnumConstants())
            .map(Enum::name)
            .collect(Collectors.joining(", ", "must be one of ", "")));
  }

  private static Instant parseTime(String name, String value) {
    try {
      return OffsetDateTime.parse(value.toUpperCase(Locale.ROOT)).toInstant();
    } catch (DateTimeException notATime) {
      throw invalid(name, "must be a time such as 2026-11-23T10:15:30.000Z");
    }
  }
}
