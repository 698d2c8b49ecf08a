package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.Reply.Outcome;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.journal.Block;
import dev.holdfast.ledger.simulation.FactLog.Told;
import dev.holdfast.ledger.simulation.oracle.Answer;
import dev.holdfast.ledger.simulation.oracle.Fact;
import dev.holdfast.ledger.simulation.oracle.Fact.Foretold;
import dev.holdfast.ledger.simulation.oracle.Fact.Kind;
import dev.holdfast.ledger.simulation.oracle.Oracle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds the ledger's answers and its journal against what the oracle says. */
final class Judge {

  private final Profile profile;
  private final Oracle oracle;
  private final FaultyJournal journal;
  private final Trace trace;
  private final FactLog log = new FactLog();
  private final Deque<Told> unread = new ArrayDeque<>();
  private final Map<Long, Long> lastPositions = new HashMap<>();
  private final Map<Long, Remembered> remembered = new HashMap<>();
  private final Set<Long> forgotten = new HashSet<>();
  private final Map<Long, Long> expiredAt = new HashMap<>();

  /** Up to where the requests of a reservation that was taken again may have been forgotten. */
  private final Map<Long, Long> forgettableUpTo = new HashMap<>();

  private final List<Long> movements = new ArrayList<>();
  private long lastAnsweredAt;
  private Set<Long> sent = Set.of();
  private long lastPosition;

  /** A request that was answered, by the second half of its id. */
  record Remembered(Command command, Answer answer, long position) {}

  Judge(Profile profile, Oracle oracle, FaultyJournal journal, Trace trace) {
    this.profile = profile;
    this.oracle = oracle;
    this.journal = journal;
    this.trace = trace;
  }

  /** Where the journal ended when it was last looked at. */
  long lastPosition() {
    return lastPosition;
  }

  /** Positions of the last change of each reservation. */
  Map<Long, Long> lastPositions() {
    return lastPositions;
  }

  List<Long> movements() {
    return movements;
  }

  Map<Long, Remembered> remembered() {
    return remembered;
  }

  /**
   * These are sent at once: one that waits for what is due has its reservation expire before it is
   * answered.
   */
  void send(List<Command> commands) {
    sent = commands.stream().map(Judge::reservationOf).collect(Collectors.toSet());
  }

  /** Takes a reply for right, or says what is wrong with it. */
  void judge(Command command, Reply reply) {
    Remembered before = remembered.get(command.request().low());
    if (before != null && answersFromMemory(command, reply, before)) {
      return;
    }
    Mismatch.require(
        !reply.replayed(), "replayed what was not asked before: " + reply, skusOf(command));
    List<Told> facts = factsUpTo(reply.position());
    Answer expected = decide(command, facts, reply.code(), reply.position());
    Mismatch.check("answer to " + command, reply.code(), expected.code(), skusOf(command));
    checkOutcome(command, reply, expected, facts);
    remember(
        command, new Answer(reply.code(), bare(reply.code(), reply.outcome())), reply.position());
  }

  /** The command was stored but its reply is not known; says what it must have been. */
  Answer judgeStored(Command command, long answeredAt) {
    List<Told> facts = factsUpTo(answeredAt);
    ResultCode code = facts.getLast().code();
    Answer expected = decide(command, facts, code, answeredAt);
    Mismatch.check(
        "stored answer to " + command,
        String.valueOf(code),
        expected.code().name(),
        skusOf(command));
    var answer = new Answer(expected.code(), bare(expected.code(), expected.outcome()));
    remember(command, answer, answeredAt);
    return expected;
  }

  /** Whether the journal holds the answer to a request that was not judged yet. */
  long answeredAt(RequestId request) {
    read();
    return unread.stream()
        .filter(told -> told.request() == request.low())
        .mapToLong(Told::position)
        .findFirst()
        .orElse(0);
  }

  private void remember(Command command, Answer answer, long position) {
    if (command.request().isPresent() && answer.code() != ResultCode.LEDGER_FULL) {
      remembered.put(command.request().low(), new Remembered(command, answer, position));
    }
  }

  /** Whether this was asked before, and is answered as a repetition; false if it was forgotten. */
  private boolean answersFromMemory(Command command, Reply reply, Remembered before) {
    boolean mustRemember = !profile.forgets() || isAboutOpen(before);
    if (command.request().content() != before.command.request().content()) {
      boolean refused = reply.code() == ResultCode.REQUEST_ID_REUSED;
      Mismatch.require(
          refused || !mustRemember, "used a request id again: " + reply, skusOf(command));
      return refused;
    }
    Mismatch.require(
        reply.replayed() || !mustRemember, "forgot a request: " + reply, skusOf(command));
    if (reply.replayed()) {
      var again =
          new Remembered(
              before.command,
              new Answer(reply.code(), bare(reply.code(), reply.outcome())),
              reply.position());
      Mismatch.check("repeated answer", again, before, skusOf(command));
    }
    return reply.replayed();
  }

