package dev.holdfast.shared.internal;

import dev.holdfast.shared.Answer;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemDocument;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers, problems among them: the one place that does. */
@Component
final class AnswerWriter {
  private static final Mono<Answer> NO_ANSWER =
      Mono.error(() -> new IllegalStateException("an endpoint ended without an answer"));

  /** Statuses of requests that are refused with their body unread. */
  private static final Set<Integer> UNREAD = Set.of(401, 403, 404, 405, 406, 413, 415);

  private static final long UNREAD_BYTES_MAX = 16 << 20;

  private final ObjectWriter json;

  AnswerWriter(JsonMapper mapper) {
    this.json = mapper.writer();
  }

  Mono<Void> write(ServerWebExchange exchange, Mono<Answer> answer) {
    return answer.switchIfEmpty(NO_ANSWER).flatMap(given -> write(exchange, given));
  }

  private Mono<Void> write(ServerWebExchange exchange, Answer answer) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    answer.eachHeader(headers::set);
    Object body = answer.body();
    if (body instanceof Problem problem) {
      return write(exchange, problem);
    }
    // A problem that was stored comes again as bytes.
    String mediaType =
        answer.status() < 400 ? MediaType.APPLICATION_JSON_VALUE : ProblemDocument.MEDIA_TYPE;
    return send(exchange, answer.status(), mediaType, body);
  }

  Mono<Void> write(ServerWebExchange exchange, Problem problem) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    int status = problem.code().status();
    if (status == 503 || status == 429) {
      headers.set(HttpHeaders.RETRY_AFTER, "1");
    }
    if (UNREAD.contains(status) && leavesMuchUnread(exchange.getRequest().getHeaders())) {
      headers.set(HttpHeaders.CONNECTION, "close");
    }
    problem.headers().forEach(headers::set);
    return send(
        exchange, status, ProblemDocument.MEDIA_TYPE, ProblemDocument.of(problem, exchange));
  }

  /** Whether the rest of a body may be so long that it is better not waited for. */
  private static boolean leavesMuchUnread(HttpHeaders request) {
    return request.getContentLength() > UNREAD_BYTES_MAX
        || request.containsHeader(HttpHeaders.TRANSFER_ENCODING);
  }

  private Mono<Void> send(
      ServerWebExchange exchange, int status, String mediaType, @Nullable Object body) {
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(HttpStatusCode.valueOf(status));
    if (body == null) {
      return response.setComplete();
    }
    byte[] bytes = body instanceof byte[] written ? written : json.writeValueAsBytes(body);
    HttpHeaders headers = response.getHeaders();
    headers.set(HttpHeaders.CONTENT_TYPE, mediaType);
    headers.setContentLength(bytes.length);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
  }
}
