package dev.holdfast.channel.internal;

import dev.holdfast.channel.Channel;
import dev.holdfast.channel.ChannelStore;
import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import java.util.concurrent.ConcurrentSkipListMap;
import reactor.core.publisher.Mono;

/** Channels without a ledger. */
final class ChannelsInMemory implements ChannelStore {
  private final ConcurrentSkipListMap<String, Channel> channelById = new ConcurrentSkipListMap<>();

  @Override
  public Mono<Defined> define(Channel channel) {
    return Mono.fromSupplier(
        () -> new Defined(channelById.put(channel.id(), channel) == null, "0-1"));
  }

  @Override
  public Mono<Found> find(String id) {
    return Mono.justOrEmpty(channelById.get(id)).map(channel -> new Found(channel, "0-1"));
  }

  @Override
  public Mono<Listed> list(PageRequest page) {
    var rows =
        channelById.tailMap(page.after().orElse(""), false).values().stream()
            .limit(page.limit() + 1L)
            .toList();
    return Mono.just(new Listed(Page.of(rows, page.limit(), Channel::id), "0-1"));
  }
}
