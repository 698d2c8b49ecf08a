package dev.holdfast.inventory;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a channel may sell of a SKU, as it is shown it.
 *
 * @param available units, if the channel is shown numbers
 * @param orMore true if there are more than {@code available}, else null
 * @param position of the SKU's last change; the channel's own settings are not counted
 * @param asOf the time of that change
 */
public record Availability(
    String sku,
    @Nullable Long available,
    @Nullable Boolean orMore,
    Status status,
    long position,
    Instant asOf) {

  public enum Status {
    IN_STOCK,
    LOW_STOCK,
    OUT_OF_STOCK,
    /** None to sell, but some may still be promised. */
    BACKORDER
  }

  /** Whether the channel sees no difference between the two but when they were true. */
  public boolean looksLike(Availability other) {
    return status == other.status
        && Objects.equals(available, other.available)
        && Objects.equals(orMore, other.orMore);
  }
}
