package dev.holdfast.shared.internal;

import dev.holdfast.shared.EndpointRule;
import dev.holdfast.shared.Query;
import dev.holdfast.shared.QueryParameters;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ServerWebExchange;

/** Refuses query parameters that an endpoint does not declare, and doubled ones. */
@Component
@Order(QueryRule.AFTER_SCOPES)
final class QueryRule implements EndpointRule {
  /** Who may not come in at all is told so first. */
  static final int AFTER_SCOPES = 100;

  @Override
  public Optional<Check> forEndpoint(HandlerMethod endpoint) {
    QueryParameters declared = endpoint.getMethodAnnotation(QueryParameters.class);
    if (declared == null) {
      return Optional.of(exchange -> check(exchange, Set.of(), Set.of()));
    }
    var single = new HashSet<>(List.of(declared.value()));
    if (declared.paged()) {
      single.addAll(List.of("limit", "cursor"));
    }
    var repeatable = Set.of(declared.repeatable());
    return Optional.of(exchange -> check(exchange, single, repeatable));
  }

  private static void check(
      ServerWebExchange exchange, Set<String> single, Set<String> repeatable) {
    if (exchange.getRequest().getURI().getRawQuery() == null) {
      return;
    }
    for (Map.Entry<String, List<String>> parameter :
        exchange.getRequest().getQueryParams().entrySet()) {
      String name = parameter.getKey();
      if (!repeatable.contains(name)) {
        checkSingle(name, parameter.getValue(), single);
      }
      if (parameter.getValue().contains(null)) {
        throw Query.invalid(name, "needs a value");
      }
    }
  }

  private static void checkSingle(String name, List<String> values, Set<String> single) {
    if (!single.contains(name)) {
      String known =
          single.isEmpty() ? "none" : String.join(", ", single.stream().sorted().toList());
      throw Query.invalid(name, "is not known here; known: " + known);
    }
    if (values.size() > 1) {
      throw Query.invalid(name, "is given more than once");
    }
  }
}
