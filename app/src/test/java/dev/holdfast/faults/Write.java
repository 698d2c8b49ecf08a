package dev.holdfast.faults;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A change that a client asks for, with an Idempotency-Key, as often as it takes to get an answer.
 * One thread adds attempts; others may look.
 */
final class Write {
  final Kind kind;
  final String path;
  final String body;
  final String key;

  /** The reservation a verb is about, the reference of one to be made, or a SKU with its place. */
  final String subject;

  /** What a reservation asks for, or what is received. */
  final List<Line> wanted;

  final int ttlSeconds;
  final long madeNanos;
  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();

  /** Whether the client has left without an answer, which it will never ask for again. */
  volatile boolean isGivenUp;

  /** What is asked for. */
  enum Kind {
    RECEIVE,
    RESERVE,
    CONFIRM,
    EXTEND,
    RELEASE,
    CANCEL,
    FULFIL
  }

  /** So many of a SKU; a place where it matters. */
  record Line(String sku, String location, int quantity) {}

  Write(
      Kind kind,
      String path,
      String body,
      String key,
      String subject,
      List<Line> wanted,
      int ttlSeconds) {
    this.kind = kind;
    this.path = path;
    this.body = body;
    this.key = key;
    this.subject = subject;
    this.wanted = wanted;
    this.ttlSeconds = ttlSeconds;
    this.madeNanos = System.nanoTime();
  }

  void add(Attempt attempt) {
    attempts.add(attempt);
  }

  List<Attempt> attempts() {
    return attempts;
  }

  /** The first answer, if there is one. */
  Optional<Attempt> answer() {
    return attempts.stream().filter(Attempt::isAnswer).findFirst();
  }

  @Override
  public String toString() {
    return kind + " " + key + " " + path + " " + body + " -> " + attempts;
  }
}
