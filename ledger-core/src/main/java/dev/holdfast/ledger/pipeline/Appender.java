package dev.holdfast.ledger.pipeline;

import dev.holdfast.ledger.api.LedgerClock;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.journal.Journal.Appended;
import dev.holdfast.ledger.journal.Journal.Head;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stage 2: one append in flight. An append whose end is not known is settled by raising the epoch,
 * which fences it, and reading the tail.
 *
 * <p>Owned by the ring's owner. The journal's threads only put an end into the slot.
 */
final class Appender {

  /** In the slot when a conditional claim found another owner. */
  private static final Object FENCED = new Object();

  private final Journal journal;
  private final LedgerClock clock;
  private final int shard;
  private final Runnable callOwner;
  private final AtomicReference<@Nullable Object> ended = new AtomicReference<>();
  private final Confinement owner = new Confinement();
  private volatile long epoch;
  private volatile double lastAppendMillis;
  private @Nullable OpenBlock inFlight;
  private @Nullable Block block;
  private long startedNanos;

  Appender(Journal journal, Head head, LedgerClock clock, Runnable callOwner) {
    this.journal = journal;
    this.clock = clock;
    this.shard = head.shard();
    this.epoch = head.epoch();
    this.callOwner = callOwner;
  }

  boolean isIdle() {
    return inFlight == null;
  }

  /** Whether an end waits to be taken. */
  boolean hasEnded() {
    return ended.get() != null;
  }

  /** Of the claim in force. From any thread. */
  long epoch() {
    return epoch;
  }

  /** How long the last append took. From any thread. */
  double lastAppendMillis() {
    return lastAppendMillis;
  }

  /** Starts to store a block; there is no other. */
  void append(OpenBlock sealed) {
    assert owner.admits() : owner;
    assert isIdle();
    inFlight = sealed;
    block = sealed.toBlock(shard, epoch);
    startedNanos = clock.nanoTime();
    send(block);
  }

  /**
   * Takes the end of what was in flight.
   *
   * @return the block, if it is now durable; null if there is no end or it goes on
   * @throws Fenced if another owner has taken over
   */
  @Nullable OpenBlock takeEnded() {
    assert owner.admits() : owner;
    Object end = ended.getAndSet(null);
    Block sent = block;
    if (end == null || sent == null) {
      return null;
    }
    if (end == FENCED) {
      throw new Fenced("another owner has raised the epoch above " + epoch);
    }
    if (end instanceof ClaimFailed failed) {
      throw new IllegalStateException("the journal could not be claimed again", failed.cause);
    }
    if (end instanceof Head head) {
      return settle(head, sent);
    }
    if (end == Appended.DURABLE) {
      return finish();
    }
    claim();
    return null;
  }

  /** Lets go of what is in flight, and returns it. */
  @Nullable OpenBlock abandon() {
    assert owner.admits() : owner;
    OpenBlock abandoned = inFlight;
    inFlight = null;
    block = null;
    return abandoned;
  }

  /** The epoch is ours again, so nobody else has written since: the tail tells. */
  private @Nullable OpenBlock settle(Head head, Block sent) {
    epoch = head.epoch();
    if (head.lastPosition() == sent.lastPosition()) {
      return finish();
    }
    if (head.lastPosition() != sent.firstPosition() - 1) {
      throw new Fenced(
          "the journal ends at %d, neither before nor after block %d-%d"
              .formatted(head.lastPosition(), sent.firstPosition(), sent.lastPosition()));
    }
    block = sent.withEpoch(epoch);
    send(block);
    return null;
  }

  private @Nullable OpenBlock finish() {
    lastAppendMillis = (clock.nanoTime() - startedNanos) / 1e6;
    return abandon();
  }

  private void send(Block toSend) {
    journal.append(toSend).whenComplete((end, error) -> end(end == null ? Appended.UNKNOWN : end));
  }

  private void claim() {
    journal
        .claim(epoch)
        .whenComplete(
            (head, error) -> {
              if (error != null) {
                end(new ClaimFailed(error));
              } else {
                end(head == null ? FENCED : head);
              }
            });
  }

  /** On the journal's threads. */
  private void end(Object end) {
    ended.set(end);
    callOwner.run();
  }

  /** In the slot when the database answered a claim with an error. */
  private record ClaimFailed(Throwable cause) {}
}
