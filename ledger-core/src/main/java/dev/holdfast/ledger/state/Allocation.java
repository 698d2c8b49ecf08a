package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.table.Image;

/** One policy: the channels it names, in order, and an amount for each. Immutable. */
public final class Allocation {

  static final Allocation SHARED = new Allocation(AllocationPolicy.SHARED, new int[0], new long[0]);

  private final AllocationPolicy policy;
  private final int[] channels;
  private final long[] amounts;

  /** Takes over both arrays. */
  Allocation(AllocationPolicy policy, int[] channels, long[] amounts) {
    this.policy = policy;
    this.channels = channels;
    this.amounts = amounts;
  }

  public AllocationPolicy policy() {
    return policy;
  }

  /** How many channels it names. */
  public int size() {
    return channels.length;
  }

  /** PRIORITY: by rank; PROPORTIONAL: by id. */
  public int channel(int index) {
    return channels[index];
  }

  /** PRIORITY: units protected for the channel; PROPORTIONAL: its weight. */
  public long amount(int index) {
    return amounts[index];
  }

  /** Where a channel stands, or -1. */
  public int indexOf(int channel) {
    for (int i = 0; i < channels.length; i++) {
      if (channels[i] == channel) {
        return i;
      }
    }
    return -1;
  }

  Allocation carried(Image image) {
    return new Allocation(
        AllocationPolicy.of(image.carry(policy.code())),
        image.carryWhole(channels),
        image.carryWhole(amounts));
  }
}
