package dev.holdfast.inventory.internal.allocation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.holdfast.inventory.Quantities;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.shared.Checks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An allocation as it is asked for. */
record AllocationBody(@Nullable Policy policy, @Nullable List<ChannelBody> channels) {
  private static final long WEIGHTS_MAX = 1_000_000;

  /** A channel's part in it. */
  record ChannelBody(
      @Nullable String channel,
      @JsonProperty("protected") @Nullable Long protectedUnits,
      @Nullable Long weight) {}

  /** What it asks for, or the problem VALIDATION_FAILED. */
  Allocation allocation() {
    var checks = new Checks();
    Policy kind = checks.present("policy", policy, Policy.SHARED);
    var allocation = new Allocation(kind, policy == null ? List.of() : parts(checks, kind));
    checks.done();
    return allocation;
  }

  private List<Allocation.Part> parts(Checks checks, Policy kind) {
    if (kind == Policy.SHARED) {
      checks.that(
          channels == null || channels.isEmpty(),
          "channels",
          "do not belong to SHARED, only to PRIORITY and PROPORTIONAL");
      return List.of();
    }
    List<ChannelBody> asked = checks.items("channels", channels, Command.ALLOTMENTS_MAX);
    var parts = new ArrayList<Allocation.Part>(asked.size());
    var seen = new HashSet<String>();
    for (int i = 0; i < asked.size(); i++) {
      checks.in("channels", i);
      Allocation.Part part = part(checks, kind, asked.get(i));
      checks.that(seen.add(part.channel()), "channel", "must not be named twice");
      parts.add(part);
    }
    checks.out();
    if (kind == Policy.PROPORTIONAL) {
      long sum = parts.stream().mapToLong(Allocation.Part::amount).sum();
      checks.that(
          sum >= 1 && sum <= WEIGHTS_MAX,
          "channels",
          "must have weights with a sum between 1 and " + WEIGHTS_MAX);
    }
    return parts;
  }

  private static Allocation.Part part(Checks checks, Policy kind, ChannelBody asked) {
    String channel = checks.id("channel", asked.channel());
    if (kind == Policy.PRIORITY) {
      checks.that(asked.weight() == null, "weight", "does not belong to PRIORITY");
      return new Allocation.Part(
          channel, checks.number("protected", asked.protectedUnits(), 0, Quantities.QUANTITY_MAX));
    }
    checks.that(asked.protectedUnits() == null, "protected", "does not belong to PROPORTIONAL");
    return new Allocation.Part(channel, checks.number("weight", asked.weight(), 0, WEIGHTS_MAX));
  }
}
