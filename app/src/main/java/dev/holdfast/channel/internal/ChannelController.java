package dev.holdfast.channel.internal;

import dev.holdfast.channel.Channel;
import dev.holdfast.channel.ChannelStore;
import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.Checks;
import dev.holdfast.shared.JsonBody;
import dev.holdfast.shared.JsonController;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import reactor.core.publisher.Mono;

/** {@code /v1/channels}. */
@JsonController("/v1/channels")
final class ChannelController {
  private final ChannelStore store;
  private final KeyRing ring;

  ChannelController(ChannelStore store, KeyRing ring) {
    this.store = store;
    this.ring = ring;
  }

  @PutMapping("/{id}")
  @Requires(Scope.CHANNELS_WRITE)
  Mono<Answer> define(@PathVariable String id, @JsonBody ChannelSettings body) {
    Channel channel = body.check(id);
    ring.scopeNotFor(channel.type(), id)
        .ifPresent(
            scope -> {
              throw Checks.failure(
                  "type", "must allow " + scope.wireName() + ", which a key of the channel has");
            });
    return store
        .define(channel)
        .map(defined -> Answer.put(defined.created(), channel).position(defined.position()));
  }

  @GetMapping("/{id}")
  @Requires(Scope.CHANNELS_WRITE)
  Mono<Answer> find(@PathVariable String id) {
    return store
        .find(id)
        .map(found -> Answer.ok(found.channel()).position(found.position()))
        .switchIfEmpty(
            Mono.error(
                () ->
                    Problem.of(
                        ProblemCode.CHANNEL_NOT_FOUND, "No channel has the id " + id + ".")));
  }

  @GetMapping
  @Requires(Scope.CHANNELS_WRITE)
  @QueryParameters(paged = true)
  Mono<Answer> list(Query query) {
    return store
        .list(query.page())
        .map(listed -> Answer.ok(listed.page()).position(listed.position()));
  }
}
