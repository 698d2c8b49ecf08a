package dev.holdfast.channel.internal;

import dev.holdfast.channel.ChannelStore;
import dev.holdfast.channel.ChannelType;
import dev.holdfast.channel.Scope;
import dev.holdfast.channel.Scopes;
import dev.holdfast.shared.Checks;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes, replaces and revokes API keys. */
@Component
final class ApiKeys {
  private final ApiKeyTable table;
  private final KeyRing ring;
  private final ChannelStore channels;
  private final InstantSource clock;

  ApiKeys(ApiKeyTable table, KeyRing ring, ChannelStore channels, InstantSource clock) {
    this.table = table;
    this.ring = ring;
    this.channels = channels;
    this.clock = clock;
  }

  /**
   * A key that was made.
   *
   * @param key the key itself
   */
  record Issued(ApiKey apiKey, String key) {

    /** Never the key. */
    @Override
    public String toString() {
      return "Issued[id=" + apiKey.id() + "]";
    }
  }

  /**
   * Makes a key, which opens once the transaction around is committed.
   *
   * @param channel empty for the back office
   */
  Mono<Issued> create(String name, Optional<String> channel, Scopes scopes) {
    var key = NewKey.make();
    return channel
        .map(id -> typeOf(id).doOnNext(type -> checkHolder(scopes, type)).then())
        .orElse(Mono.empty())
        .then(Mono.defer(() -> table.insert(key, name, channel, scopes, clock.instant())))
        .flatMap(stored -> issue(stored, key));
  }

  /**
   * Makes another key in the place of one, and has that one open for a while yet.
   *
   * @return nothing if there is no such key
   */
  Mono<Issued> rotate(String id, Duration grace) {
    return Mono.defer(
        () -> {
          Instant now = clock.instant();
          var key = NewKey.make(id);
          return table.replace(key, now.plus(grace), now).flatMap(stored -> issue(stored, key));
        });
  }

  /**
   * Closes a key for good once the transaction around is committed. Should nobody know whether it
   * was, the key is closed here until the keys are read again.
   *
   * @return false if there is no such key
   */
  Mono<Boolean> revoke(String id) {
    return Mono.defer(() -> table.revoke(id, clock.instant()))
        .flatMap(revoked -> atEnd(new TakeOffRing(id)).thenReturn(revoked));
  }

  Mono<ApiKey> find(String id) {
    return table.find(id);
  }

  Flux<ApiKey> list(long afterSeq, int limit) {
    return table.after(afterSeq, limit);
  }

  private Mono<ChannelType> typeOf(String channel) {
    return channels
        .find(channel)
        .map(found -> found.channel().type())
        .switchIfEmpty(
            Mono.error(
                () ->
                    Problem.of(
                        ProblemCode.CHANNEL_NOT_FOUND,
                        "No channel has the id " + channel + "; make it first.")));
  }

  private static void checkHolder(Scopes scopes, ChannelType type) {
    var checks = new Checks();
    List<Scope> granted = scopes.granted();
    for (Scope scope : granted) {
      checks.that(
          scope.isFor(type),
          "scopes",
          "must not have " + scope.wireName() + " in the key of a channel of type " + type);
    }
    checks.done();
  }

  private Mono<Issued> issue(ApiKey stored, NewKey key) {
    return atEnd(new PutOnRing(stored)).thenReturn(new Issued(stored, key.key()));
  }

  private static Mono<Void> atEnd(TransactionSynchronization step) {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .doOnNext(transaction -> transaction.registerSynchronization(step))
        .then();
  }

  private final class PutOnRing implements TransactionSynchronization {
    private final ApiKey key;

    PutOnRing(ApiKey key) {
      this.key = key;
    }

    @Override
    public Mono<Void> afterCommit() {
      return Mono.fromRunnable(() -> ring.put(key));
    }
  }

  /** However the transaction ends: a key that is still good is back when keys are read again. */
  private final class TakeOffRing implements TransactionSynchronization {
    private final String id;

    TakeOffRing(String id) {
      this.id = id;
    }

    @Override
    public Mono<Void> afterCompletion(int status) {
      return Mono.fromRunnable(() -> ring.remove(id));
    }
  }
}
