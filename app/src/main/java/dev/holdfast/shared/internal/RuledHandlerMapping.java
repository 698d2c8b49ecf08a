package dev.holdfast.shared.internal;

import dev.holdfast.shared.EndpointRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/** Finds the endpoint of a request, and lets it through only if every rule does. */
final class RuledHandlerMapping extends RequestMappingHandlerMapping {
  private static final String OURS = "dev.holdfast.";

  private final ObjectProvider<EndpointRule> rules;
  private final Map<HandlerMethod, List<EndpointRule.Check>> checksByEndpoint = new HashMap<>();

  RuledHandlerMapping(ObjectProvider<EndpointRule> rules) {
    this.rules = rules;
  }

  /** Looked into first: most requests are for endpoints of ours. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> endpoints) {
    super.handlerMethodsInitialized(endpoints);
    endpoints.values().stream()
        .filter(endpoint -> endpoint.getBeanType().getName().startsWith(OURS))
        .forEach(endpoint -> checksByEndpoint.put(endpoint, checksFor(endpoint)));
  }

  @Override
  protected void handleMatch(
      RequestMappingInfo info, HandlerMethod endpoint, ServerWebExchange exchange) {
    super.handleMatch(info, endpoint, exchange);
    List<EndpointRule.Check> checks = checksByEndpoint.getOrDefault(endpoint, List.of());
    for (int i = 0; i < checks.size(); i++) {
      checks.get(i).check(exchange);
    }
  }

  private List<EndpointRule.Check> checksFor(HandlerMethod endpoint) {
    return rules
        .orderedStream()
        .map(rule -> rule.forEndpoint(endpoint))
        .flatMap(Optional::stream)
        .toList();
  }
}
