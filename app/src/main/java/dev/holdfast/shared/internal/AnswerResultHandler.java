package dev.holdfast.shared.internal;

import dev.holdfast.shared.Answer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.HandlerResultHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Takes what endpoints return as {@code Mono<Answer>}. */
@Component
final class AnswerResultHandler implements HandlerResultHandler, Ordered {
  private static final Mono<Answer> NO_ANSWER =
      Mono.error(() -> new IllegalStateException("an endpoint ended without an answer"));

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
    var answers = (Mono<Answer>) result.getReturnValue();
    if (answers == null) {
      return NO_ANSWER.then();
    }
    return answers.switchIfEmpty(NO_ANSWER).flatMap(answer -> writer.write(exchange, answer));
  }
}
