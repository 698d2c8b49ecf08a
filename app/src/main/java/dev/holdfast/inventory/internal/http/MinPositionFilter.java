package dev.holdfast.inventory.internal.http;

import dev.holdfast.inventory.internal.engine.PositionWaits;
import dev.holdfast.inventory.internal.ports.Positions;
import dev.holdfast.shared.HoldfastHeaders;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets a request with Holdfast-Min-Position go on once readings hold that position. After every
 * other filter, so that only who may come in waits.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class MinPositionFilter implements WebFilter {
  private final PositionWaits waits;

  MinPositionFilter(PositionWaits waits) {
    this.waits = waits;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    List<String> wanted = exchange.getRequest().getHeaders().get(HoldfastHeaders.MIN_POSITION);
    if (wanted == null) {
      return chain.filter(exchange);
    }
    return Mono.fromSupplier(() -> position(wanted))
        .flatMap(waits::reached)
        .then(Mono.defer(() -> chain.filter(exchange)));
  }

  private static long position(List<String> values) {
    if (values.size() != 1) {
      throw Problem.of(
              ProblemCode.INVALID_HEADER,
              "The header Holdfast-Min-Position is given more than once; send one.")
          .with("header", HoldfastHeaders.MIN_POSITION);
    }
    return Positions.parse(values.getFirst());
  }
}