  private boolean isAboutOpen(Remembered before) {
    if (before.answer.code() == ResultCode.OK
        && before.answer.outcome() instanceof Reply.Reserved reserved) {
      ReservationView now = oracle.reservation(reserved.reservation().id());
      return now != null
          && !now.state().isTerminal()
          && before.position > forgettableUpTo.getOrDefault(now.id(), 0L);
    }
    return false;
  }

  private Answer decide(
      Command command, List<Told> facts, @Nullable ResultCode code, long answeredAt) {
    expireFirst(command, facts);
    if (mayBeForgotten(command, code)) {
      checkFacts(facts, skusOf(command));
      return new Answer(ResultCode.RESERVATION_NOT_FOUND, Reply.Plain.INSTANCE);
    }
    List<Long> due = oracle.due();
    Mismatch.require(
        due.isEmpty() || !profile.sweepsAll(), "due, but not expired: " + due, skusOf(command));
    Mismatch.require(
        !due.contains(reservationOf(command)), "met what is due: " + command, skusOf(command));
    long movement =
        facts.stream()
            .filter(told -> told.is(Kind.MOVED))
            .mapToLong(Told::position)
            .findFirst()
            .orElse(-1);
    long position = answeredAt - (command.request().isPresent() ? 1 : 0); // if it was refused
    if (!due.isEmpty()) {
      checkAsIfExpired(command, position, movement);
    }
    Answer expected = oracle.decide(command, position, movement);
    checkFacts(facts, skusOf(command));
    return expected;
  }

  /** What is over may be forgotten, and then stays so. */
  private boolean mayBeForgotten(Command command, @Nullable ResultCode code) {
    long id = reservationOf(command);
    ReservationView view = id == 0 ? null : oracle.reservation(id);
    boolean visible =
        view != null
            && (channelOf(command) == Command.NONE || channelOf(command) == view.channel());
    if (!profile.forgets()
        || view == null
        || !visible
        || code != ResultCode.RESERVATION_NOT_FOUND) {
      Mismatch.require(
          !visible || !forgotten.contains(id), "remembers again: " + command, skusOf(command));
      return false;
    }
    if (view.state().isTerminal()) {
      forgotten.add(id);
    }
    return view.state().isTerminal();
  }

  /**
   * Nothing that is due and not swept yet makes a difference: neither to the answer, nor to what is
   * so once it is swept.
   */
  private void checkAsIfExpired(Command command, long position, long movement) {
    Oracle before = oracle.again();
    before.due().forEach(before::expire);
    Answer had = before.decide(command, position, movement);
    Oracle after = oracle.again();
    Answer has = after.decide(command, position, movement);
    String due = oracle.due().toString();
    after.due().forEach(after::expire);
    Mismatch.check(
        "answer to %s while %s are due".formatted(command, due), has, had, skusOf(command));
    Mismatch.check(
        "what comes of %s while %s are due".formatted(command, due),
        after.picture(),
        before.picture(),
        skusOf(command));
  }

  /** What has expired before the command was decided, in order of deadline and id. */
  private void expireFirst(Command command, List<Told> facts) {
    for (Told told : facts) {
      Fact fact = told.fact();
      if (fact != null && fact.kind() == Kind.EXPIRED) {
        List<Long> due = oracle.due();
        boolean first = !due.isEmpty() && due.getFirst() == fact.reservation();
        boolean met =
            due.contains(fact.reservation())
                && (reservationOf(command) == fact.reservation()
                    || sent.contains(fact.reservation()));
        Mismatch.require(
            first || met,
            "%s expires, but due are %s".formatted(told, due),
            trace.skusOf(fact.reservation()));
        oracle.expire(fact.reservation());
      }
    }
  }

  /** Expiries that needed no command. */
  void expireIdle() {
    read();
    var facts = new ArrayList<Told>(unread);
    unread.clear();
    expireFirst(new Command.Rebalance(RequestId.NONE, 0), facts);
    checkFacts(facts, Set.of());
  }

