package dev.holdfast.inventory;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * The id of a movement that was asked for: its shard and its position there, {@code m0-1234}. Those
 * that shipping makes have a second number, and are none of these.
 *
 * @param position of the movement
 */
public record MovementId(long position) {
  /** What is asked of whoever names expected units by an id, in words. */
  public static final String RULE = "must be the id of an EXPECT or a TRANSFER, such as m0-1234";

  private static final String SHARD = "m0-";
  private static final int DIGITS_MAX = 18;

  /** As clients see it. */
  @JsonValue
  @Override
  public String toString() {
    return SHARD + position;
  }

  /** The inverse of {@link #toString}; nothing for any other text. */
  public static Optional<MovementId> parse(String text) {
    String digits = text.startsWith(SHARD) ? text.substring(SHARD.length()) : "";
    boolean isNumber =
        !digits.isEmpty()
            && digits.length() <= DIGITS_MAX
            && digits.chars().allMatch(c -> c >= '0' && c <= '9')
            && (digits.length() == 1 || digits.charAt(0) != '0');
    return isNumber ? Optional.of(new MovementId(Long.parseLong(digits))) : Optional.empty();
  }
}
