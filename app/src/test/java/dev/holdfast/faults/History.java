package dev.holdfast.faults;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What clients asked, and what they were answered. Thread-safe. */
final class History {
  private final Queue<Write> writes = new ConcurrentLinkedQueue<>();
  private final Queue<Look> looks = new ConcurrentLinkedQueue<>();

  /** The furthest position that any client has been told. */
  private final AtomicLong furthest = new AtomicLong();

  void add(Write write) {
    writes.add(write);
  }

  void add(Look look) {
    looks.add(look);
  }

  void told(Attempt attempt) {
    furthest.accumulateAndGet(attempt.position(), Math::max);
  }

  long furthest() {
    return furthest.get();
  }

  List<Write> writes() {
    return List.copyOf(writes);
  }

  List<Look> looks() {
    return List.copyOf(looks);
  }

  /** Everything sent. */
  Stream<Attempt> attempts() {
    return Stream.concat(
        writes.stream().flatMap(write -> write.attempts().stream()),
        looks.stream().map(Look::attempt));
  }

  /** Every time a change was asked for. */
  Stream<Attempt> writeAttempts() {
    return writes.stream().flatMap(write -> write.attempts().stream());
  }
}
