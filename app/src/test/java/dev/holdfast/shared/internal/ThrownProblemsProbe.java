package dev.holdfast.shared.internal;

import dev.holdfast.shared.ProblemCode;

/** Lets tests of other packages see what a client would be told of an exception. */
public final class ThrownProblemsProbe {
  private ThrownProblemsProbe() {}

  public static ProblemCode codeOf(Throwable thrown) {
    return ThrownProblems.of(thrown).code();
  }
}
