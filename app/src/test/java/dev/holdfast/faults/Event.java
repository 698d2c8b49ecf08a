package dev.holdfast.faults;

import dev.holdfast.faults.Write.Kind;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A write at its place in the ledger's order.
 *
 * @param status of its answer
 * @param body of its answer, or what a reading shows of a write that has got none
 */
record Event(Write write, long position, int status, String code, JsonNode body) {

  static Event of(Write write, Attempt answer) {
    return new Event(write, answer.position(), answer.status(), answer.code(), answer.body());
  }

  boolean isDone() {
    return status < 300;
  }

  /** Whether it tells what time it was. */
  boolean tellsTime() {
    return write.kind == Kind.RESERVE && isDone();
  }

  /** The ledger's time, of one that tells it. */
  long timeMillis() {
    return expiresAtMillis(body) - 1_000L * write.ttlSeconds;
  }

  static long expiresAtMillis(JsonNode reservation) {
    return Instant.parse(reservation.path("expiresAt").asString()).toEpochMilli();
  }

  @Override
  public String toString() {
    return "position "
        + position
        + ": "
        + write.kind
        + " "
        + write.path
        + " "
        + write.body
        + " key "
        + write.key
        + " -> "
        + status
        + " "
        + body;
  }
}
