package dev.holdfast.channel;

import java.util.Optional;
import reactor.core.publisher.Mono;

/** Makes API keys for what the server sets up by itself. */
public interface KeyIssuer {

  /**
   * Makes a key in the place of those of the same name and holder, which are revoked.
   *
   * @param channel empty for the back office
   * @return the key itself, which nobody can learn again; an error of type Problem if the channel
   *     is unknown or its key may not have such a scope
   */
  Mono<String> issue(String name, Optional<String> channel, Scopes scopes);
}
