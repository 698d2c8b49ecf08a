package dev.holdfast.reservation.internal;

import dev.holdfast.channel.Channel;
import dev.holdfast.shared.Checks;
import org.jspecify.annotations.Nullable;

/** Checks how long stock is to be held. */
final class Ttl {
  private static final String FIELD = "ttlSeconds";

  private Ttl() {}

  /** The seconds asked for, or 0 for as long as the channel says. */
  static int orChannels(Checks checks, @Nullable Integer seconds) {
    return checks.numberOr(FIELD, seconds, 1, Channel.TTL_SECONDS_MAX, 0);
  }

  /** The seconds asked for; some must be. */
  static int given(Checks checks, @Nullable Integer seconds) {
    return checks.number(FIELD, seconds, 1, Channel.TTL_SECONDS_MAX);
  }
}
