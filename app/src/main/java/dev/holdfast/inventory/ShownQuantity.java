package dev.holdfast.inventory;

import dev.holdfast.channel.QuantityDisplay;
import org.jspecify.annotations.Nullable;

/**
 * A number of units as a channel is shown it: the only way from a figure to a channel's eyes.
 *
 * @param available null where the channel sees no numbers
 * @param orMore true where it was cut, else null
 */
public record ShownQuantity(@Nullable Long available, @Nullable Boolean orMore) {
  private static final ShownQuantity HIDDEN = new ShownQuantity(null, null);

  /** What is shown of so many units. */
  public static ShownQuantity of(long units, QuantityDisplay display) {
    return switch (display) {
      case QuantityDisplay.Exact _ -> new ShownQuantity(units, null);
      case QuantityDisplay.Capped(int max) when units > max -> new ShownQuantity((long) max, true);
      case QuantityDisplay.Capped _ -> new ShownQuantity(units, null);
      case QuantityDisplay.StatusOnly _ -> HIDDEN;
    };
  }
}
