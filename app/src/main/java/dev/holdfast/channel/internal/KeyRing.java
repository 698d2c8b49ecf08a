package dev.holdfast.channel.internal;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.ChannelType;
import dev.holdfast.channel.Scope;
import dev.holdfast.channel.Scopes;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The keys that open the door, in memory: looking one up costs a hash and a comparison.
 * Thread-safe; what one thread takes off opens for no request that any thread reads afterwards.
 */
@Component
final class KeyRing {
  private static final Caller ADMIN = new Caller("admin", null, Scopes.of(Scope.ADMIN));

  private final InstantSource clock;
  private volatile Map<String, Entry> entryById = new ConcurrentHashMap<>();
  private volatile @Nullable KeyHash admin;
  private long changes;

  /** Taken off since all keys were replaced: a rotation may have yet to put one of them. */
  private final Set<String> removed = new HashSet<>();

  KeyRing(InstantSource clock) {
    this.clock = clock;
  }

  private record Entry(ApiKey key, Caller caller) {
    static Entry of(ApiKey key) {
      return new Entry(key, key.caller());
    }

    boolean opensFor(KeyHash hash, InstantSource clock) {
      return key.hash().matches(hash)
          || (key.previous().isPresent() && opensStill(key.previous().get(), hash, clock));
    }

    private static boolean opensStill(ApiKey.Previous previous, KeyHash hash, InstantSource clock) {
      return previous.hash().matches(hash) && clock.instant().isBefore(previous.until());
    }
  }

  /** Whose key this is, if it is one. */
  Optional<Caller> find(String key) {
    KeyHash hash = KeyHash.of(key);
    Entry entry = entryById.get(NewKey.idIn(key));
    if (entry != null && entry.opensFor(hash, clock)) {
      return Optional.of(entry.caller());
    }
    KeyHash adminHash = admin;
    return adminHash != null && adminHash.matches(hash) ? Optional.of(ADMIN) : Optional.empty();
  }

  void setAdmin(KeyHash hash) {
    admin = hash;
  }

  /** Ignores a key that was taken off, by a revocation that was faster than a rotation's end. */
  synchronized void put(ApiKey key) {
    if (!removed.contains(key.id())) {
      changes++;
      entryById.put(key.id(), Entry.of(key));
    }
  }

  synchronized void remove(String id) {
    changes++;
    removed.add(id);
    entryById.remove(id);
  }

  /** Counts the changes, for {@link #replaceAll}. */
  synchronized long changes() {
    return changes;
  }

  /**
   * Replaces all keys by what was read from the database, unless one has changed since before the
   * reading.
   *
   * @param changesBefore {@link #changes()} before the reading
   */
  synchronized void replaceAll(Collection<ApiKey> keys, long changesBefore) {
    if (changes == changesBefore) {
      removed.clear();
      entryById =
          keys.stream()
              .map(Entry::of)
              .collect(
                  Collectors.toMap(
                      entry -> entry.key().id(),
                      Function.identity(),
                      (_, newer) -> newer,
                      ConcurrentHashMap::new));
    }
  }

  /** A scope that a key of this channel has, and could not have were the channel of this type. */
  Optional<Scope> scopeNotFor(ChannelType type, String channel) {
    return entryById.values().stream()
        .filter(entry -> channel.equals(entry.caller().channelId()))
        .flatMap(entry -> entry.caller().scopes().granted().stream())
        .filter(scope -> !scope.isFor(type))
        .findAny();
  }
}
