package dev.holdfast.inventory.internal.ports;

import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.Movement;
import dev.holdfast.inventory.MovementId;
import dev.holdfast.inventory.Movements;
import dev.holdfast.inventory.Outcome;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Condition;
import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.shared.RequestDigest;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Movements, on the ledger. */
@Component
final class LedgerMovements implements Movements {
  private static final long NOT_KNOWN = 0;

  private final LedgerGateway ledger;

  LedgerMovements(LedgerGateway ledger) {
    this.ledger = ledger;
  }

  @Override
  public Mono<Outcome<Movement>> record(RequestDigest request, Order order) {
    return ledger.submit(() -> command(request, order)).map(this::outcome);
  }

  @Override
  public boolean begin(RequestDigest request, Order order, Outcome.Taker<Movement> taker) {
    return ledger.offer(command(request, order), reply -> taker.take(() -> outcome(reply)));
  }

  private Command.Move command(RequestDigest request, Order order) {
    Directory directory = ledger.directory();
    return new Command.Move(
        Requests.id(request),
        directory.sku(order.sku()),
        directory.location(order.location()),
        typeOf(order.type()),
        order.quantity(),
        conditionOf(order.from()),
        conditionOf(order.to()),
        order.toLocation().map(directory::location).orElse(Command.NONE),
        order.expected().map(LedgerMovements::known).orElse(0L),
        order.expectedAt().map(Instant::toEpochMilli).orElse(NOT_KNOWN),
        order.expectedOnHand(),
        order.force(),
        Text.of(order.reason()),
        Text.of(order.reference()),
        Text.of(order.actor()));
  }

  /** To the ledger, 0 is none. */
  private static long known(MovementId expected) {
    if (expected.position() == 0) {
      throw StockRefusals.movementNotFound(expected);
    }
    return expected.position();
  }

  private Outcome<Movement> outcome(Reply reply) {
    return new Refusals(ledger.directory(), "recorded", QuantityDisplay.EXACT)
        .outcome(reply, done -> movement((Reply.Moved) done));
  }

  private Movement movement(Reply.Moved moved) {
    return new Movement(
        new MovementId(moved.movement()).toString(),
        moved.movement(),
        Figures.of(moved.stock(), ledger.directory()));
  }

  private static MovementType typeOf(Movement.Type type) {
    return switch (type) {
      case EXPECT -> MovementType.EXPECT;
      case RECEIVE -> MovementType.RECEIVE;
      case ADJUST -> MovementType.ADJUST;
      case COUNT -> MovementType.COUNT;
      case TRANSFER -> MovementType.TRANSFER;
      case LOST -> MovementType.LOST;
      case DAMAGE -> MovementType.DAMAGE;
      case QUARANTINE -> MovementType.QUARANTINE;
      case RESTORE -> MovementType.RESTORE;
      case RETURN -> MovementType.RETURN;
      case FULFIL -> throw new IllegalArgumentException("FULFIL is made by shipping");
    };
  }

  private static Condition conditionOf(Movement.Condition condition) {
    return switch (condition) {
      case AVAILABLE -> Condition.AVAILABLE;
      case DAMAGED -> Condition.DAMAGED;
      case QUALITY_CONTROL -> Condition.QUALITY_CONTROL;
    };
  }
}
