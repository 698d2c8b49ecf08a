package dev.holdfast.shared.internal;

import dev.holdfast.observability.Trace;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/** Answers whatever was thrown, wherever it was, with a problem document. */
@Component
@Order(-2) // before Spring's and Boot's own
final class ProblemHandler implements ErrorWebExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  private final AnswerWriter writer;

  ProblemHandler(AnswerWriter writer) {
    this.writer = writer;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
    if (DisconnectedClientHelper.isClientDisconnectedException(error)) {
      return Mono.empty();
    }
    if (exchange.getResponse().isCommitted()) {
      return Mono.error(error);
    }
    Problem problem = ThrownProblems.of(error);
    if (problem != error) {
      report(exchange, problem, error);
    }
    return writer.write(exchange, problem).onErrorResume(ProblemHandler::nobodyReads);
  }

  /** The connection is gone, or Netty has answered already. */
  private static Mono<Void> nobodyReads(Throwable error) {
    log.debug("A problem could not be told", error);
    return Mono.empty();
  }

  private static void report(ServerWebExchange exchange, Problem problem, Throwable error) {
    ServerHttpRequest request = exchange.getRequest();
    String path = request.getPath().value();
    if (problem.code() == ProblemCode.INTERNAL) {
      Trace.of(exchange).logging(() -> log.error("{} {} failed", request.getMethod(), path, error));
    } else if (problem.code() == ProblemCode.DATABASE_UNAVAILABLE) {
      Trace.of(exchange)
          .logging(() -> log.warn("{} {}: {}", request.getMethod(), path, error.toString()));
    }
  }
}
