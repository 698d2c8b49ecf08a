package dev.holdfast.channel;

import reactor.core.publisher.Mono;

/** Takes in the API keys that other servers have made, changed and revoked. */
@FunctionalInterface
public interface KeyRefresh {

  /** Ends once what was stored before opens here, or no more. */
  Mono<Void> refresh();
}
