package dev.holdfast.inventory.internal.history;

import dev.holdfast.inventory.internal.ports.Positions;
import dev.holdfast.inventory.internal.projection.Since;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.Query;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A moment of the past. One of the future is now.
 *
 * @param position the last fact that counts; null if it is told by time
 * @param time up to which facts count; null if it is told by position
 */
public record Moment(@Nullable Long position, @Nullable Instant time) {

  /**
   * What the parameters {@code at} and {@code position} say; nothing if neither is given.
   *
   * @throws Problem INVALID_PARAMETER if both are, or one cannot be read
   */
  public static Optional<Moment> of(Query query) {
    Optional<Instant> time = query.time("at");
    Optional<Long> position = query.text("position").map(Moment::position);
    if (time.isPresent() && position.isPresent()) {
      throw Query.invalid("at", "cannot be given together with position");
    }
    return time.isPresent() || position.isPresent()
        ? Optional.of(new Moment(position.orElse(null), time.orElse(null)))
        : Optional.empty();
  }

  /** A plain number, or as Holdfast-Position has it. */
  private static long position(String value) {
    return Positions.read(value)
        .orElseThrow(
            () ->
                Query.invalid(
                    "position", "must be a position's number or a value of Holdfast-Position"));
  }

  /** Whether it was before the history begins. */
  boolean isBefore(Since since) {
    return time == null
        ? position != null && position < since.position()
        : time.toEpochMilli() < since.timeMillis();
  }

  /** Whether a fact counts. */
  boolean includes(long factPosition, long factMillis) {
    return time == null
        ? position == null || factPosition <= position
        : factMillis <= time.toEpochMilli();
  }
}
