package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.LedgerConfig;
import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Condition;
import dev.holdfast.ledger.api.LocationType;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.QuantityDisplay;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.api.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A shop with one location, one channel, and more stock than a benchmark can sell. */
final class Shop {

  private static final int CHANNEL = 0;

  private static final int LOCATION = 0;
  private static final long ON_HAND = 1_000_000_000;

  private final SplittableRandom random = new SplittableRandom(42);
  private final long ttlMillis;
  private final Text customer;
  private final Text reference;
  private final List<Command.Line> oneOfEach;

  /** A shop whose reservations name a customer and a reference. */
  Shop(int skus, long ttlMillis) {
    this(skus, ttlMillis, true);
  }

  /**
   * A shop.
   *
   * @param ttlMillis how long reservations are held
   * @param texts whether reservations name a customer and a reference
   */
  Shop(int skus, long ttlMillis, boolean texts) {
    this.ttlMillis = ttlMillis;
    customer = texts ? Text.of("customer-1234567") : Text.EMPTY;
    reference = texts ? Text.of("https://shop.example/carts/1234567") : Text.EMPTY;
    oneOfEach = new ArrayList<>(skus);
    for (int sku = 0; sku < skus; sku++) {
      oneOfEach.add(new Command.Line(sku, 1, Command.NONE));
    }
  }

  /** The commands that set it up in an empty ledger. */
  List<Command> opening() {
    return opening(LedgerConfig.DEFAULT.bounds());
  }

  List<Command> opening(Bounds bounds) {
    var opening = new ArrayList<Command>();
    opening.add(new Command.SetBounds(bounds));
    opening.add(
        new Command.DefineLocation(
            RequestId.NONE, Text.of("berlin"), LocationType.WAREHOUSE, Text.EMPTY));
    opening.add(
        new Command.DefineChannel(
            RequestId.NONE,
            Text.of("web"),
            ttlMillis,
            QuantityDisplay.EXACT,
            List.of(),
            Text.EMPTY));
    for (Command.Line line : oneOfEach) {
      Text id = Text.of("sku-" + line.sku());
      opening.add(new Command.DefineSku(RequestId.NONE, id, 0, 0, Text.EMPTY));
      opening.add(receive(line.sku()));
    }
    return opening;
  }

  private static Command receive(int sku) {
    return new Command.Move(
        RequestId.NONE,
        sku,
        LOCATION,
        MovementType.RECEIVE,
        ON_HAND,
        Condition.AVAILABLE,
        Condition.AVAILABLE,
        Command.NONE,
        0,
        0,
        -1,
        false,
        Text.EMPTY,
        Text.of("urn:delivery:1"),
        Text.of("benchmark"));
  }

  /** Lines of one unit each, of any SKUs. */
  List<Command.Line> cart(int lines) {
    return List.of(
        random
            .ints(lines, 0, oneOfEach.size())
            .mapToObj(oneOfEach::get)
            .toArray(Command.Line[]::new));
  }

  Command.Reserve reserve(RequestId request, List<Command.Line> cart) {
    return new Command.Reserve(
        request,
        CHANNEL,
        0,
        true,
        cart,
        List.of(),
        Split.ANY,
        false,
        ReservedAs.HELD,
        false,
        Command.NONE,
        List.of(),
        customer,
        reference);
  }

  Command.Change change(RequestId request, long reservation, Command.Verb verb) {
    return new Command.Change(request, reservation, CHANNEL, verb, List.of(), false);
  }

  /** Holds it for its whole time again. */
  Command.Extend extend(RequestId request, long reservation) {
    return new Command.Extend(request, reservation, CHANNEL, ttlMillis, true);
  }
}
