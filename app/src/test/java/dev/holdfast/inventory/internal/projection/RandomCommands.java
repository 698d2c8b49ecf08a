package dev.holdfast.inventory.internal.projection;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Condition;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.api.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Commands that change stock in every way there is, from a seed; many of them are refused. */
final class RandomCommands {
  private static final int REMEMBERED = 64;
  private static final Condition[] CONDITIONS = Condition.values();
  private static final List<MovementType> MOVEMENTS =
      List.of(
          MovementType.RECEIVE,
          MovementType.RECEIVE,
          MovementType.ADJUST,
          MovementType.COUNT,
          MovementType.EXPECT,
          MovementType.TRANSFER,
          MovementType.LOST,
          MovementType.DAMAGE,
          MovementType.QUARANTINE,
          MovementType.RESTORE,
          MovementType.RETURN);

  private final Random random;
  private final int[] skus;
  private final int[] locations;
  private final int channel;
  private final List<Long> reservations = new ArrayList<>();
  private final List<Expected> expected = new ArrayList<>();

  RandomCommands(Random random, int[] skus, int[] locations, int channel) {
    this.random = random;
    this.skus = skus;
    this.locations = locations;
    this.channel = channel;
  }

  /** Units that come, and where. */
  private record Expected(long movement, int sku, int location) {}

  /** A reservation was made that later commands may be about. */
  void remember(long reservation) {
    remember(reservations, reservation);
  }

  /** Units are expected by a movement, which goes by this id. */
  void expect(long movement, Command.Move move) {
    int location = move.type() == MovementType.TRANSFER ? move.toLocation() : move.location();
    remember(expected, new Expected(movement, move.sku(), location));
  }

  private static <T> void remember(List<T> things, T thing) {
    things.add(thing);
    if (things.size() > REMEMBERED) {
      things.removeFirst();
    }
  }

  Command next() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> move(MOVEMENTS.get(random.nextInt(MOVEMENTS.size())));
      case 3 -> new Command.SetSafetyStock(RequestId.NONE, sku(), location(), random.nextInt(8));
      case 4, 5, 6 -> reserve();
      default -> change();
    };
  }

  private int sku() {
    return skus[random.nextInt(skus.length)];
  }

  private int location() {
    return locations[random.nextInt(locations.length)];
  }

  private Command move(MovementType type) {
    Expected closes = pick(expected);
    return switch (type) {
      case LOST -> closes == null ? reserve() : move(type, closes, 0);
      case RECEIVE ->
          closes == null || random.nextBoolean()
              ? move(type, new Expected(0, sku(), location()), units())
              : move(type, closes, units());
      default -> move(type, new Expected(0, sku(), location()), units());
    };
  }

  private int units() {
    return random.nextInt(1, 30);
  }

  private Command move(MovementType type, Expected closes, long quantity) {
    return new Command.Move(
        RequestId.NONE,
        closes.sku,
        closes.location,
        type,
        quantity,
        from(type),
        to(type),
        type == MovementType.TRANSFER ? otherThan(closes.location) : Command.NONE,
        closes.movement,
        random.nextBoolean() ? 0 : 1_900_000_000_000L,
        -1,
        random.nextInt(4) == 0,
        Text.of("reason " + random.nextInt(3)),
        Text.of("doc:" + random.nextInt(5)),
        Text.of("key"));
  }

  private int otherThan(int location) {
    return locations[(indexOf(location) + random.nextInt(1, locations.length)) % locations.length];
  }

  private int indexOf(int location) {
    for (int i = 0; i < locations.length; i++) {
      if (locations[i] == location) {
        return i;
      }
    }
    throw new IllegalArgumentException();
  }

  private Condition from(MovementType type) {
    return switch (type) {
      case DAMAGE -> random.nextBoolean() ? Condition.AVAILABLE : Condition.QUALITY_CONTROL;
      case QUARANTINE -> random.nextBoolean() ? Condition.AVAILABLE : Condition.DAMAGED;
      case RESTORE -> random.nextBoolean() ? Condition.DAMAGED : Condition.QUALITY_CONTROL;
      default -> Condition.AVAILABLE;
    };
  }

  private Condition to(MovementType type) {
    return switch (type) {
      case DAMAGE -> Condition.DAMAGED;
      case QUARANTINE -> Condition.QUALITY_CONTROL;
      case RETURN -> CONDITIONS[random.nextInt(CONDITIONS.length)];
      default -> Condition.AVAILABLE;
    };
  }

  private Command reserve() {
    var lines = new ArrayList<Command.Line>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      lines.add(
          new Command.Line(
              sku(), random.nextInt(1, 6), random.nextBoolean() ? Command.NONE : location()));
    }
    ReservedAs[] as = ReservedAs.values();
    return new Command.Reserve(
        RequestId.NONE,
        channel,
        random.nextInt(5) == 0 ? 1 : 600_000,
        false,
        lines,
        List.of(),
        Split.ANY,
        random.nextBoolean(),
        random.nextInt(4) == 0 ? as[random.nextInt(as.length)] : ReservedAs.HELD,
        random.nextInt(8) == 0,
        Command.NONE,
        List.of(),
        Text.EMPTY,
        random.nextBoolean() ? Text.EMPTY : Text.of("cart:" + random.nextInt(5)));
  }

  private Command change() {
    Long reservation = pick(reservations);
    if (reservation == null) {
      return reserve();
    }
    Command.Verb[] verbs = Command.Verb.values();
    List<Command.LineUnits> lines =
        random.nextInt(3) == 0 ? List.of(new Command.LineUnits(1, 1)) : List.of();
    Command.Verb verb = verbs[random.nextInt(verbs.length)];
    boolean isConfirm = verb == Command.Verb.CONFIRM;
    return new Command.Change(
        RequestId.NONE,
        reservation,
        Command.NONE,
        verb,
        isConfirm ? List.of() : lines,
        isConfirm && random.nextBoolean());
  }

  private <T> @Nullable T pick(List<T> things) {
    return things.isEmpty() ? null : things.get(random.nextInt(things.size()));
  }
}
