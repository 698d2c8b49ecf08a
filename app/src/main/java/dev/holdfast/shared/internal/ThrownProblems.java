package dev.holdfast.shared.internal;

import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.util.ArrayList;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.core.JacksonException;

/** Finds the problem that something thrown stands for. */
public final class ThrownProblems {
  private static final int CAUSES_MAX = 10;

  private ThrownProblems() {}

  /** The problem; INTERNAL for what nobody foresaw. */
  public static Problem of(Throwable thrown) {
    return switch (thrown) {
      case Problem problem -> problem;
      case MethodNotAllowedException method -> methodNotAllowed(method);
      case NotAcceptableStatusException notAcceptable -> notAcceptable(notAcceptable);
      case UnsupportedMediaTypeStatusException _ -> JsonMediaType.notJson();
      case DataBufferLimitException _ ->
          Problem.of(ProblemCode.BODY_TOO_LARGE, "The body is too large; send less at a time.");
      case ServerWebInputException input -> unreadable(input);
      case DecodingException decoding -> unreadable(decoding);
      case ResponseStatusException status -> ofStatus(status.getStatusCode().value());
      default -> unexpected(thrown);
    };
  }

  private static Problem methodNotAllowed(MethodNotAllowedException thrown) {
    var methods = new TreeSet<String>();
    for (HttpMethod method : thrown.getSupportedMethods()) {
      methods.add(method.name());
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    String allowed = String.join(", ", methods);
    return Problem.of(
            ProblemCode.METHOD_NOT_ALLOWED,
            thrown.getHttpMethod() + " is not allowed here; allowed: " + allowed + ".")
        .withHeader(HttpHeaders.ALLOW, allowed);
  }

  private static Problem notAcceptable(NotAcceptableStatusException thrown) {
    String offered =
        thrown.getSupportedMediaTypes().stream()
            .map(MediaType::toString)
            .collect(Collectors.joining(", "));
    return Problem.of(
        ProblemCode.NOT_ACCEPTABLE,
        offered.isEmpty()
            ? "The header Accept cannot be read."
            : "The header Accept must allow " + offered + ".");
  }

  private static Problem unreadable(Exception thrown) {
    return causes(thrown)
        .filter(JacksonException.class::isInstance)
        .map(cause -> JsonProblems.of((JacksonException) cause))
        .findFirst()
        .orElseGet(
            () ->
                Problem.of(
                    ProblemCode.INVALID_PARAMETER,
                    "A part of the path or a parameter cannot be read."));
  }

  private static Problem ofStatus(int status) {
    return switch (status) {
      case 401 -> Problem.of(ProblemCode.UNAUTHENTICATED, "Send a valid API key.");
      case 403 -> Problem.of(ProblemCode.FORBIDDEN, "The API key does not allow this.");
      case 404 ->
          Problem.of(ProblemCode.NOT_FOUND, "No endpoint has this path; check its spelling.");
      case 413 -> Problem.of(ProblemCode.BODY_TOO_LARGE, "Send less at a time.");
      case 414 -> Problem.of(ProblemCode.URI_TOO_LONG, "Shorten the path or the query.");
      case 503 -> Problem.of(ProblemCode.SHUTTING_DOWN, "Try again on another connection.");
      default ->
          status < 500
              ? Problem.of(ProblemCode.MALFORMED_REQUEST, "The request cannot be read.")
              : internal();
    };
  }

  private static Problem unexpected(Throwable thrown) {
    return causes(thrown).anyMatch(ThrownProblems::isDatabaseAway)
        ? Problem.of(
            ProblemCode.DATABASE_UNAVAILABLE, "Nothing was done; try again in a few seconds.")
        : internal();
  }

  private static boolean isDatabaseAway(Throwable thrown) {
    return thrown instanceof DataAccessResourceFailureException
        || thrown instanceof CannotCreateTransactionException
        || thrown instanceof QueryTimeoutException
        || thrown instanceof R2dbcNonTransientResourceException
        || thrown instanceof R2dbcTransientResourceException
        || thrown instanceof R2dbcTimeoutException;
  }

  private static Problem internal() {
    return Problem.of(
        ProblemCode.INTERNAL,
        "This is a fault of the server's; when reporting it, name the traceId.");
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    var causes = new ArrayList<Throwable>();
    for (Throwable cause = thrown;
        cause != null && causes.size() < CAUSES_MAX;
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes.stream();
  }
}
