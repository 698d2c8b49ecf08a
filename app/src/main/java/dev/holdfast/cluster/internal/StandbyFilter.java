package dev.holdfast.cluster.internal;

import dev.holdfast.inventory.LedgerControl;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Tells callers of a standby who answers what it does not. Only who has a key is told. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 200)
final class StandbyFilter implements WebFilter {
  private final StandbyRequests requests;
  private final LedgerControl ledger;

  StandbyFilter(StandbyRequests requests, LedgerControl ledger) {
    this.requests = requests;
    this.ledger = ledger;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return requests.isForOwner(exchange.getRequest())
        ? Mono.error(ledger.notOwner())
        : chain.filter(exchange);
  }
}
