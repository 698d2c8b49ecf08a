package dev.holdfast.channel.internal;

import dev.holdfast.channel.Caller;
import dev.holdfast.channel.Scope;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets in whoever has a key. What a key allows is each endpoint's to say, but for the actuator. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class ApiKeyFilter implements WebFilter {
  private static final Set<String> OPEN =
      Set.of("/actuator/health/liveness", "/actuator/health/readiness");

  private static final String SCHEME = "Bearer ";
  private static final int KEY_LENGTH_MAX = 256;

  private final KeyRing ring;

  ApiKeyFilter(KeyRing ring) {
    this.ring = ring;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    PathContainer path = exchange.getRequest().getPath();
    if (OPEN.contains(path.value())) {
      return chain.filter(exchange);
    }
    List<String> header = exchange.getRequest().getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return Mono.error(unauthenticated("Send an API key: Authorization: Bearer <key>.", "Bearer"));
    }
    Optional<Caller> caller = header.size() == 1 ? find(header.getFirst()) : Optional.empty();
    if (caller.isEmpty()) {
      return Mono.error(
          unauthenticated(
              "The API key is not valid; it may have been rotated or revoked.",
              "Bearer error=\"invalid_token\""));
    }
    if (isActuator(path) && !caller.get().has(Scope.ADMIN)) {
      return Mono.error(
          Problem.of(ProblemCode.FORBIDDEN, "This needs an API key with the scope admin."));
    }
    if (path.value().indexOf(';') >= 0) {
      return Mono.error(
          Problem.of(
              ProblemCode.INVALID_PARAMETER,
              "No path here has parameters after a semicolon; leave them out."));
    }
    caller.get().attachTo(exchange);
    return chain.filter(exchange);
  }

  private Optional<Caller> find(String header) {
    boolean isBearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return isBearer && header.length() <= SCHEME.length() + KEY_LENGTH_MAX
        ? ring.find(header.substring(SCHEME.length()).strip())
        : Optional.empty();
  }

  /** As the mapping of endpoints sees the path: decoded. */
  private static boolean isActuator(PathContainer path) {
    List<PathContainer.Element> elements = path.elements();
    return elements.size() > 1
        && elements.get(1) instanceof PathContainer.PathSegment segment
        && segment.valueToMatch().equals("actuator");
  }

  private static Problem unauthenticated(String detail, String challenge) {
    return Problem.of(ProblemCode.UNAUTHENTICATED, detail)
        .withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
  }
}
