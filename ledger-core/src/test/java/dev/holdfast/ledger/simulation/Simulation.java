package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reads.LedgerFigures;
import dev.holdfast.ledger.api.Reads.ReservationFilter;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.recovery.BlockApplier;
import dev.holdfast.ledger.simulation.oracle.Answer;
import dev.holdfast.ledger.simulation.oracle.Oracle;
import dev.holdfast.ledger.state.ChangeListener;
import dev.holdfast.ledger.state.LedgerState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** One run: the same seed gives the same commands, faults and crashes. */
final class Simulation {

  private static final long START_MILLIS = 1_800_000_000_000L;

  /** More might not fit the ring. */
  private static final int SENT_AT_ONCE_MAX = 64;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Dice dice;
  private final Profile profile;
  private final FaultyJournal journal;
  private final Oracle oracle;
  private final Workload workload;
  private final Trace trace = new Trace();
  private final Judge judge;
  private final Comparison comparison;
  private final Photographer photographer;
  private final AtomicLong now = new AtomicLong(START_MILLIS);
  private Watch watch = new Watch();

  /** Shut while commands are sent, so that none is decided before all are there. */
  private final ReentrantLock gate = new ReentrantLock();

  private Ledger ledger;
  private int step;
  private int crashes;

  Simulation(long seed) {
    var random = new Random(seed);
    dice = new Dice(random);
    profile = Profile.of(random);
    journal = new FaultyJournal(seed, profile.faultShare());
    photographer = new Photographer(dice, journal);
    oracle = new Oracle(profile.openReservationsMax());
    oracle.at(START_MILLIS);
    workload = new Workload(dice, profile, oracle, START_MILLIS);
    judge = new Judge(profile, oracle, journal, trace);
    comparison = new Comparison(profile, oracle);
    ledger = open();
  }

  int faults() {
    return journal.faults();
  }

  int crashes() {
    return crashes;
  }

  String profile() {
    return profile.name();
  }

  /**
   * Runs it.
   *
   * @throws AssertionError that tells the step, what differs and how it came there
   */
  void run(int steps) {
    try {
      exchange(workload.opening());
      while (step < steps) {
        step();
      }
      settle();
      comparison.checkSkus(ledger.reads());
    } catch (Mismatch mismatch) {
      throw failed(mismatch, trace.about(mismatch.skus()));
    } catch (RuntimeException | AssertionError broken) {
      throw failed(broken, trace.about(Set.of()));
    } finally {
      journal.letGo();
      ledger.close();
      journal.close();
    }
  }

  private AssertionError failed(Throwable cause, String commands) {
    return new AssertionError(
        "step %d (%s): %s%s%nThe last commands about it:%n%s"
            .formatted(step, profile, cause.getMessage(), whyItStopped(), commands),
        cause);
  }

  /** Of the ledger, if it stopped by itself. */
  private String whyItStopped() {
    if (ledger.isRunning()) {
      return "";
    }
    journal.letGo();
    ledger.close();
    return "%n  the ledger stopped: %s".formatted(watch.stopCause());
  }

  private void step() {
    now.addAndGet(workload.pause(now.get()));
    oracle.at(now.get());
    comparison.checkDue(ledger.reads());
    if (dice.percent(8)) {
      photographer.look();
    }
    int lot = dice.below(1_000);
    if (lot < 15) {
      crash();
    } else if (lot < 30) {
      crashInFlight();
    } else {
      exchange(commands());
    }
    settle();
    check();
  }

  /**
   * One, or some that are sent at once, so that blocks hold several and what is due is met late.
   */
  private List<Command> commands() {
    var commands = new ArrayList<Command>();
    for (int left = dice.percent(35) ? 1 : dice.between(2, 8); left > 0; left--) {
      Command command = dice.percent(6) ? again() : workload.next(now.get());
      commands.add(command);
      if (command.request().isPresent() && dice.percent(profile.sweepsAll() ? 4 : 50)) {
        commands.add(command);
      }
    }
    return commands;
  }

  private record Answered(int index, Reply reply) {}

