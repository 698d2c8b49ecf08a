package dev.holdfast.shared.internal;

import dev.holdfast.shared.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.InvocableHandlerMethod;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Calls the endpoints that return {@code Mono<Answer>} and take nothing but what resolvers of ours
 * give. Spring's own adapter can do so too, at twice the cost: it makes a model, a binder and a
 * search for resolvers anew for each request.
 */
@Component
final class AnswerHandlerAdapter implements HandlerAdapter, Ordered {
  /** None of our resolvers looks at it. */
  private static final BindingContext NO_BINDING = new BindingContext();

  private final AnswerWriter writer;
  private final List<HandlerMethodArgumentResolver> resolvers;
  private final Map<HandlerMethod, Optional<InvocableHandlerMethod>> callByEndpoint =
      new ConcurrentHashMap<>();

  AnswerHandlerAdapter(AnswerWriter writer, List<HandlerMethodArgumentResolver> resolvers) {
    this.writer = writer;
    this.resolvers = resolvers;
  }

  @Override
  public int getOrder() {
    return -1; // before Spring's
  }

  @Override
  public boolean supports(Object handler) {
    return handler instanceof HandlerMethod endpoint && callOf(endpoint).isPresent();
  }

  @Override
  public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
    Mono<Answer> answer =
        callOf((HandlerMethod) handler)
            .orElseThrow()
            .invoke(exchange, NO_BINDING)
            .flatMap(AnswerHandlerAdapter::answerIn);
    return writer.write(exchange, answer).then(Mono.empty());
  }

  @SuppressWarnings("unchecked") // isOurs() has looked
  private static Mono<Answer> answerIn(HandlerResult result) {
    return (Mono<Answer>) Objects.requireNonNull(result.getReturnValue());
  }

  private Optional<InvocableHandlerMethod> callOf(HandlerMethod endpoint) {
    var call = callByEndpoint.get(endpoint);
    return call == null ? callByEndpoint.computeIfAbsent(endpoint, this::newCall) : call;
  }

  private Optional<InvocableHandlerMethod> newCall(HandlerMethod endpoint) {
    if (!isOurs(endpoint)) {
      return Optional.empty();
    }
    var call = new InvocableHandlerMethod(endpoint);
    call.setArgumentResolvers(resolvers);
    call.setParameterNameDiscoverer(new DefaultParameterNameDiscoverer());
    return Optional.of(call);
  }

  private boolean isOurs(HandlerMethod endpoint) {
    ResolvableType returned = ResolvableType.forMethodParameter(endpoint.getReturnType());
    return returned.resolve() == Mono.class
        && returned.getGeneric(0).resolve() == Answer.class
        && Arrays.stream(endpoint.getMethodParameters())
            .allMatch(
                parameter -> resolvers.stream().anyMatch(it -> it.supportsParameter(parameter)));
  }
}
