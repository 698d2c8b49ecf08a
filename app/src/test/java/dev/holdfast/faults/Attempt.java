package dev.holdfast.faults;

import tools.jackson.databind.JsonNode;

/**
 * A request as it was sent once, and what came of it.
 *
 * @param status 0 if the connection broke, or nothing came in time
 * @param code of the problem, or what broke
 * @param position that the answer leans on, -1 if it says none
 * @param replayed whether it says that it was given before
 * @param retryAfter whether it says when to come back
 */
record Attempt(
    long sentNanos,
    long endedNanos,
    int status,
    String code,
    JsonNode body,
    long position,
    boolean replayed,
    boolean retryAfter) {

  /** Whether it says what became of the request. */
  boolean isAnswer() {
    return status != 0 && status != 429 && status < 500;
  }

  boolean isDone() {
    return status >= 200 && status < 300;
  }

  double millis() {
    return (endedNanos - sentNanos) / 1e6;
  }

  /** What a caller saw, as it is counted: 201, 503 LEDGER_BUSY, broken. */
  String outcome() {
    return status == 0 ? code : code.isEmpty() ? Integer.toString(status) : status + " " + code;
  }

  /** On one line, without what is the same for all. */
  @Override
  public String toString() {
    return "%s at %d, %.0f ms%s %s"
        .formatted(
            outcome(), position, millis(), replayed ? ", replayed" : "", isDone() ? body : "");
  }
}
