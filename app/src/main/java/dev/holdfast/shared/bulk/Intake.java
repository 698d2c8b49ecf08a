package dev.holdfast.shared.bulk;

import dev.holdfast.shared.Problem;
import dev.holdfast.shared.RequestDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line after another and has its work begin. A line for whose work there is no room is
 * held, and none is read before it has been handed over. Belongs to the event loop.
 */
final class Intake<B extends Record> {
  private final BulkRequest<B> request;
  private final LineReader<B> reader;
  private final LineBuffer lines;
  private final Inlet inlet;
  private final Outlet outlet;
  private final AnswerLines answers;
  private final Runnable onAnswered;
  private @Nullable Held<B> held;
  private @Nullable Problem refusal;

  /**
   * @param outlet where each line's answer is due
   * @param onAnswered hears on any thread that a line has its answer
   */
  Intake(
      BulkRequest<B> request,
      LineReader<B> reader,
      LineBuffer lines,
      Inlet inlet,
      Outlet outlet,
      AnswerLines answers,
      Runnable onAnswered) {
    this.request = request;
    this.reader = reader;
    this.lines = lines;
    this.inlet = inlet;
    this.outlet = outlet;
    this.answers = answers;
    this.onAnswered = onAnswered;
  }

  /** A line that has been read. */
  private record Held<B>(PendingLine pending, B line, RequestDigest digest) {}

  /** Takes the next line; false if there is none, or no room for what it asks for. */
  boolean takeLine() {
    if (held != null) {
      return begin(held);
    }
    LineBuffer.Found found = inlet.next();
    if (found == LineBuffer.Found.NOTHING) {
      return false;
    }
    var pending = new PendingLine(onAnswered);
    outlet.add(pending);
    if (found == LineBuffer.Found.TOO_LONG) {
      pending.refuse(lines.tooLong());
      return true;
    }
    return read(pending).map(this::begin).orElse(true);
  }

  /** Reads the line that was found; nothing if it is answered already. */
  private Optional<Held<B>> read(PendingLine pending) {
    try {
      if (refusal != null) {
        throw refusal;
      }
      B line = reader.read(lines.bytes(), lines.lineStart(), lines.lineLength());
      String requestId = reader.requestId();
      pending.name(requestId);
      return Optional.of(new Held<>(pending, line, request.digest(requestId, line)));
    } catch (RuntimeException thrown) {
      pending.name(reader.requestIdIn(lines.bytes(), lines.lineStart(), lines.lineLength()));
      pending.refuse(answers.problem(thrown));
      return Optional.empty();
    }
  }

  /** Has the work on a line begin; false if it has to wait. */
  private boolean begin(Held<B> read) {
    held = null;
    try {
      if (!request.work().begin(read.line(), read.digest(), read.pending())) {
        held = read;
        return false;
      }
    } catch (RuntimeException thrown) {
      read.pending().refuse(answers.problem(thrown));
    }
    return true;
  }

  /** Whether a line waits for room. */
  boolean isHolding() {
    return held != null;
  }

  /** Gives up the line that waits for room. */
  void refuseHeld(Problem problem) {
    if (held != null) {
      held.pending().refuse(problem);
      held = null;
    }
  }

  /** Has no further work begun, but what has come already refused, and takes no more. */
  void close(Problem problem) {
    refusal = problem;
    refuseHeld(problem);
    inlet.close();
  }

  /** Whether the last line has been taken. */
  boolean isOver() {
    return held == null && inlet.isOver();
  }
}
