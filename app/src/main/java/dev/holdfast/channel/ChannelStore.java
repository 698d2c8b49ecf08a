package dev.holdfast.channel;

import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import reactor.core.publisher.Mono;

/** Where channels are kept: with the stock they sell from, so that both change in one order. */
public interface ChannelStore {

  /**
   * Creates a channel or replaces its settings, durably.
   *
   * @return an error of type Problem if a location is unknown (LOCATION_NOT_FOUND) or the store
   *     refuses
   */
  Mono<Defined> define(Channel channel);

  /** The channel, or nothing. */
  Mono<Found> find(String id);

  /** All channels by id. */
  Mono<Listed> list(PageRequest page);

  /**
   * A channel was defined.
   *
   * @param created whether it is new
   * @param position what the answer says in Holdfast-Position
   */
  record Defined(boolean created, String position) {}

  /** A channel as it stood at a position. */
  record Found(Channel channel, String position) {}

  /** Channels as they stood at a position. */
  record Listed(Page<Channel> page, String position) {}
}
