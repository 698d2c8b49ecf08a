package dev.holdfast.inventory.internal.allocation;

import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.ledger.api.AllocationPolicy;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reads;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the ledger's allocations in the words of the outside.
 *
 * @param directory whose ids are told
 */
record AllocationViews(Directory directory) {

  /** The policy that a SKU has or would have, and what each channel has by it. */
  AllocationShown of(String sku, Reads.AllocationView view) {
    Policy policy = policyOf(view.policy());
    Map<Integer, Long> amountByChannel = new HashMap<>();
    view.allotments().forEach(it -> amountByChannel.put(it.channel(), it.amount()));
    List<AllocationShown.Part> parts =
        view.channels().stream()
            .map(part -> part(policy, part, amountByChannel.get(part.channel())))
            .toList();
    return new AllocationShown(sku, policy, view.own(), parts);
  }

  private AllocationShown.Part part(Policy policy, Reads.ChannelPart part, @Nullable Long amount) {
    String channel = directory.channelNames().id(part.channel());
    return switch (policy) {
      case SHARED -> new AllocationShown.Part(channel, null, null, null, null, part.sellable());
      case PRIORITY ->
          new AllocationShown.Part(
              channel, amount, amount == null ? null : part.used(), null, null, part.sellable());
      case PROPORTIONAL ->
          new AllocationShown.Part(
              channel, null, null, amount == null ? 0 : amount, part.share(), part.sellable());
    };
  }

  /** The default as it was set. */
  AllocationShown ofDefault(Reads.AllocationView view) {
    Policy policy = policyOf(view.policy());
    List<AllocationShown.Part> parts =
        view.allotments().stream().map(allotment -> asSet(policy, allotment)).toList();
    return new AllocationShown(null, policy, null, parts);
  }

  private AllocationShown.Part asSet(Policy policy, Command.Allotment allotment) {
    String channel = directory.channelNames().id(allotment.channel());
    Long amount = allotment.amount();
    return policy == Policy.PRIORITY
        ? new AllocationShown.Part(channel, amount, null, null, null, null)
        : new AllocationShown.Part(channel, null, null, amount, null, null);
  }

  static AllocationPolicy policyOf(Policy policy) {
    return switch (policy) {
      case SHARED -> AllocationPolicy.SHARED;
      case PRIORITY -> AllocationPolicy.PRIORITY;
      case PROPORTIONAL -> AllocationPolicy.PROPORTIONAL;
    };
  }

  private static Policy policyOf(AllocationPolicy policy) {
    return switch (policy) {
      case SHARED -> Policy.SHARED;
      case PRIORITY -> Policy.PRIORITY;
      case PROPORTIONAL -> Policy.PROPORTIONAL;
    };
  }
}
