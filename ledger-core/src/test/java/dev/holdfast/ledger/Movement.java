package dev.holdfast.ledger;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Condition;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.Text;

/** A movement in the making, of which a test says only what matters to it. */
final class Movement {

  private final MovementType type;
  private final int sku;
  private final int location;
  private final long quantity;
  private RequestId request = RequestId.NONE;
  private Condition from = Condition.AVAILABLE;
  private Condition to = Condition.AVAILABLE;
  private int toLocation = Command.NONE;
  private long expected;
  private long expectedOnHand = -1;
  private boolean force;

  private Movement(MovementType type, int sku, int location, long quantity) {
    this.type = type;
    this.sku = sku;
    this.location = location;
    this.quantity = quantity;
  }

  static Movement of(MovementType type, int sku, int location, long quantity) {
    return new Movement(type, sku, location, quantity);
  }

  /** The id of the movement that a reply told. */
  static long id(Reply reply) {
    return ((Reply.Moved) reply.outcome()).movement();
  }

  Movement request(RequestId id) {
    request = id;
    return this;
  }

  Movement from(Condition condition) {
    from = condition;
    return this;
  }

  Movement to(Condition condition) {
    to = condition;
    return this;
  }

  Movement to(int otherLocation) {
    toLocation = otherLocation;
    return this;
  }

  Movement expected(long movement) {
    expected = movement;
    return this;
  }

  Movement expectedOnHand(long units) {
    expectedOnHand = units;
    return this;
  }

  Movement forced() {
    force = true;
    return this;
  }

  Command.Move command() {
    return new Command.Move(
        request,
        sku,
        location,
        type,
        quantity,
        from,
        to,
        toLocation,
        expected,
        0,
        expectedOnHand,
        force,
        Text.of("because"),
        Text.EMPTY,
        Text.of("test"));
  }
}
