package dev.holdfast.channel.internal;

import dev.holdfast.channel.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An API key as it is shown.
 *
 * @param key the key itself, when it has just been made and never again
 */
record ApiKeyView(
    String id,
    String name,
    Optional<String> channel,
    List<Scope> scopes,
    Instant createdAt,
    Optional<Instant> rotatedAt,
    Optional<Instant> previousKeyValidUntil,
    Optional<String> key) {

  static ApiKeyView of(ApiKey apiKey) {
    return of(apiKey, Optional.empty());
  }

  static ApiKeyView once(ApiKeys.Issued issued) {
    return of(issued.apiKey(), Optional.of(issued.key()));
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "ApiKeyView[id=" + id + ", name=" + name + "]";
  }

  private static ApiKeyView of(ApiKey apiKey, Optional<String> key) {
    return new ApiKeyView(
        apiKey.id(),
        apiKey.name(),
        apiKey.channel(),
        apiKey.scopes().granted(),
        apiKey.createdAt(),
        apiKey.rotatedAt(),
        apiKey.previous().map(ApiKey.Previous::until),
        key);
  }
}
