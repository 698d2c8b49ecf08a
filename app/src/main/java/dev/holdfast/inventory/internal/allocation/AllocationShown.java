package dev.holdfast.inventory.internal.allocation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An allocation, and what comes of it. For the back office: no channel's display cuts these
 * figures.
 *
 * @param sku null in the default
 * @param own whether the SKU has a policy of its own; null in the default
 * @param channels every channel, by rank, then by id; of the default those that were named
 */
record AllocationShown(
    @Nullable String sku, Policy policy, @Nullable Boolean own, List<Part> channels) {

  /**
   * What a channel has of it.
   *
   * @param protectedUnits PRIORITY: how many are protected for it, if it was named
   * @param used PRIORITY: how many of those it has used up
   * @param weight PROPORTIONAL: 0 if it was not named
   * @param share PROPORTIONAL: below zero it sells nothing
   * @param sellable units it may sell; null in the default
   */
  record Part(
      String channel,
      @JsonProperty("protected") @Nullable Long protectedUnits,
      @Nullable Long used,
      @Nullable Long weight,
      @Nullable Long share,
      @Nullable Long sellable) {}
}
