package dev.holdfast.shared.internal;

import dev.holdfast.observability.Trace;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.ProblemDocument;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import tools.jackson.databind.ObjectWriter;

/** What whoever is not let in is told. Thread-safe. */
final class GateAnswers {
  private static final String RETRY_SECONDS = "1";

  private final ObjectWriter json;

  GateAnswers(ObjectWriter json) {
    this.json = json;
  }

  FullHttpResponse busy() {
    return of(
        Problem.of(
            ProblemCode.SERVER_BUSY,
            "The server works on as many requests as it can. Nothing was done; try again"
                + " shortly."));
  }

  FullHttpResponse shuttingDown() {
    return of(
        Problem.of(
            ProblemCode.SHUTTING_DOWN,
            "The server is stopping. Nothing was done; try again on another connection."));
  }

  private FullHttpResponse of(Problem problem) {
    Trace trace = Trace.begin();
    byte[] body = json.writeValueAsBytes(ProblemDocument.of(problem, trace));
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(problem.code().status()),
            Unpooled.wrappedBuffer(body));
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    headers.set(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
    headers.set(Trace.HEADER, trace.header());
    return response;
  }

  /** Has the connection end with the answer. */
  static FullHttpResponse last(FullHttpResponse response) {
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    return response;
  }
}
