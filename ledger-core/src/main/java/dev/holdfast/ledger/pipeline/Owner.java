package dev.holdfast.ledger.pipeline;

import static java.util.Objects.requireNonNull;

import com.lmax.disruptor.DataProvider;
import com.lmax.disruptor.EventHandler;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.LedgerClock;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReplyHandler;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.decide.AnswerWriter;
import dev.holdfast.ledger.decide.Decider;
import dev.holdfast.ledger.decide.Decision;
import dev.holdfast.ledger.record.FactWriter;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.TouchAhead;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stage 1: takes commands one by one, stamps the time, decides, applies the facts and parks the
 * reply; hands full or waiting blocks to the appender.
 *
 * <p>Everything here belongs to one thread, the ring's owner, but {@link #fail}, {@link #drain} and
 * the volatile figures; and with it the state, the decider and the writers, which are in no other
 * hands.
 */
final class Owner implements EventHandler<Slot>, OwnerWait.Duties {

  private static final long IDLE_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);
  private static final int IDLE_TAKE_MAX = 128;
  private static final int IDLE_EXPIRIES_MAX = 1_024;
  private static final int EXPIRIES_WHILE_DEFERRED = 256;
  private static final long STALL_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(10);

  private final DataProvider<Slot> ring;
  private final LedgerState state;
  private final LedgerClock clock;
  private final int expiriesPerCommand;
  private final OwnerWait wait;
  private final Appender appender;
  private final Publisher publisher;
  private final FactWriter facts = new FactWriter();
  private final Decider decider;
  private final AnswerWriter answers;
  private final TouchAhead ahead;
  private final Deferred deferred = new Deferred();
  private final BooleanSupplier tookAllBeforeClose;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CountDownLatch drained = new CountDownLatch(1);
  private final Confinement owner = new Confinement();
  private volatile boolean draining;
  private volatile boolean stopped;
  private OpenBlock open;

  /** Bytes of the open block's facts that the state holds. */
  private int applied;

  /** Commands taken since the last append ended: these few may still join the next block. */
  private int takenWhileIdle;

  /** Commands of the batch that were not taken yet. */
  private long waiting;

  /** How many of them were touched. */
  private int touched;

  Owner(
      DataProvider<Slot> ring,
      LedgerState state,
      LedgerClock clock,
      PipelineConfig config,
      OwnerWait wait,
      Appender appender,
      Publisher publisher,
      BooleanSupplier tookAllBeforeClose) {
    this.ring = ring;
    this.state = state;
    this.clock = clock;
    this.expiriesPerCommand = config.expiriesPerCommand();
    this.wait = wait;
    this.appender = appender;
    this.publisher = publisher;
    this.tookAllBeforeClose = tookAllBeforeClose;
    decider = new Decider(state, facts, config.shard(), config.openReservationsMax());
    answers = new AnswerWriter(state);
    ahead = state.ahead();
    open = start(new OpenBlock(config.blockBytes(), config.blockReplies()));
  }

  /** Whether it has stopped for good. From any thread. */
  boolean isStopped() {
    return stopped;
  }

  /** Stops the ledger as soon as the owner looks. From any thread. */
  void fail(Throwable cause) {
    failure.compareAndSet(null, cause);
    wait.call();
  }

  /**
   * Has everything in the ring decided and stored. From any other thread.
   *
   * @return false if that did not happen in time
   */
  boolean drain(long timeoutMillis) throws InterruptedException {
    draining = true;
    wait.call();
    return drained.await(timeoutMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void onBatchStart(long batchSize, long queueDepth) {
    waiting = batchSize;
    touched = 0;
  }

  @Override
  public void onEvent(Slot slot, long sequence, boolean endOfBatch) {
    assert owner.admits() : owner;
    Command command = requireNonNull(slot.command);
    ReplyHandler handler = requireNonNull(slot.handler);
    slot.clear();
    if (stopped) {
      answerUnknown(handler);
      return;
    }
    try {
      advance();
      touchAhead(command, sequence);
      take(command, handler);
    } catch (Throwable cause) {
      stop(cause);
      answerUnknown(handler);
      return;
    }
    finish(endOfBatch || ++takenWhileIdle >= IDLE_TAKE_MAX);
  }

  /** What a command that was taken leaves to do. */
  private void finish(boolean sends) {
    try {
      takeDeferred();
      if (sends) {
        flush();
      }
    } catch (Throwable cause) {
      stop(cause);
    }
  }

  @Override
  public void onTimeout(long sequence) {
    assert owner.admits() : owner;
    if (stopped) {
      drained.countDown();
      return;
    }
    try {
      advance();
      sweepWhileIdle();
      takeDeferred();
      flush();
    } catch (Throwable cause) {
      stop(cause);
      return;
    }
    if (draining
        && tookAllBeforeClose.getAsBoolean()
        && appender.isIdle()
        && deferred.isEmpty()
        && nothingWaits()
        && publisher.isIdle()) {
      drained.countDown();
    }
  }

  @Override
  public long nanosUntilDue() {
    assert owner.admits() : owner;
    if (stopped) {
      return IDLE_NANOS_MAX;
    }
    if (!appender.isIdle() || !hasRoom() || draining) {
      return OwnerWait.NAP_NANOS;
    }
    long deadline = state.reservations().nextDeadlineMillis();
    if (deadline == Long.MAX_VALUE) {
      return IDLE_NANOS_MAX;
    }
    return Math.min(TimeUnit.MILLISECONDS.toNanos(deadline - now()), IDLE_NANOS_MAX);
  }

  @Override
  public boolean mayNap() {
    return !stopped && !appender.isIdle();
  }

  /** Loads what the next commands of the batch will need, unless it is too few of them. */
  private void touchAhead(Command command, long sequence) {
    if (touched == 0 && waiting > 1 && ahead.isWorthIt()) {
      touched = (int) Math.min(waiting, TouchAhead.COMMANDS_MAX);
      ahead.add(command);
      for (int i = 1; i < touched; i++) {
        ahead.add(requireNonNull(ring.get(sequence + i).command));
      }
      ahead.touch();
    }
    waiting--;
    touched = Math.max(0, touched - 1);
  }

  private void take(Command command, ReplyHandler handler) {
    makeRoom();
    long now = now();
    stamp(now);
    sweep(now, deferred.isEmpty() ? expiriesPerCommand : EXPIRIES_WHILE_DEFERRED);
    makeRoom();
    stamp(now);
    if (!deferred.holds(command.request())) {
      decideOrRepeat(command, handler, now, !deferred.isFull());
    } else if (!deferred.isFull()) {
      deferred.add(command, handler, now);
    } else {
      sweepAll(now);
      takeDeferred();
      makeRoom();
      long later = now();
      stamp(later);
      decideOrRepeat(command, handler, later, false);
    }
  }

  private void decideOrRepeat(Command command, ReplyHandler handler, long now, boolean mayDefer) {
    RequestId request = command.request();
    int known = request.isPresent() ? state.requests().find(request) : -1;
    if (known < 0) {
      decide(command, handler, now, mayDefer);
    } else if (state.requests().content(known) == request.content()) {
      open.parkReplay(handler, state.requests().answeredAt(known));
    } else {
      answer(RequestId.NONE, decider.refuseReused(), handler);
    }
  }

  /** Decides; before anything leans on what is held, whatever is due gives back its own. */
  private void decide(Command command, ReplyHandler handler, long now, boolean mayDefer) {
    decider.expireMet(command, now);
    apply();
    int length = facts.length();
    int count = facts.count();
    Decision decision = decider.decide(command, now);
    if (decision.leansOnHeld() && !nothingIsDue(now)) {
      facts.rewind(length, count);
      if (mayDefer) {
        deferred.add(command, handler, now);
        return;
      }
      sweepAll(now);
      decision = decider.decide(command, now);
    }
    apply();
    boolean remembered = decision.code() != ResultCode.LEDGER_FULL;
    answer(remembered ? command.request() : RequestId.NONE, decision, handler);
  }

  /** Decides those that have waited long enough, first in, first out. */
  private void takeDeferred() {
    while (!deferred.isEmpty() && nothingIsDue(deferred.first().sinceMillis())) {
      makeRoom();
      long now = now();
      stamp(now);
      Deferred.Waiting waiting = deferred.first();
      decideOrRepeat(waiting.command(), waiting.handler(), now, false);
      deferred.removeFirst();
    }
  }

  private void sweepAll(long now) {
    while (!nothingIsDue(now)) {
      makeRoom();
      stamp(now);
      sweep(now, IDLE_EXPIRIES_MAX);
    }
    makeRoom();
    stamp(now);
  }

  private boolean nothingIsDue(long now) {
    return state.reservations().nextDeadlineMillis() > now;
  }

  private void answer(RequestId request, Decision decision, ReplyHandler handler) {
    int offset = open.answerOffset();
    long position = state.position() + (request.isPresent() ? 1 : 0);
    int length = answers.write(decision, position, open.answers, offset);
    if (request.isPresent()) {
      facts.requestAnswered(
          request, decision.code(), decision.reservation(), open.answers, offset, length);
      apply();
    }
    open.park(handler, length);
  }

  private long now() {
    return Math.max(clock.epochMillis(), state.timeMillis());
  }

  private void stamp(long now) {
    if (facts.count() == 0) {
      open.firstTimeMillis = now;
    }
    facts.at(now);
  }

  /** Expires what is due, a bounded number, and not more than the block has room for. */
  private void sweep(long now, int max) {
    for (int i = 0; i < max && !nothingIsDue(now) && hasRoom(); i++) {
      decider.expireFirst();
      apply();
    }
  }

  private void sweepWhileIdle() {
    if (hasRoom()) {
      long now = now();
      stamp(now);
      sweep(now, IDLE_EXPIRIES_MAX);
    }
  }

  /** Applies the facts written since the last time, and then those that follow from them. */
  private void apply() {
    if (applied == facts.length()) {
      return;
    }
    applyWritten();
    if (!state.consequences().isEmpty()) {
      decider.followUp();
      applyWritten();
    }
  }

  private void applyWritten() {
    int from = applied;
    applied = facts.length();
    if (from < applied) {
      state.apply(facts.buffer(), from, applied);
    }
  }

  private boolean hasRoom() {
    return open.hasRoom(facts.length());
  }

  /** Waits until one more command fits: for the append in flight, or for the publisher. */
  private void makeRoom() {
    while (!hasRoom()) {
      advance();
      flush();
      if (!hasRoom()) {
        wait.awaitCall(STALL_NANOS_MAX);
      }
    }
  }

  /** Takes the end of an append; what was taken meanwhile is flushed by whoever called. */
  private void advance() {
    Throwable cause = failure.get();
    if (cause != null) {
      throw new IllegalStateException("the ledger cannot go on", cause);
    }
    if (appender.hasEnded()) {
      OpenBlock durable = appender.takeEnded();
      if (durable != null) {
        publisher.publish(durable);
        takenWhileIdle = 0;
      }
    }
  }

  /** Sends what is waiting, if no append is in flight and there is a block to go on with. */
  private void flush() {
    if (!appender.isIdle() || nothingWaits()) {
      return;
    }
    OpenBlock next = publisher.takeFree();
    if (next == null) {
      return;
    }
    OpenBlock sealed = open;
    sealed.factBytes = facts.length();
    sealed.lastPosition = state.position();
    sealed.lastTimeMillis = state.timeMillis();
    sealed.stateHash = state.hash();
    open = start(next);
    if (sealed.hasFacts()) {
      appender.append(sealed);
    } else {
      publisher.publish(sealed);
    }
  }

  private boolean nothingWaits() {
    return facts.count() == 0 && open.replies() == 0;
  }

  private OpenBlock start(OpenBlock block) {
    facts.wrap(block.facts);
    applied = 0;
    block.firstPosition = state.position() + 1;
    return block;
  }

  private void stop(Throwable cause) {
    stopped = true;
    abandonParked();
    publisher.stop(cause);
    drained.countDown();
  }

  private void abandonParked() {
    OpenBlock inFlight = appender.abandon();
    if (inFlight != null) {
      abandon(inFlight);
    }
    abandon(open);
    deferred.abandon(this::answerUnknown);
  }

  private void abandon(OpenBlock block) {
    for (int i = 0; i < block.replies(); i++) {
      answerUnknown(block.handler(i));
    }
    block.clear();
  }

  /** Answers what is still parked. From the thread that has seen the owner's thread end. */
  void abandonRest() {
    assert owner.admits() : owner;
    if (!stopped) {
      abandonParked();
    }
  }

  /** Answers that the ledger stopped before the outcome was known. */
  void answerUnknown(ReplyHandler handler) {
    Publisher.answer(handler, Reply.unknown(state.position()));
  }
}
