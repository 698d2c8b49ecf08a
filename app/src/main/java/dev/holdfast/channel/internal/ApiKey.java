package dev.holdfast.channel.internal;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Scopes;
import java.time.Instant;
import java.util.Optional;

/**
 * An API key as it is stored.
 *
 * @param seq its place in lists
 * @param channel the channel it belongs to; empty for the back office
 * @param previous the hash of the key before the last rotation, while that one is good
 */
record ApiKey(
    String id,
    long seq,
    String name,
    Optional<String> channel,
    Scopes scopes,
    KeyHash hash,
    Optional<Previous> previous,
    Instant createdAt,
    Optional<Instant> rotatedAt) {

  /** The key before the last rotation. */
  record Previous(KeyHash hash, Instant until) {}

  Caller caller() {
    return new Caller(id, channel.orElse(null), scopes);
  }
}
