package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Reservations at a given rate, whether those before are answered or not. How long one took counts
 * from when it was due to be sent, so that a ledger that stalls cannot hide it by slowing down
 * whoever asks.
 */
final class OpenLoop {

  private static final int CARTS = 1 << 12;
  private static final long PAUSE_NANOS = 200_000;
  private static final long ANSWER_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

  private final List<Command> reservations = new ArrayList<>(CARTS);

  /**
   * What a round came to.
   *
   * @param refused for want of room in the ring
   */
  record Round(Latencies latencies, long refused) {}

  OpenLoop(Shop shop) {
    for (int i = 0; i < CARTS; i++) {
      reservations.add(shop.reserve(RequestId.NONE, shop.cart(1)));
    }
  }

  /** Sends so many a second for a time, then waits for the last answers. */
  Round run(Ledger ledger, double perSecond, long millis) {
    var latencies = new Latencies();
    var answered = new AtomicLong();
    long sent = 0;
    long refused = 0;
    double nanosEach = 1e9 / perSecond;
    long count = (long) (perSecond * millis / 1_000);
    long start = System.nanoTime();
    for (long i = 0; i < count; i++) {
      long due = start + (long) (i * nanosEach);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      Command command = reservations.get((int) (i % CARTS));
      if (ledger.submit(command, reply -> take(reply, due, latencies, answered))) {
        sent++;
      } else {
        refused++;
      }
    }
    awaitAll(answered, sent);
    return new Round(latencies, refused);
  }

  /** On the publishing thread. */
  private static void take(Reply reply, long due, Latencies latencies, AtomicLong answered) {
    if (!reply.isOk()) {
      throw new IllegalStateException("a reservation was refused: " + reply);
    }
    latencies.add(System.nanoTime() - due);
    answered.incrementAndGet();
  }

  private static void awaitAll(AtomicLong answered, long sent) {
    long until = System.nanoTime() + ANSWER_NANOS_MAX;
    while (answered.get() < sent) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("no answers to " + (sent - answered.get()));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
