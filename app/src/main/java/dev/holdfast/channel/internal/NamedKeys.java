package dev.holdfast.channel.internal;

import dev.holdfast.channel.KeyIssuer;
import dev.holdfast.channel.Scopes;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** One key for each name and holder. */
@Component
final class NamedKeys implements KeyIssuer {
  private final ApiKeys keys;
  private final ApiKeyTable table;
  private final TransactionalOperator transaction;

  NamedKeys(ApiKeys keys, ApiKeyTable table, TransactionalOperator transaction) {
    this.keys = keys;
    this.table = table;
    this.transaction = transaction;
  }

  @Override
  public Mono<String> issue(String name, Optional<String> channel, Scopes scopes) {
    return transaction.transactional(
        table
            .all()
            .filter(key -> key.name().equals(name) && key.channel().equals(channel))
            .map(ApiKey::id)
            .collectList()
            .flatMapIterable(ids -> ids)
            .concatMap(keys::revoke)
            .then(Mono.defer(() -> keys.create(name, channel, scopes)))
            .map(ApiKeys.Issued::key));
  }
}
