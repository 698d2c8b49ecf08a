package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.table.Dealing;
import dev.holdfast.ledger.table.Hashing;
import dev.holdfast.ledger.table.Image;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may sell how much of a SKU: the policies, and what each channel has of its SKU by them.
 *
 * <p>Not thread-safe.
 */
public final class AllocationTable {

  private static final int NO_ROW = -1;

  private final SkuTable skus;
  private final ChannelTable channels;
  private final UseTable uses;
  private final List<Allocation> own = new ArrayList<>();
  private final Dealing dealing = new Dealing();
  private Allocation byDefault = Allocation.SHARED;
  private long hash;

  AllocationTable(SkuTable skus, ChannelTable channels, UseTable uses) {
    this.skus = skus;
    this.channels = channels;
    this.uses = uses;
  }

  /** The policy in force for a SKU. */
  public Allocation of(int sku) {
    int policy = skus.policy(sku);
    return policy == NO_ROW ? byDefault : own.get(policy);
  }

  /** Whether a SKU has a policy of its own. */
  public boolean isOwn(int sku) {
    return skus.policy(sku) != NO_ROW;
  }

  /** The policy of the SKUs that have none of their own. */
  public Allocation byDefault() {
    return byDefault;
  }

  /** Units of a SKU held or committed for a channel. */
  public long holding(int sku, int channel) {
    return uses.holding(uses.find(sku, channel));
  }

  /** What a channel has used of its protected units of a SKU since the policy was set. */
  public long used(int sku, int channel) {
    return uses.used(uses.find(sku, channel));
  }

  /** A channel's share of a SKU; below zero it sells nothing. */
  public long share(int sku, int channel) {
    return uses.share(uses.find(sku, channel));
  }

  /**
   * The shares that the channels of a policy would have, in its order, if it were set on a SKU now.
   */
  public long[] sharesIf(Allocation allocation, int sku) {
    var afresh = new Dealing();
    for (int i = 0; i < allocation.size(); i++) {
      afresh.add(allocation.amount(i), 0);
    }
    afresh.deal(skus.available(sku));
    var shares = new long[allocation.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = afresh.dealt(i);
    }
    return shares;
  }

  /** Makes a policy of what was set, its channels in the order that it needs. */
  public Allocation allocation(AllocationPolicy policy, int[] channelsOfIt, long[] amounts) {
    if (policy == AllocationPolicy.PROPORTIONAL) {
      sortById(channelsOfIt, amounts);
    }
    return new Allocation(policy, channelsOfIt, amounts);
  }

  void set(int sku, Allocation allocation) {
    if (isOwn(sku)) {
      hash -= hashOf(sku, own.get(skus.policy(sku)));
      own.set(skus.policy(sku), allocation);
    } else {
      skus.setPolicy(sku, own.size());
      own.add(allocation);
    }
    hash += hashOf(sku, allocation);
    start(sku);
  }

  /** Costs O(SKUs): each that has no policy of its own starts by this one. */
  void setDefault(Allocation allocation) {
    hash -= hashOf(NO_ROW, byDefault);
    byDefault = allocation;
    hash += hashOf(NO_ROW, byDefault);
    for (int sku = 0; sku < skus.count(); sku++) {
      if (!isOwn(sku)) {
        start(sku);
      }
    }
  }

  /** Begins with nothing used and, if proportional, deals what is available. */
  void start(int sku) {
    uses.reset(sku);
    if (of(sku).policy() == AllocationPolicy.PROPORTIONAL) {
      deal(sku, skus.available(sku));
    }
  }

  boolean isProportional(int sku) {
    return of(sku).policy() == AllocationPolicy.PROPORTIONAL;
  }

  /** Changes a channel's own share, if it has a weight; returns by how much. */
  long moveShare(int sku, int channel, long units) {
    Allocation allocation = of(sku);
    int index = allocation.indexOf(channel);
    if (index < 0 || allocation.amount(index) == 0) {
      return 0;
    }
    uses.addShare(sku, uses.findOrCreate(sku, channel), units);
    return units;
  }

  /**
   * Deals a change of what is available among the channels with a weight; where nothing is dealt
   * they take no memory.
   */
  void deal(int sku, long units) {
    if (units == 0) {
      return;
    }
    Allocation allocation = of(sku);
    startDealing(allocation, sku);
    dealing.deal(units);
    for (int i = 0; i < allocation.size(); i++) {
      if (allocation.amount(i) > 0) {
        int use = uses.findOrCreate(sku, allocation.channel(i));
        uses.addShare(sku, use, dealing.dealt(i));
        uses.set(sku, use, UseTable.CREDIT, dealing.credit(i));
      }
    }
  }

  long hash() {
    return hash;
  }

  /** Sets up the channels with their credits. */
  private void startDealing(Allocation allocation, int sku) {
    dealing.clear();
    for (int i = 0; i < allocation.size(); i++) {
      dealing.add(allocation.amount(i), uses.credit(uses.find(sku, allocation.channel(i))));
    }
  }

  private void sortById(int[] channelsOfIt, long[] amounts) {
    for (int i = 1; i < channelsOfIt.length; i++) {
      for (int j = i; j > 0 && channels.compareIds(channelsOfIt[j], channelsOfIt[j - 1]) < 0; j--) {
        int channel = channelsOfIt[j];
        channelsOfIt[j] = channelsOfIt[j - 1];
        channelsOfIt[j - 1] = channel;
        long amount = amounts[j];
        amounts[j] = amounts[j - 1];
        amounts[j - 1] = amount;
      }
    }
  }

  private static long hashOf(int sku, Allocation allocation) {
    long rowHash = Hashing.then(sku, allocation.policy().code());
    for (int i = 0; i < allocation.size(); i++) {
      rowHash = Hashing.then(rowHash, allocation.channel(i));
      rowHash = Hashing.then(rowHash, allocation.amount(i));
    }
    return rowHash;
  }

  void carry(Image image) {
    byDefault = byDefault.carried(image);
    image.carryAll(own, Allocation.SHARED, Allocation::carried);
    hash = image.carry(hash);
  }
}
