package dev.holdfast.ledger.simulation.oracle;

import dev.holdfast.ledger.api.Command.Move;
import dev.holdfast.ledger.api.Command.SetSafetyStock;
import dev.holdfast.ledger.api.Condition;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.Reply.ExpectedOpen;
import dev.holdfast.ledger.api.Reply.Moved;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.simulation.oracle.World.Expected;
import org.jspecify.annotations.Nullable;

/** Movements, and the units that are kept back. */
final class StockRules {

  private final World world;
  private final Aftermath aftermath;

  StockRules(World world, Aftermath aftermath) {
    this.world = world;
    this.aftermath = aftermath;
  }

  /**
   * A movement.
   *
   * @param lastPosition the journal's: no movement has an id beyond it
   * @param id what the movement's own will be
   */
  Answer move(Move move, long lastPosition, long id) {
    if (move.expected() != 0) {
      Answer refusal = checkExpected(move, lastPosition);
      if (refusal != null) {
        return refusal;
      }
    }
    Item item = world.skus.get(move.sku()).at(move.location());
    ResultCode code = check(move, item);
    if (code == ResultCode.OK) {
      aftermath.of(fact(move), () -> apply(move, item, id));
    }
    return new Answer(code, new Moved(0, move.sku(), item.figures()));
  }

  private @Nullable Answer checkExpected(Move move, long lastPosition) {
    if (move.expected() > lastPosition) {
      return Answer.refused(ResultCode.MOVEMENT_NOT_FOUND, new ExpectedOpen(move.expected(), 0));
    }
    Expected expected = world.expected.get(move.expected());
    if (expected == null) {
      return exceeded(move, 0);
    }
    if (expected.sku != move.sku() || expected.location != move.location()) {
      return Answer.refused(
          ResultCode.EXPECTED_MISMATCH, new ExpectedOpen(move.expected(), expected.open));
    }
    boolean tooMany =
        move.type() == MovementType.LOST
            ? move.quantity() != 0 && move.quantity() != expected.open
            : move.quantity() > expected.open;
    return tooMany ? exceeded(move, expected.open) : null;
  }

  private static Answer exceeded(Move move, long open) {
    return Answer.refused(ResultCode.EXPECTED_EXCEEDED, new ExpectedOpen(move.expected(), open));
  }

  private ResultCode check(Move move, Item item) {
    if (move.type() == MovementType.COUNT
        && move.expectedOnHand() >= 0
        && move.expectedOnHand() != item.onHand) {
      return ResultCode.STOCK_CHANGED;
    }
    if (changesCondition(move) && item.in(move.from()) < move.quantity()) {
      return ResultCode.STOCK_NOT_ON_HAND;
    }
    long change = onHandChange(move, item);
    if (item.onHand + change < 0) {
      return move.force() ? ResultCode.STOCK_NOT_ON_HAND : ResultCode.STOCK_COMMITTED;
    }
    long freed = freed(move, change);
    if (freed < 0 && item.free() + freed < 0 && !move.force()) {
      return ResultCode.STOCK_COMMITTED;
    }
    return item.onHand + change > ResultCode.ON_HAND_MAX
        ? ResultCode.ON_HAND_TOO_LARGE
        : ResultCode.OK;
  }

  private static boolean changesCondition(Move move) {
    return switch (move.type()) {
      case DAMAGE, QUARANTINE, RESTORE -> true;
      default -> false;
    };
  }

  private static long onHandChange(Move move, Item item) {
    return switch (move.type()) {
      case RECEIVE, RETURN, ADJUST -> move.quantity();
      case COUNT -> move.quantity() - item.onHand;
      case TRANSFER -> -move.quantity();
      default -> 0;
    };
  }

  /** By how much the free units rise. */
  private static long freed(Move move, long onHandChange) {
    return switch (move.type()) {
      case DAMAGE, QUARANTINE -> move.from() == Condition.AVAILABLE ? -move.quantity() : 0;
      case RESTORE -> move.quantity();
      case RETURN -> move.to() == Condition.AVAILABLE ? move.quantity() : 0;
      default -> onHandChange;
    };
  }

  private void apply(Move move, Item item, long id) {
    item.onHand += onHandChange(move, item);
    switch (move.type()) {
      case EXPECT -> expect(move, id, item);
      case TRANSFER -> expect(move, id, world.skus.get(move.sku()).at(move.toLocation()));
      case RECEIVE, LOST -> close(move, item);
      case DAMAGE, QUARANTINE, RESTORE -> {
        item.add(move.from(), -move.quantity());
        item.add(move.to(), move.quantity());
      }
      case RETURN -> item.add(move.to(), move.quantity());
      case ADJUST, COUNT, FULFIL -> {}
    }
  }

  private void expect(Move move, long id, Item where) {
    where.incoming += move.quantity();
    world.expected.put(
        id,
        new Expected(
            move.type(), move.sku(), where.location, move.quantity(), move.expectedAtMillis()));
  }

  private void close(Move move, Item item) {
    Expected expected = world.expected.get(move.expected());
    if (expected == null) {
      return;
    }
    long units = move.type() == MovementType.LOST ? expected.open : move.quantity();
    expected.open -= units;
    item.incoming -= units;
    if (expected.open == 0) {
      world.expected.remove(move.expected());
    }
  }

  /** Of LOST, the quantity is what was open. */
  private Fact fact(Move move) {
    Expected expected = world.expected.get(move.expected());
    long quantity =
        move.type() == MovementType.LOST && expected != null ? expected.open : move.quantity();
    return new Fact(Fact.Kind.MOVED, 0, move.sku(), move.location(), quantity, move.type().name());
  }

  Answer setSafetyStock(SetSafetyStock command) {
    Item item = world.skus.get(command.sku()).at(command.location());
    aftermath.quietly(() -> item.safetyTarget = command.target());
    return Answer.ok(new Moved(0, command.sku(), item.figures()));
  }
}