  /** Judges in the order of the answers: one that waits for what is due lets others go first. */
  private void exchange(List<Command> commands) {
    judge.send(commands);
    var answers = new LinkedBlockingQueue<Answered>();
    if (commands.size() > SENT_AT_ONCE_MAX) {
      send(commands, answers);
    } else {
      gate.lock();
      try {
        send(commands, answers);
      } finally {
        gate.unlock();
      }
    }
    var answeredAlready = new BitSet();
    for (int i = 0; i < commands.size(); i++) {
      Answered answered = next(answers);
      Mismatch.require(
          answered.index == i || !profile.sweepsAll(), "answered out of turn", Set.of());
      answeredAlready.set(answered.index);
      Mismatch.require(
          repeatsNothingOpen(commands, answered.index, answeredAlready),
          "a repetition was answered first: " + answered,
          Set.of());
      step++;
      judge(commands.get(answered.index), answered.reply);
    }
  }

  /** Whether no other with the same request id came before it and is not answered yet. */
  private static boolean repeatsNothingOpen(List<Command> commands, int index, BitSet answered) {
    RequestId request = commands.get(index).request();
    return !request.isPresent()
        || IntStream.range(0, index)
            .filter(before -> commands.get(before).request().low() == request.low())
            .allMatch(answered::get);
  }

  private void send(List<Command> commands, BlockingQueue<Answered> answers) {
    for (int i = 0; i < commands.size(); i++) {
      int index = i;
      Command command = commands.get(i);
      await(() -> ledger.submit(command, reply -> answers.add(new Answered(index, reply))));
    }
  }

  /** What the ledger takes for the time; whoever looks waits while commands are sent. */
  private long clock() {
    gate.lock();
    try {
      return now.get();
    } finally {
      gate.unlock();
    }
  }

