package dev.holdfast.channel.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the door is kept.
 *
 * @param adminKey the admin key, from {@code HOLDFAST_ADMIN_KEY}; empty to have one made
 * @param keyRefresh how often keys that another server made or revoked are looked for
 */
@ConfigurationProperties("holdfast")
record ChannelProperties(
    @DefaultValue("") String adminKey, @DefaultValue("5s") Duration keyRefresh) {

  /** Never the key. */
  @Override
  public String toString() {
    return "ChannelProperties[keyRefresh=" + keyRefresh + "]";
  }
}
