package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Move;
import dev.holdfast.ledger.api.Condition;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.Reads.ExpectedView;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.api.StockFigures;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.simulation.oracle.Oracle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes up movements, sensible ones and hostile ones. */
final class StockWork {

  private static final List<MovementType> TYPES =
      List.of(
          MovementType.RECEIVE,
          MovementType.RECEIVE,
          MovementType.RECEIVE,
          MovementType.RECEIVE,
          MovementType.ADJUST,
          MovementType.ADJUST,
          MovementType.COUNT,
          MovementType.COUNT,
          MovementType.EXPECT,
          MovementType.TRANSFER,
          MovementType.LOST,
          MovementType.DAMAGE,
          MovementType.QUARANTINE,
          MovementType.RESTORE,
          MovementType.RETURN);

  private final Dice dice;
  private final Profile profile;
  private final Oracle oracle;
  private final List<Long> movements = new ArrayList<>();

  StockWork(Dice dice, Profile profile, Oracle oracle) {
    this.dice = dice;
    this.profile = profile;
    this.oracle = oracle;
  }

  void learnMovement(long id) {
    movements.add(id);
  }

  /** Something to sell; in a hostile world, one item full to the brim. */
  List<Command> opening() {
    var commands = new ArrayList<Command>();
    for (int sku = 0; sku < profile.skus(); sku++) {
      for (int location = 0; location < profile.locations(); location++) {
        commands.add(new Plan(sku, location).move(MovementType.RECEIVE, quantity()));
      }
    }
    if (profile.hostile()) {
      for (long filled = 0; filled + Command.QUANTITY_MAX < ResultCode.ON_HAND_MAX; ) {
        commands.add(new Plan(0, 0).move(MovementType.RECEIVE, Command.QUANTITY_MAX));
        filled += Command.QUANTITY_MAX;
      }
    }
    return commands;
  }

  Command safetyStock(RequestId request) {
    long target = dice.percent(30) ? 0 : dice.below(profile.quantityMax());
    if (profile.hostile() && dice.percent(20)) {
      target = ResultCode.ON_HAND_MAX;
    }
    return new Command.SetSafetyStock(
        request, dice.skewed(profile.skus()), dice.below(profile.locations()), target);
  }

  Command move(RequestId request) {
    var plan = new Plan(dice.skewed(profile.skus()), dice.below(profile.locations()));
    plan.request = request;
    plan.force = dice.percent(15);
    MovementType type = dice.of(TYPES);
    if (type == MovementType.LOST || (type == MovementType.RECEIVE && dice.percent(35))) {
      return closing(plan, type);
    }
    return switch (type) {
      case ADJUST -> plan.move(type, adjustment(plan.figures()));
      case COUNT -> count(plan);
      case EXPECT -> {
        plan.expectedAt = dice.percent(50) ? 0 : 1_900_000_000_000L;
        yield plan.move(type, quantity());
      }
      case TRANSFER -> transfer(plan);
      case DAMAGE -> {
        plan.from = dice.percent(60) ? Condition.AVAILABLE : Condition.QUALITY_CONTROL;
        plan.to = Condition.DAMAGED;
        yield plan.move(type, taking(plan));
      }
      case QUARANTINE -> {
        plan.from = dice.percent(60) ? Condition.AVAILABLE : Condition.DAMAGED;
        plan.to = Condition.QUALITY_CONTROL;
        yield plan.move(type, taking(plan));
      }
      case RESTORE -> {
        plan.from = dice.percent(50) ? Condition.DAMAGED : Condition.QUALITY_CONTROL;
        yield plan.move(type, taking(plan));
      }
      case RETURN -> {
        plan.to = dice.of(List.of(Condition.values()));
        yield plan.move(type, quantity());
      }
      default -> plan.move(type, quantity());
    };
  }

