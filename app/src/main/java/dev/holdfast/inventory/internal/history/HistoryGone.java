package dev.holdfast.inventory.internal.history;

import dev.holdfast.inventory.internal.projection.Since;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import java.time.Instant;

/** Says from when on there is history, to whoever asks for what was before. */
final class HistoryGone {
  private HistoryGone() {}

  static Problem problem(Since since) {
    Instant time = Instant.ofEpochMilli(since.timeMillis());
    return Problem.of(
            ProblemCode.HISTORY_GONE,
            "The history begins at position %d, at %s; what was before is no longer kept."
                .formatted(since.position(), time))
        .with("sincePosition", since.position())
        .with("since", time);
  }
}
