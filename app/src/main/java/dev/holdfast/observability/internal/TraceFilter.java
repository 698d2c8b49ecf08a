package dev.holdfast.observability.internal;

import dev.holdfast.observability.Trace;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives every request its trace before anything else sees it, and tells it in the answer. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TraceFilter implements WebFilter {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    Trace trace = Trace.follow(request.getHeaders().getFirst(Trace.HEADER));
    trace.attachTo(exchange);
    exchange.getResponse().getHeaders().set(Trace.HEADER, trace.header());
    return chain.filter(exchange).contextWrite(context -> context.put(Trace.class, trace));
  }
}
