package dev.holdfast.cluster.internal;

import dev.holdfast.shared.HoldfastHeaders;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Passes on to the owner what a standby does not answer. Before keys are looked at, which is the
 * owner's to do: it knows the newest.
 */
@Component
@ConditionalOnProperty("holdfast.cluster.forward")
@Order(Ordered.HIGHEST_PRECEDENCE + 50)
final class ForwardFilter implements WebFilter {
  private final StandbyRequests requests;
  private final Standing standing;
  private final Forwarder forwarder;

  ForwardFilter(StandbyRequests requests, Standing standing, Forwarder forwarder) {
    this.requests = requests;
    this.standing = standing;
    this.forwarder = forwarder;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    Owner owner = standing.owner();
    return requests.isForOwner(request)
            && owner.isKnown()
            && !request.getHeaders().containsHeader(HoldfastHeaders.FORWARDED)
        ? forwarder.forward(exchange, owner)
        : chain.filter(exchange);
  }
}
