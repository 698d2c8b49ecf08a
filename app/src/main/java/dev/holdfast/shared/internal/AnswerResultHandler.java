package dev.holdfast.shared.internal;

import dev.holdfast.shared.Answer;
import java.util.Objects;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.HandlerResultHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Writes the {@code Mono<Answer>} of endpoints that {@link AnswerHandlerAdapter} leaves to Spring's
 * adapter, for a parameter that only Spring can give.
 */
@Component
final class AnswerResultHandler implements HandlerResultHandler, Ordered {
  private final AnswerWriter writer;

  AnswerResultHandler(AnswerWriter writer) {
    this.writer = writer;
  }

  @Override
  public int getOrder() {
    return -1; // before those of Spring
  }

  @Override
  public boolean supports(HandlerResult result) {
    ResolvableType type = result.getReturnType();
    return result.getReturnValue() instanceof Mono && type.getGeneric(0).resolve() == Answer.class;
  }

  @Override
  @SuppressWarnings("unchecked") // supports() has looked
  public Mono<Void> handleResult(ServerWebExchange exchange, HandlerResult result) {
    return writer.write(exchange, (Mono<Answer>) Objects.requireNonNull(result.getReturnValue()));
  }
}