  private static Answered next(BlockingQueue<Answered> answers) {
    try {
      Answered next = answers.poll(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError("no reply");
      }
      return next;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private void judge(Command command, Reply reply) {
    Set<Integer> skus = trace.skusOf(command);
    trace.add("%6d  %s".formatted(step, command), skus);
    if (command instanceof Command.Change change) {
      trace.add("%6d  of %s".formatted(step, oracle.reservation(change.reservation())), skus);
    }
    trace.add("%6d  at %d: %s".formatted(step, now.get() - START_MILLIS, reply), skus);
    judge.judge(command, reply);
    if (command instanceof Command.Move
        && reply.outcome() instanceof Reply.Moved moved
        && reply.isOk()) {
      workload.learnMovement(moved.movement());
    }
  }

  /** The same once more, or something else under the same id. */
  private Command again() {
    List<Judge.Remembered> asked = List.copyOf(judge.remembered().values());
    if (asked.isEmpty()) {
      return workload.next(now.get());
    }
    Judge.Remembered one = dice.of(asked);
    RequestId id = one.command().request();
    boolean other = dice.percent(25);
    return Again.with(
        one.command(), new RequestId(id.high(), id.low(), other ? id.content() + 1 : id.content()));
  }

  /** Half of the time without a word to the one that runs: it is fenced. */
  private void crash() {
    crashes++;
    step++;
    Ledger old = ledger;
    boolean closes = dice.percent(50);
    if (closes) {
      old.close();
    }
    ledger = open();
    if (!closes) {
      if (dice.percent(70)) {
        checkFenced(old);
      }
      old.close();
    }
    checkRecovered();
  }

  /** It cannot store anything; that it is full leaves no fact. */
  private void checkFenced(Ledger old) {
    var reply = new CompletableFuture<Reply>();
    if (old.submit(workload.nextWithRequest(), reply::complete)) {
      ResultCode code = await(reply).code();
      Mismatch.require(
          code == ResultCode.OUTCOME_UNKNOWN || code == ResultCode.LEDGER_FULL,
          "a fenced ledger answers " + code,
          Set.of());
    }
  }

  /** While an append hangs, another takes over; the same request id tells what came of it. */
  private void crashInFlight() {
    crashes++;
    step++;
    var how = dice.of(List.of(FaultyJournal.Held.values()));
    Command command = workload.nextWithRequest();
    trace.add("%6d  crashes (%s) with %s".formatted(step, how, command), trace.skusOf(command));
    journal.holdNext(how);
    var reply = new CompletableFuture<Reply>();
    Mismatch.require(ledger.submit(command, reply::complete), "takes no command", Set.of());
    await(() -> journal.isHolding() || reply.isDone());
    if (!journal.isHolding()) {
      journal.letGo();
      judge.judge(command, await(reply)); // that the ledger is full leaves no fact
      return;
    }
    Ledger old = ledger;
    ledger = open();
    long answeredAt = judge.answeredAt(command.request());
    Answer stored = answeredAt == 0 ? null : judge.judgeStored(command, answeredAt);
    journal.letGo();
    Reply answer = await(reply);
    if (answer.code() != ResultCode.OUTCOME_UNKNOWN) {
      Mismatch.require(
          stored != null, "answered what was not stored: " + answer, trace.skusOf(command));
      judge.judge(command, new Reply(answer.code(), answer.position(), true, answer.outcome()));
    }
    old.close();
    checkRecovered();
    exchange(List.of(command));
  }

  /** The state is what the journal, replayed from its beginning, leads to. */
  private void checkRecovered() {
    LedgerFigures figures = ledger.figures();
    var state = new LedgerState(ChangeListener.NONE);
    var applier = new BlockApplier(0, state);
    for (Block block : journal.blocks()) {
      if (block.lastPosition() <= figures.position()) {
        applier.apply(block);
      }
    }
    Mismatch.check(
        "position and state hash after recovery",
        List.of(figures.position(), figures.stateHash()),
        List.of(state.position(), state.hash()),
        Set.of());
  }

  /** Waits until whatever is due has expired, and the reads show it. */
  private void settle() {
    judge.expireIdle();
    await(
        () -> {
          judge.expireIdle();
          return oracle.due().isEmpty()
              && ledger.reads().position() >= judge.lastPosition()
              && watch.position() >= judge.lastPosition();
        });
  }

  private void check() {
    comparison.checkSkus(ledger.reads());
    comparison.checkHeard(watch);
    comparison.checkHash(ledger.figures().stateHash());
    for (int i = 0; i < 3; i++) {
      long id = 1L + dice.below(1 + (int) oracle.lastReservation());
      comparison.checkReservation(ledger.reads(), id, judge.lastPositions());
    }
    if (dice.percent(20)) {
      comparison.checkCounters(ledger.reads(), lastOf(judge.movements(), 20));
      Mismatch.check(
          "open reservations",
          ledger.figures().openReservations(),
          oracle.openReservations(),
          Set.of());
    }
    if (dice.percent(5)) {
      comparison.checkPreview(ledger.reads(), workload.policy());
    }
    if (dice.percent(2) && !profile.forgets()) {
      comparison.checkList(ledger.reads(), filter(), dice.between(1, 20), dice.between(1, 50));
    }
  }

  private ReservationFilter filter() {
    return new ReservationFilter(
        dice.percent(50) ? Command.NONE : dice.below(profile.channels()),
        dice.percent(60) ? Command.NONE : dice.below(profile.skus()),
        Command.NONE,
        dice.percent(50) ? null : dice.of(List.of(ReservationState.values())),
        dice.percent(60) ? null : "c-" + dice.below(5),
        dice.percent(80) ? null : "cart-" + dice.below(5));
  }

  private static List<Long> lastOf(List<Long> all, int count) {
    return new ArrayList<>(all.subList(Math.max(0, all.size() - count), all.size()));
  }

  private static Reply await(CompletableFuture<Reply> reply) {
    try {
      return reply.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
    } catch (Exception failed) {
      throw new AssertionError("no reply", failed);
    }
  }

  private void await(BooleanSupplier condition) {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      Mismatch.require(ledger.isRunning(), "the ledger has stopped", Set.of());
      Mismatch.require(System.nanoTime() < until, "waits in vain", Set.of());
      Thread.onSpinWait();
    }
  }

  private Ledger open() {
    watch = new Watch();
    Ledger opened =
        Ledger.open(profile.config(), journal, photographer.album(), this::clock, watch);
    watch.startAt(opened.reads().position());
    return opened;
  }
}
