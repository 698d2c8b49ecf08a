package dev.holdfast.inventory.internal.allocation;

import java.util.List;

/**
 * Who may sell how much of a SKU, as it is asked for: complete and checked.
 *
 * @param parts of PRIORITY in order, of SHARED none
 */
record Allocation(Policy policy, List<Part> parts) {

  /**
   * A channel's part.
   *
   * @param amount PRIORITY: protected units; PROPORTIONAL: weight
   */
  record Part(String channel, long amount) {}
}
