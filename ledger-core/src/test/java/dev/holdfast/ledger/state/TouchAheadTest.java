package dev.holdfast.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.LocationType;
import dev.holdfast.ledger.api.QuantityDisplay;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservationId;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.decide.Decider;
import dev.holdfast.ledger.decide.Decision;
import dev.holdfast.ledger.record.FactWriter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking ahead is seen by nobody. */
final class TouchAheadTest {

  private static final int SKUS = 20;
  private static final int GROUPS = 3_000;
  private static final long START_MILLIS = 1_800_000_000_000L;

  /** A state and whoever changes it. */
  private static final class Side {
    final LedgerState state = new LedgerState(ChangeListener.NONE);
    final UnsafeBuffer bytes = new UnsafeBuffer(new byte[2 * FactWriter.DECISION_BYTES_MAX]);
    final FactWriter facts = new FactWriter();
    final Decider decider = new Decider(state, facts, 0, 100_000);

    Side() {
      facts.wrap(bytes);
    }

    void take(Command command, long nowMillis) {
      facts.wrap(bytes);
      facts.at(nowMillis);
      while (state.reservations().nextDeadlineMillis() <= nowMillis) {
        int from = facts.length();
        decider.expireFirst();
        state.apply(bytes, from, facts.length());
      }
      int from = facts.length();
      Decision decision = decider.decide(command, nowMillis);
      state.apply(bytes, from, facts.length());
      if (command.request().isPresent() && state.requests().find(command.request()) < 0) {
        from = facts.length();
        facts.requestAnswered(
            command.request(), decision.code(), decision.reservation(), bytes, 0, 0);
        state.apply(bytes, from, facts.length());
      }
    }
  }

  private final Random random = new Random(7);
  private final Side touched = new Side();
  private final Side untouched = new Side();
  private final TouchAhead ahead = touched.state.ahead();

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 1_000})
  void changesNothing(int remembered) {
    open(remembered);
    long now = START_MILLIS;
    for (int group = 0; group < GROUPS; group++) {
      List<Command> commands = commands();
      commands.forEach(ahead::add);
      ahead.touch();
      for (Command command : commands) {
        now += random.nextInt(3);
        touched.take(command, now);
        untouched.take(command, now);
      }
      assertThat(touched.state.hash()).isEqualTo(untouched.state.hash());
      assertThat(touched.state.position()).isEqualTo(untouched.state.position());
    }
    assertThat(touched.state.reservations().lastId()).isGreaterThan(GROUPS);
  }

  @Test
  void appliesARunOfFactsAsOneByOne() {
    open(50_000);
    for (int run = 0; run < 60; run++) {
      var log = new ByteArrayOutputStream();
      for (int i = 0; i < 1_000; i++) {
        Command command = random.nextInt(4) > 0 ? reserve() : change(untouched);
        untouched.take(command, START_MILLIS + 1_000L * run + i);
        log.write(untouched.bytes.byteArray(), 0, untouched.facts.length());
      }
      touched.state.apply(new UnsafeBuffer(log.toByteArray()), 0, log.size());
    }
    assertThat(ahead.isWorthIt()).isTrue();
    assertThat(touched.state.position()).isEqualTo(untouched.state.position());
    assertThat(touched.state.hash()).isEqualTo(untouched.state.hash());
  }

  @Test
  void isNotWorthItForASmallLedger() {
    open(10);
    assertThat(ahead.isWorthIt()).isFalse();
  }

  private void open(int remembered) {
    both(new Command.SetBounds(new Bounds(remembered, 1_000_000, remembered, 3, 1_000_000)));
    both(
        new Command.DefineLocation(
            RequestId.NONE, Text.of("berlin"), LocationType.STORE, Text.EMPTY));
    both(
        new Command.DefineChannel(
            RequestId.NONE, Text.of("web"), 5_000, QuantityDisplay.EXACT, List.of(), Text.EMPTY));
    for (int sku = 0; sku < SKUS; sku++) {
      // Those of odd numbers have no stock anywhere, and some of them a row all the same.
      both(new Command.DefineSku(RequestId.NONE, Text.of("sku-" + sku), 3, 5, Text.EMPTY));
      if (sku % 2 == 0) {
        both(new Command.SetSafetyStock(RequestId.NONE, sku, 0, 1));
      }
    }
  }

  private void both(Command command) {
    touched.take(command, START_MILLIS);
    untouched.take(command, START_MILLIS);
  }

  private List<Command> commands() {
    var commands = new ArrayList<Command>();
    int size = 1 + random.nextInt(TouchAhead.COMMANDS_MAX);
    for (int i = 0; i < size; i++) {
      commands.add(random.nextInt(3) == 0 ? reserve() : change(touched));
    }
    return commands;
  }

  private Command reserve() {
    var lines = new ArrayList<Command.Line>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      lines.add(new Command.Line(random.nextInt(SKUS), 1, Command.NONE));
    }
    return new Command.Reserve(
        request(),
        0,
        1 + random.nextInt(5_000),
        true,
        lines,
        List.of(),
        Split.ANY,
        true,
        ReservedAs.HELD,
        true,
        Command.NONE,
        List.of(),
        Text.of(random.nextBoolean() ? "" : "customer"),
        Text.of(random.nextBoolean() ? "" : "a reference of more than one cell"));
  }

  /** Of one that is open, or ended, or forgotten, or was never made. */
  private Command change(Side side) {
    long newest = ReservationId.number(side.state.reservations().lastId());
    long id = ReservationId.of(0, Math.max(1, newest + 20 - random.nextInt(1_200)));
    if (random.nextInt(4) == 0) {
      return new Command.Extend(request(), id, 0, 4_000, false);
    }
    Command.Verb[] verbs = Command.Verb.values();
    return new Command.Change(
        request(), id, 0, verbs[random.nextInt(verbs.length)], List.of(), false);
  }

  private RequestId request() {
    return random.nextInt(4) == 0
        ? RequestId.NONE
        : new RequestId(random.nextLong(), random.nextLong(), 1);
  }
}
