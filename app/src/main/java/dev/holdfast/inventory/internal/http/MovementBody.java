package dev.holdfast.inventory.internal.http;

import dev.holdfast.inventory.Movement;
import dev.holdfast.inventory.Movements;
import dev.holdfast.shared.Checks;
import org.jspecify.annotations.Nullable;

/** A movement as it is asked for. */
record MovementBody(
    @Nullable String sku,
    @Nullable String location,
    Movement.@Nullable Type type,
    @Nullable Long quantity,
    @Nullable String reason,
    @Nullable String reference,
    @Nullable Long expectedOnHand) {

  private static final long QUANTITY_MAX = 1_000_000_000;
  private static final long ON_HAND_MAX = 1_000_000_000_000L;
  private static final int TEXT_LENGTH_MAX = 512;

  /** What it asks for, or the problem VALIDATION_FAILED. */
  Movements.Order order(String actor) {
    var checks = new Checks();
    Movement.Type kind = checks.present("type", type, Movement.Type.RECEIVE);
    var order =
        new Movements.Order(
            checks.id("sku", sku),
            checks.id("location", location),
            kind,
            checkedQuantity(checks, kind),
            checkedOnHand(checks, kind),
            checkedReason(checks, kind),
            checks.textOr("reference", reference, TEXT_LENGTH_MAX, ""),
            actor);
    checks.done();
    return order;
  }

  private long checkedQuantity(Checks checks, Movement.Type kind) {
    return switch (kind) {
      case RECEIVE -> checks.number("quantity", quantity, 1, QUANTITY_MAX);
      case COUNT -> checks.number("quantity", quantity, 0, QUANTITY_MAX);
      case ADJUST -> {
        checks.that(quantity == null || quantity != 0, "quantity", "must not be 0");
        yield checks.number("quantity", quantity, -QUANTITY_MAX, QUANTITY_MAX);
      }
    };
  }

  private long checkedOnHand(Checks checks, Movement.Type kind) {
    checks.that(
        expectedOnHand == null || kind == Movement.Type.COUNT,
        "expectedOnHand",
        "is only for a COUNT");
    return checks.numberOr("expectedOnHand", expectedOnHand, 0, ON_HAND_MAX, Movements.ANY_ON_HAND);
  }

  private String checkedReason(Checks checks, Movement.Type kind) {
    return kind == Movement.Type.ADJUST
        ? checks.text("reason", reason, TEXT_LENGTH_MAX)
        : checks.textOr("reason", reason, TEXT_LENGTH_MAX, "");
  }
}
