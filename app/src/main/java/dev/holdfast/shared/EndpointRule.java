package dev.holdfast.shared;

import java.util.Optional;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ServerWebExchange;

/** Something checked before an endpoint's arguments are read. Implementations are beans. */
public interface EndpointRule {

  /**
   * Asked once for each endpoint, at start-up.
   *
   * @return what to check on each request, or nothing
   * @throws IllegalStateException if the endpoint is declared wrongly
   */
  Optional<Check> forEndpoint(HandlerMethod endpoint);

  /** Checks one request. */
  @FunctionalInterface
  interface Check {

    /**
     * Lets the request through or throws.
     *
     * @throws Problem if the request is refused
     */
    void check(ServerWebExchange exchange);
  }
}
