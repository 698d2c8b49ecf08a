package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.DurableListener;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReplyHandler;
import dev.holdfast.ledger.api.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * So many reservations in flight, in process: the next one is sent when one is answered. Everything
 * but {@link #run} happens on the ledger's publishing thread.
 */
final class LedgerLoop implements DurableListener {

  private static final int CARTS = 1 << 12;
  private static final int ANSWER_SECONDS_MAX = 30;

  private final List<Command> reservations = new ArrayList<>(CARTS);
  private @Nullable Counting counting;

  /**
   * What a round came to.
   *
   * @param blocks of the round, some of whose facts are expiries of earlier reservations
   */
  record Round(double seconds, Latencies latencies, long blocks, long facts, long bytes) {

    double perSecond() {
      return latencies.count() / seconds;
    }

    double factsPerSecond() {
      return facts / seconds;
    }

    int factsPerBlock() {
      return Math.toIntExact(facts / blocks);
    }

    int bytesPerBlock() {
      return Math.toIntExact(bytes / blocks);
    }
  }

  LedgerLoop(Shop shop) {
    for (int i = 0; i < CARTS; i++) {
      reservations.add(shop.reserve(RequestId.NONE, shop.cart(1)));
    }
  }

  /** Sends for a time and waits for the last answers. */
  Round run(Ledger ledger, int inFlight, long millis) throws InterruptedException {
    long start = System.nanoTime();
    var round = new Counting(ledger, inFlight, start + TimeUnit.MILLISECONDS.toNanos(millis));
    ask(ledger, reply -> counting = round);
    for (int i = 0; i < inFlight; i++) {
      round.new Sender(i).send(System.nanoTime());
    }
    if (!round.ended.await(ANSWER_SECONDS_MAX + millis / 1_000, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no answers");
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    ask(ledger, reply -> counting = null);
    Reply refused = round.refused;
    if (refused != null) {
      throw new IllegalStateException("a reservation was refused: " + refused);
    }
    return new Round(seconds, round.latencies, round.blocks, round.facts, round.bytes);
  }

  /** Has something done on the publishing thread, and waits for it. */
  private void ask(Ledger ledger, ReplyHandler handler) throws InterruptedException {
    var done = new CountDownLatch(1);
    boolean taken =
        ledger.submit(
            reservations.getFirst(),
            reply -> {
              handler.onReply(reply);
              done.countDown();
            });
    if (!taken || !done.await(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the ledger does not answer");
    }
  }

  @Override
  public void onDurable(Published published) {
    Counting round = counting;
    if (round != null) {
      round.blocks++;
      round.facts += published.lastPosition() - published.firstPosition() + 1;
      round.bytes += published.facts().remaining();
    }
  }

  /** One round. */
  private final class Counting {

    private final Ledger ledger;
    private final long endNanos;
    private final CountDownLatch ended;
    private final Latencies latencies = new Latencies();
    private volatile @Nullable Reply refused;
    private long blocks;
    private long facts;
    private long bytes;

    Counting(Ledger ledger, int inFlight, long endNanos) {
      this.ledger = ledger;
      this.endNanos = endNanos;
      ended = new CountDownLatch(inFlight);
    }

    /** One of those in flight. */
    private final class Sender implements ReplyHandler {

      private int next;
      private long sentNanos;

      Sender(int first) {
        next = first;
      }

      void send(long nowNanos) {
        sentNanos = nowNanos;
        next = (next + 1) % CARTS;
        if (!ledger.submit(reservations.get(next), this)) {
          throw new IllegalStateException("the ring is full");
        }
      }

      @Override
      public void onReply(Reply reply) {
        long now = System.nanoTime();
        latencies.add(now - sentNanos);
        if (!reply.isOk()) {
          refused = reply;
        }
        if (now < endNanos && reply.isOk()) {
          send(now);
        } else {
          ended.countDown();
        }
      }
    }
  }
}
