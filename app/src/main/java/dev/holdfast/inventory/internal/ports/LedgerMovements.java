package dev.holdfast.inventory.internal.ports;

import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.Movement;
import dev.holdfast.inventory.Movements;
import dev.holdfast.inventory.Outcome;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.shared.RequestDigest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Movements, on the ledger. */
@Component
final class LedgerMovements implements Movements {
  private static final String ID_PREFIX = "m0-";

  private final LedgerGateway ledger;

  LedgerMovements(LedgerGateway ledger) {
    this.ledger = ledger;
  }

  @Override
  public Mono<Outcome<Movement>> record(RequestDigest request, Order order) {
    return ledger.submit(() -> command(request, order)).map(this::outcome);
  }

  private Command.Move command(RequestDigest request, Order order) {
    Directory directory = ledger.directory();
    return new Command.Move(
        Requests.id(request),
        directory.sku(order.sku()),
        directory.location(order.location()),
        typeOf(order.type()),
        order.quantity(),
        order.expectedOnHand(),
        Text.of(order.reason()),
        Text.of(order.reference()),
        Text.of(order.actor()));
  }

  private Outcome<Movement> outcome(Reply reply) {
    return new Refusals(ledger.directory(), "recorded", QuantityDisplay.EXACT)
        .outcome(reply, done -> movement((Reply.Moved) done));
  }

  private Movement movement(Reply.Moved moved) {
    return new Movement(
        ID_PREFIX + moved.movement(),
        moved.movement(),
        Figures.of(moved.stock(), ledger.directory()));
  }

  private static MovementType typeOf(Movement.Type type) {
    return switch (type) {
      case RECEIVE -> MovementType.RECEIVE;
      case ADJUST -> MovementType.ADJUST;
      case COUNT -> MovementType.COUNT;
    };
  }
}
