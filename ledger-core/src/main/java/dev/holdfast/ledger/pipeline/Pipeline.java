package dev.holdfast.ledger.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventTranslator;
import com.lmax.disruptor.EventTranslatorTwoArg;
import com.lmax.disruptor.RingBuffer;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.DurableListener;
import dev.holdfast.ledger.api.LedgerClock;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.ReplyHandler;
import dev.holdfast.ledger.journal.Journal;
import dev.holdfast.ledger.journal.Journal.Head;
import dev.holdfast.ledger.recovery.DamagedJournal;
import dev.holdfast.ledger.state.LedgerState;
import java.time.Duration;

/**
 * The way of one command.
 *
 * <pre>
 *   callers            owner's thread                                  publisher's thread
 *   ───────            ──────────────                                  ──────────────────
 *   submit ──► ring ──► 1 decide + apply ──► open block
 *                                            │
 *                       2 journal            ▼
 *                         one append in flight; the next block fills meanwhile
 *                                            │ durable
 *                                            └───────────────────────► 3 publish: read state
 *                                                                      4 reply, tell listeners
 *                       free block ◄────────────────────────────────── block given back
 * </pre>
 *
 * The journal's threads touch nothing of this but the appender's slot, where they put how an append
 * ended, and call the owner.
 */
public final class Pipeline {

  private static final EventTranslatorTwoArg<Slot, Command, ReplyHandler> FILL =
      (slot, sequence, command, handler) -> slot.set(command, handler);

  private static final EventTranslator<Slot> FILL_WITH_NOTHING = (slot, sequence) -> slot.clear();

  private final PipelineConfig config;
  private final RingBuffer<Slot> ring;
  private final BatchEventProcessor<Slot> processor;
  private final Owner owner;
  private final Appender appender;
  private final Publisher publisher;
  private final DurableState durable;
  private final Thread ownerThread;
  private final Thread publisherThread;
  private volatile boolean closed;

  /** Where the ring ended when it was closed. */
  private volatile long lastBeforeClose;

  private Pipeline(
      PipelineConfig config,
      Journal journal,
      LedgerClock clock,
      DurableListener listener,
      Head head,
      LedgerState state,
      DurableState durable) {
    this.config = config;
    this.durable = durable;
    var wait = new OwnerWait();
    appender = new Appender(journal, head, clock, wait::call);
    publisher = new Publisher(config, durable, listener, journal, wait::call);
    ring = RingBuffer.createMultiProducer(Slot::new, config.ringSize(), wait);
    owner =
        new Owner(ring, state, clock, config, wait, appender, publisher, this::tookAllBeforeClose);
    wait.serve(owner);
    processor = new BatchEventProcessorBuilder().build(ring, ring.newBarrier(), owner);
    processor.setExceptionHandler(new StopOnError(owner));
    ring.addGatingSequences(processor.getSequence());
    publisherThread = publisher.start(config.shard(), owner::fail);
    ownerThread =
        Thread.ofPlatform().name("ledger-%d-owner".formatted(config.shard())).start(processor);
  }

  /**
   * Claims the journal, and opens as {@link #open} does. Blocks until then.
   *
   * @param replica the pipeline's from now on
   * @throws DamagedJournal if the journal is not what was written
   */
  public static Pipeline start(
      PipelineConfig config,
      Journal journal,
      LedgerClock clock,
      DurableListener listener,
      Replica replica) {
    Head head = journal.claim(Journal.ANY_EPOCH).toCompletableFuture().join();
    if (head == null) {
      throw new IllegalStateException("the journal could not be claimed");
    }
    return open(config, journal, head, clock, listener, replica);
  }

  /**
   * Replays what the replica does not hold, and starts the threads. Blocks until then.
   *
   * @param head of the claim that made this process the owner: only after it nothing is added to
   *     what is replayed
   * @param replica the pipeline's from now on
   * @throws DamagedJournal if the journal is not what was written
   */
  public static Pipeline open(
      PipelineConfig config,
      Journal journal,
      Head head,
      LedgerClock clock,
      DurableListener listener,
      Replica replica) {
    if (replica.position() < head.lastPosition()) {
      replica.catchUp(journal, head.lastPosition(), listener);
    }
    if (replica.position() != head.lastPosition()) {
      throw DamagedJournal.incomplete(replica.position(), head.lastPosition());
    }
    return new Pipeline(config, journal, clock, listener, head, replica.state, replica.durable);
  }

  /** Stops the ledger: what it did cannot be trusted. */
  public void fail(Throwable cause) {
    owner.fail(cause);
  }

  /** Stops the ledger: another owner has taken over. */
  public void stepDown(String reason) {
    owner.fail(new Fenced(reason));
  }

  /** Hands over a command; false if it was not taken. Thread-safe, never blocks. */
  public boolean submit(Command command, ReplyHandler handler) {
    return isRunning() && offer(command, handler);
  }

  /** As a submit goes on that saw the pipeline run, whatever has become of it since. */
  boolean offer(Command command, ReplyHandler handler) {
    return ring.tryPublishEvent(FILL, command, handler);
  }

  /** Whether the owner has taken every command that came before the close. From its thread. */
  private boolean tookAllBeforeClose() {
    return processor.getSequence().get() >= lastBeforeClose;
  }

  public Reads reads() {
    return durable;
  }

  public boolean isRunning() {
    return !closed && !owner.isStopped();
  }

  public Reads.LedgerFigures figures() {
    DurableState.Mark mark = durable.mark();
    return new Reads.LedgerFigures(
        config.shard(),
        mark.position(),
        appender.epoch(),
        mark.stateHash(),
        mark.openReservations(),
        ring.remainingCapacity(),
        appender.lastAppendMillis());
  }

  /** Takes no more commands, has the rest stored and answered, and ends the threads. */
  public void close() {
    closed = true;
    lastBeforeClose = ring.getCursor();
    try {
      if (!owner.drain(config.closeTimeoutMillis())) {
        owner.fail(new IllegalStateException("closed before everything was stored"));
        owner.drain(config.closeTimeoutMillis());
      }
      processor.halt();
      if (ownerThread.join(Duration.ofMillis(config.closeTimeoutMillis()))) {
        answerRest();
      }
      publisher.end();
      publisherThread.join(config.closeTimeoutMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Answers what slipped into the ring after the owner had drained it. A submit that saw the
   * pipeline run may still be on its way: from now on it finds the ring full, or it has its place
   * and is waited for.
   */
  private void answerRest() {
    owner.abandonRest();
    boolean hasRoom = true;
    while (hasRoom) {
      hasRoom = ring.tryPublishEvent(FILL_WITH_NOTHING);
    }
    long last = ring.getCursor();
    for (long sequence = processor.getSequence().get() + 1; sequence <= last; sequence++) {
      answerUnknown(sequence);
    }
  }

  private void answerUnknown(long sequence) {
    while (!ring.isAvailable(sequence)) {
      Thread.onSpinWait();
    }
    Slot slot = ring.get(sequence);
    ReplyHandler handler = slot.handler;
    slot.clear();
    if (handler != null) {
      owner.answerUnknown(handler);
    }
  }
}
