package dev.holdfast.shared;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.holdfast.observability.Trace;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * A problem as it is sent, RFC 9457.
 *
 * @param instance the path of the request that failed, without its query; null if it could not be
 *     read
 */
public record ProblemDocument(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String instance,
    ProblemCode code,
    String traceId,
    @JsonAnyGetter Map<String, Object> extensions) {

  public static final String MEDIA_TYPE = "application/problem+json";

  /** The document of a problem that a request met. */
  public static ProblemDocument of(Problem problem, ServerWebExchange exchange) {
    return of(problem, exchange.getRequest().getPath().value(), Trace.of(exchange));
  }

  /** The document of a problem met by a request of which not even the path is known. */
  public static ProblemDocument of(Problem problem, Trace trace) {
    return of(problem, null, trace);
  }

  private static ProblemDocument of(Problem problem, @Nullable String instance, Trace trace) {
    ProblemCode code = problem.code();
    return new ProblemDocument(
        code.type(),
        code.title(),
        code.status(),
        problem.detail(),
        instance,
        code,
        trace.traceId(),
        problem.extensions());
  }
}
