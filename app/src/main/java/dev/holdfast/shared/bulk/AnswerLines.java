package dev.holdfast.shared.bulk;

import dev.holdfast.observability.Trace;
import dev.holdfast.shared.Answer;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.ProblemDocument;
import dev.holdfast.shared.internal.ThrownProblems;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import java.io.OutputStream;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers as lines of JSON. Belongs to the event loop of one connection. */
final class AnswerLines {
  private static final Logger log = LoggerFactory.getLogger(AnswerLines.class);

  private final ServerWebExchange exchange;
  private final ObjectWriter json;
  private boolean failed;

  AnswerLines(JsonMapper mapper, ServerWebExchange exchange) {
    this.exchange = exchange;
    this.json =
        mapper.writer().without(SerializationFeature.INDENT_OUTPUT).withRootValueSeparator("\n");
  }

  /**
   * Takes lines that are answered from the head of the queue, the first of which must be, and
   * writes their answers.
   *
   * @param bytesMax about so many bytes are enough
   */
  void write(Queue<PendingLine> lines, ByteBuf buffer, int bytesMax) {
    OutputStream out = new ByteBufOutputStream(buffer);
    try (JsonGenerator generator = json.createGenerator(out)) {
      for (PendingLine line = lines.peek();
          line != null && line.isAnswered() && buffer.readableBytes() < bytesMax;
          line = lines.peek()) {
        write(line, generator);
        lines.remove();
      }
    }
    buffer.writeByte('\n');
  }

  private void write(PendingLine line, JsonGenerator generator) {
    Answer answer = answer(line.answer());
    generator.writeStartObject();
    generator.writeNumberProperty("status", answer.status());
    String requestId = line.requestId();
    if (requestId != null) {
      generator.writeStringProperty("requestId", requestId);
    }
    Object body = answer.body();
    if (body != null) {
      generator.writeName("body");
      generator.writePOJO(
          body instanceof Problem problem ? ProblemDocument.of(problem, exchange) : body);
    }
    generator.writeEndObject();
  }

  private Answer answer(@Nullable Supplier<Answer> given) {
    try {
      return given == null ? Answer.noContent() : given.get();
    } catch (RuntimeException thrown) {
      return Answer.problem(problem(thrown));
    }
  }

  /** The problem that something thrown by the work on a line stands for. */
  Problem problem(RuntimeException thrown) {
    Problem problem = ThrownProblems.of(thrown);
    if (problem.code() == ProblemCode.INTERNAL && problem != thrown && !failed) {
      failed = true;
      String path = exchange.getRequest().getPath().value();
      Trace.of(exchange).logging(() -> log.error("A line of {} failed, the first", path, thrown));
    }
    return problem;
  }
}
