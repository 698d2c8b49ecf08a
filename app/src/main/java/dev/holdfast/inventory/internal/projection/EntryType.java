package dev.holdfast.inventory.internal.projection;

import dev.holdfast.ledger.api.MovementType;
import dev.holdfast.ledger.follow.StockFact;
import org.jspecify.annotations.Nullable;

/** What kind of fact changed a stock item, in the words clients see. */
public enum EntryType {
  RECEIVE(1),
  ADJUST(2),
  COUNT(3),
  EXPECT(4),
  TRANSFER(5),
  LOST(6),
  DAMAGE(7),
  QUARANTINE(8),
  RESTORE(9),
  RETURN(10),
  /** The movement that shipping a reservation makes. */
  FULFIL(11),
  SAFETY_STOCK_SET(20),
  /** Units that came fill a line that waited for them. */
  BACKORDER_FILLED(21),
  HELD(22),
  CONFIRMED(23),
  RELEASED(24),
  CANCELLED(25),
  EXPIRED(26),
  /** An expired reservation took everything again, and is confirmed. */
  REACQUIRED(27);

  private static final @Nullable EntryType[] BY_CODE = new @Nullable EntryType[28];

  static {
    for (EntryType type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  private final int code;

  EntryType(int code) {
    this.code = code;
  }

  /** Whether it is a movement of stock. */
  public boolean isMovement() {
    return code <= FULFIL.code;
  }

  /** Stands for it in stored entries, for good. */
  int code() {
    return code;
  }

  /** The one that a code stands for; another code is an error. */
  static EntryType of(int code) {
    EntryType type = code < BY_CODE.length ? BY_CODE[code] : null;
    if (type == null) {
      throw new IllegalArgumentException("No type of entry has the code " + code);
    }
    return type;
  }

  static EntryType of(StockFact fact) {
    return switch (fact.kind()) {
      case MOVED -> of(movement(fact).type());
      case FULFILLED -> FULFIL;
      case SAFETY_STOCK_SET -> SAFETY_STOCK_SET;
      case BACKORDER_FILLED -> BACKORDER_FILLED;
      case HELD -> HELD;
      case CONFIRMED -> CONFIRMED;
      case RELEASED -> RELEASED;
      case CANCELLED -> CANCELLED;
      case EXPIRED -> EXPIRED;
      case REACQUIRED -> REACQUIRED;
    };
  }

  private static EntryType of(MovementType type) {
    return switch (type) {
      case RECEIVE -> RECEIVE;
      case ADJUST -> ADJUST;
      case COUNT -> COUNT;
      case EXPECT -> EXPECT;
      case TRANSFER -> TRANSFER;
      case LOST -> LOST;
      case DAMAGE -> DAMAGE;
      case QUARANTINE -> QUARANTINE;
      case RESTORE -> RESTORE;
      case RETURN -> RETURN;
      case FULFIL -> FULFIL;
    };
  }

  private static StockFact.Movement movement(StockFact fact) {
    StockFact.Movement movement = fact.movement();
    if (movement == null) {
      throw new IllegalArgumentException("Nothing moved at position " + fact.position());
    }
    return movement;
  }
}
