package dev.holdfast.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** How a channel is shown quantities. */
public sealed interface QuantityDisplay {

  /** Every unit. */
  record Exact() implements QuantityDisplay {
    @Override
    public String wireForm() {
      return "EXACT";
    }
  }

  /**
   * Only so many.
   *
   * @param max the greatest number shown, 1 to {@link #CAP_MAX}
   */
  record Capped(int max) implements QuantityDisplay {
    @Override
    public String wireForm() {
      return CAPPED + max;
    }
  }

  /** No number at all. */
  record StatusOnly() implements QuantityDisplay {
    @Override
    public String wireForm() {
      return "STATUS_ONLY";
    }
  }

  QuantityDisplay EXACT = new Exact();
  QuantityDisplay STATUS_ONLY = new StatusOnly();
  int CAP_MAX = 1_000_000_000;
  String CAPPED = "CAPPED:";

  /** {@code EXACT}, {@code CAPPED:n} or {@code STATUS_ONLY}. */
  @JsonValue
  String wireForm();

  /** Its inverse; empty for any other text. */
  static Optional<QuantityDisplay> parse(String text) {
    return switch (text) {
      case "EXACT" -> Optional.of(EXACT);
      case "STATUS_ONLY" -> Optional.of(STATUS_ONLY);
      default -> text.startsWith(CAPPED) ? parseCap(text) : Optional.empty();
    };
  }

  private static Optional<QuantityDisplay> parseCap(String text) {
    try {
      int max = Integer.parseInt(text, CAPPED.length(), text.length(), 10);
      var capped = new Capped(max);
      return max >= 1 && max <= CAP_MAX && capped.wireForm().equals(text)
          ? Optional.of(capped)
          : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}
