package dev.holdfast.channel.internal;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Requires;
import dev.holdfast.channel.Scope;
import dev.holdfast.shared.EndpointRule;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ServerWebExchange;

/** Opens an endpoint to keys with one of the scopes that it requires. */
@Component
@Order(0)
final class ScopeRule implements EndpointRule {

  @Override
  public Optional<Check> forEndpoint(HandlerMethod endpoint) {
    Requires requires = endpoint.getMethodAnnotation(Requires.class);
    if (requires == null) {
      throw new IllegalStateException(endpoint + " says nothing of who may call it: @Requires");
    }
    Scope[] scopes = requires.value();
    return Optional.of(exchange -> check(exchange, scopes));
  }

  private static void check(ServerWebExchange exchange, Scope[] scopes) {
    Caller caller = Caller.of(exchange);
    for (Scope scope : scopes) {
      if (caller.has(scope)) {
        return;
      }
    }
    String names = Arrays.stream(scopes).map(Scope::wireName).collect(Collectors.joining(" or "));
    throw Problem.of(ProblemCode.FORBIDDEN, "This needs an API key with the scope " + names + ".")
        .with("scopes", scopes);
  }
}
