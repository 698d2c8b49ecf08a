package dev.holdfast.inventory.internal.ports;

import dev.holdfast.shared.HoldfastHeaders;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.Query;
import java.util.OptionalLong;

/**
 * The opaque form of a position: shard and position, {@code 0-1234}. With more shards it becomes
 * several of these with dots between them, which is why nobody but this class reads it.
 */
public final class Positions {
  private static final String SHARD = "0-";
  private static final int DIGITS_MAX = 18;

  private Positions() {}

  /** As clients get it. */
  public static String token(long position) {
    return SHARD + position;
  }

  /**
   * The inverse of {@link #token}.
   *
   * @throws Problem INVALID_HEADER, as it came from the header Holdfast-Min-Position
   */
  public static long parse(String token) {
    return find(token)
        .orElseThrow(
            () ->
                Problem.of(
                        ProblemCode.INVALID_HEADER,
                        "The header Holdfast-Min-Position must be a value that Holdfast-Position"
                            + " had.")
                    .with("header", HoldfastHeaders.MIN_POSITION));
  }

  /**
   * The same for a query parameter.
   *
   * @throws Problem INVALID_PARAMETER
   */
  static long parse(String parameter, String token) {
    return find(token)
        .orElseThrow(() -> Query.invalid(parameter, "must be a value that Holdfast-Position had"));
  }

  /** A position that may also be told as its plain number; nothing if it is neither. */
  public static OptionalLong read(String tokenOrNumber) {
    return find(tokenOrNumber.startsWith(SHARD) ? tokenOrNumber : SHARD + tokenOrNumber);
  }

  private static OptionalLong find(String token) {
    String digits = token.startsWith(SHARD) ? token.substring(SHARD.length()) : "";
    boolean isNumber = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber && digits.length() <= DIGITS_MAX
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }
}