  private void checkFacts(List<Told> told, Collection<Integer> skus) {
    List<Told> actual =
        told.stream()
            .filter(one -> one.fact() != null)
            .sorted(Comparator.comparing(one -> order(one.fact())))
            .toList();
    List<Foretold> expected =
        oracle.takeFacts().stream().sorted(Comparator.comparing(one -> order(one.fact()))).toList();
    Mismatch.check(
        "facts",
        String.join("\n    ", actual.stream().map(one -> String.valueOf(one.fact())).toList()),
        String.join("\n    ", expected.stream().map(one -> String.valueOf(one.fact())).toList()),
        skus);
    for (int i = 0; i < actual.size(); i++) {
      long position = actual.get(i).position();
      expected.get(i).changed().forEach(id -> lastPositions.merge(id, position, Math::max));
      if (actual.get(i).is(Kind.MOVED)) {
        movements.add(position);
      }
    }
  }

  /** What was done stays in order; what follows from it, in order for each SKU. */
  private static String order(@Nullable Fact fact) {
    if (fact == null) {
      return "";
    }
    return switch (fact.kind()) {
      case FILLED, OVERSOLD -> "2 " + fact.kind() + " " + fact.sku() + " " + fact.location();
      case LEVEL -> "3 " + fact.sku();
      default -> "1";
    };
  }

  private void checkOutcome(Command command, Reply reply, Answer expected, List<Told> facts) {
    Outcome outcome = bare(reply.code(), reply.outcome());
    Mismatch.check(
        "answer to " + command,
        outcome,
        bare(expected.code(), expected.outcome()),
        skusOf(command));
    switch (reply.outcome()) {
      case Reply.Reserved reserved -> {
        ReservationView view = reserved.reservation();
        trace.learn(view.id(), view.lines().stream().map(ReservationView.Line::sku).toList());
        long position = lastPositions.getOrDefault(view.id(), 0L);
        Mismatch.check("position of " + view, view.position(), position, skusOf(command));
      }
      case Reply.Moved moved when reply.isOk() && command instanceof Command.Move -> {
        boolean known =
            facts.stream()
                .anyMatch(told -> told.is(Kind.MOVED) && told.position() == moved.movement());
        Mismatch.require(known, "no such movement in the journal: " + moved, skusOf(command));
      }
      case Reply.SaleRule rule when reply.code() == ResultCode.SALE_REQUIRED ->
          Mismatch.require(
              oracle.requires(rule.sale(), rule.sku()),
              "requires no sale: " + rule,
              skusOf(command));
      default -> {}
    }
  }

  /**
   * Without positions, which the oracle does not know, and without the sale that is required: of
   * several that a SKU is reserved for, any may be told.
   */
  private static Outcome bare(ResultCode code, Outcome outcome) {
    return switch (outcome) {
      case Reply.Reserved reserved ->
          new Reply.Reserved(Comparison.withoutPosition(reserved.reservation()));
      case Reply.Moved moved -> new Reply.Moved(0, moved.sku(), moved.stock());
      case Reply.SaleRule rule when code == ResultCode.SALE_REQUIRED ->
          new Reply.SaleRule(Command.NONE, rule.line(), rule.sku());
      default -> outcome;
    };
  }

  private List<Told> factsUpTo(long position) {
    read();
    var facts = new ArrayList<Told>();
    while (!unread.isEmpty() && unread.getFirst().position() <= position) {
      facts.add(unread.removeFirst());
    }
    return facts;
  }

  private void read() {
    for (Block block = journal.takeStored(); block != null; block = journal.takeStored()) {
      List<Told> facts = log.read(block);
      facts.forEach(this::learnWhatMayBeForgotten);
      unread.addAll(facts);
      lastPosition = block.lastPosition();
    }
  }

  /**
   * While a reservation is expired, each request that is answered may have one of its forgotten.
   */
  private void learnWhatMayBeForgotten(Told told) {
    Fact fact = told.fact();
    if (told.request() != 0) {
      lastAnsweredAt = told.position();
    }
    if (fact != null && fact.kind() == Kind.EXPIRED) {
      expiredAt.put(fact.reservation(), told.position());
    }
    if (fact != null
        && fact.kind() == Kind.REACQUIRED
        && lastAnsweredAt > expiredAt.getOrDefault(fact.reservation(), 0L)) {
      forgettableUpTo.put(fact.reservation(), told.position());
    }
  }

  private static long reservationOf(Command command) {
    return switch (command) {
      case Command.Change change -> change.reservation();
      case Command.Extend extend -> extend.reservation();
      default -> 0;
    };
  }

  private static int channelOf(Command command) {
    return switch (command) {
      case Command.Change change -> change.channel();
      case Command.Extend extend -> extend.channel();
      default -> Command.NONE;
    };
  }

  private Set<Integer> skusOf(Command command) {
    return trace.skusOf(command);
  }
}
