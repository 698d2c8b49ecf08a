package dev.holdfast.shared.bulk;

import dev.holdfast.shared.Answer;
import dev.holdfast.shared.Problem;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A line that has been taken and whose answer has not been written. Belongs to the event loop, but
 * that any thread may give it its answer.
 */
final class PendingLine implements LineAnswer {
  private final Runnable onAnswered;
  private @Nullable String requestId;
  private volatile @Nullable Supplier<Answer> answer;

  /**
   * @param onAnswered hears, on whatever thread gives the answer, that there is one
   */
  PendingLine(Runnable onAnswered) {
    this.onAnswered = onAnswered;
  }

  @Override
  public void give(Supplier<Answer> given) {
    if (answer == null) {
      answer = given;
      onAnswered.run();
    }
  }

  /** Gives it a problem as its answer. */
  void refuse(Problem problem) {
    give(() -> Answer.problem(problem));
  }

  boolean isAnswered() {
    return answer != null;
  }

  /** What it was given, or null. */
  @Nullable Supplier<Answer> answer() {
    return answer;
  }

  void name(@Nullable String newRequestId) {
    requestId = newRequestId;
  }

  @Nullable String requestId() {
    return requestId;
  }
}
