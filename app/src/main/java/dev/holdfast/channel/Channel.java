package dev.holdfast.channel;

import java.util.List;
import java.util.Optional;

/**
 * A channel's settings, complete and checked.
 *
 * @param currency ISO 4217
 * @param locale a BCP 47 language tag
 * @param ttlSeconds how long a reservation is held by default, and at most
 * @param allowedLocations ids of the locations it may sell from; empty for all
 * @param promisedHours within how many hours it promises to deliver
 */
public record Channel(
    String id,
    String name,
    ChannelType type,
    String currency,
    Optional<String> locale,
    QuantityDisplay quantityDisplay,
    int ttlSeconds,
    List<String> allowedLocations,
    Optional<Integer> promisedHours) {

  public static final int TTL_SECONDS_MAX = 86_400;
  public static final int TTL_SECONDS_DEFAULT = 600;
}