  private Command count(Plan plan) {
    long onHand = plan.figures().onHand();
    if (dice.percent(40)) {
      plan.expectedOnHand = dice.percent(60) ? onHand : onHand + 1;
    }
    long counted = dice.percent(50) ? onHand + dice.between(-4, 4) : quantity();
    return plan.move(MovementType.COUNT, Math.clamp(counted, 0, ResultCode.ON_HAND_MAX));
  }

  private Command transfer(Plan plan) {
    if (profile.locations() == 1) {
      return plan.move(MovementType.RECEIVE, quantity());
    }
    plan.toLocation =
        (plan.location + dice.between(1, profile.locations() - 1)) % profile.locations();
    return plan.move(MovementType.TRANSFER, taking(plan));
  }

  /** RECEIVE or LOST of what is expected: what is open, a part, too much, elsewhere, or nothing. */
  private Command closing(Plan plan, MovementType type) {
    ExpectedView open = someExpected();
    if (open == null || dice.percent(12)) {
      plan.expected = noneExpected();
      return plan.move(type, quantity());
    }
    plan.expected = open.movement();
    if (!dice.percent(8)) {
      plan.sku = open.sku();
      plan.location = open.location();
    }
    long units = Math.min(open.open(), Command.QUANTITY_MAX);
    if (type == MovementType.LOST) {
      return plan.move(type, dice.percent(60) ? 0 : dice.percent(50) ? units : quantity());
    }
    long part = dice.percent(50) ? dice.between(1L, units) : units;
    long more = Math.min(open.open() + 1, Command.QUANTITY_MAX);
    return plan.move(type, dice.percent(15) ? more : part);
  }

  /** What came already, was no such movement, or is none yet: at the brink, the very next. */
  private long noneExpected() {
    if (movements.isEmpty() || dice.percent(30)) {
      return 1_000_000_000L + dice.below(10);
    }
    return dice.percent(50) ? dice.of(movements) : movements.getLast() + dice.between(1, 5);
  }

  private @Nullable ExpectedView someExpected() {
    List<Long> expected = oracle.expected();
    return expected.isEmpty() ? null : oracle.expected(dice.of(expected));
  }

  /** Often to the last free unit, or one more. */
  private long adjustment(StockFigures there) {
    if (dice.percent(50)) {
      return quantity();
    }
    long brink = free(there) + dice.between(-1, 1);
    return -Math.clamp(dice.percent(40) ? brink : quantity(), 1, Command.QUANTITY_MAX);
  }

  private long taking(Plan plan) {
    StockFigures there = plan.figures();
    long in =
        switch (plan.from) {
          case AVAILABLE -> free(there);
          case DAMAGED -> there.damaged();
          case QUALITY_CONTROL -> there.qualityControl();
        };
    return Math.clamp(
        dice.percent(50) ? in + dice.between(-2, 1) : quantity(), 1, Command.QUANTITY_MAX);
  }

  private static long free(StockFigures there) {
    return there.available() + there.safetyStock() + there.backordered();
  }

  private long quantity() {
    if (profile.hostile() && dice.percent(40)) {
      return dice.percent(50) ? Command.QUANTITY_MAX : dice.between(1L, Command.QUANTITY_MAX);
    }
    return dice.between(1, profile.quantityMax());
  }

  /** A movement being made up. */
  private final class Plan {
    private RequestId request = RequestId.NONE;
    private int sku;
    private int location;
    private Condition from = Condition.AVAILABLE;
    private Condition to = Condition.AVAILABLE;
    private int toLocation = Command.NONE;
    private long expected;
    private long expectedAt;
    private long expectedOnHand = -1;
    private boolean force;

    Plan(int sku, int location) {
      this.sku = sku;
      this.location = location;
    }

    StockFigures figures() {
      return oracle.figures(sku, location);
    }

    Move move(MovementType type, long quantity) {
      return new Move(
          request,
          sku,
          location,
          type,
          quantity,
          from,
          to,
          toLocation,
          expected,
          expectedAt,
          expectedOnHand,
          force,
          Text.of("sim"),
          Text.EMPTY,
          Text.of("simulation"));
    }
  }
}
