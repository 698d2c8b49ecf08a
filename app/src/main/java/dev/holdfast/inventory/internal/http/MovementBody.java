package dev.holdfast.inventory.internal.http;

import dev.holdfast.inventory.Movement;
import dev.holdfast.inventory.Movement.Condition;
import dev.holdfast.inventory.MovementId;
import dev.holdfast.inventory.Movements;
import dev.holdfast.inventory.Quantities;
import dev.holdfast.shared.Checks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A movement as it is asked for. Each type takes some of the fields, and refuses the others. */
record MovementBody(
    @Nullable String sku,
    @Nullable String location,
    Movement.@Nullable Type type,
    @Nullable Long quantity,
    @Nullable Condition from,
    @Nullable Condition to,
    @Nullable String reason,
    @Nullable String reference,
    @Nullable String toLocation,
    @Nullable String expected,
    @Nullable Instant expectedAt,
    @Nullable Long expectedOnHand,
    @Nullable Boolean force) {

  private static final int TEXT_LENGTH_MAX = 512;
  private static final Instant TIME_MAX = Instant.parse("9999-12-31T23:59:59.999Z");

  /** What it asks for, or the problem VALIDATION_FAILED. */
  Movements.Order order(String actor) {
    var checks = new Checks();
    Movement.Type kind = checks.present("type", type, Movement.Type.RECEIVE);
    checks.that(
        kind != Movement.Type.FULFIL, "type", "must not be FULFIL, which only shipping makes");
    if (type != null) {
      checkBelongings(checks, kind);
    }
    var order =
        new Movements.Order(
            checks.id("sku", sku),
            checks.id("location", location),
            kind,
            checkedQuantity(checks, kind),
            checkedFrom(checks, kind),
            checkedTo(checks, kind),
            checkedToLocation(checks, kind),
            checkedExpected(checks, kind),
            checkedExpectedAt(checks),
            checks.numberOr(
                "expectedOnHand", expectedOnHand, 0, Quantities.ON_HAND_MAX, Movements.ANY_ON_HAND),
            Boolean.TRUE.equals(force),
            checkedReason(checks, kind),
            checks.textOr("reference", reference, TEXT_LENGTH_MAX, ""),
            actor);
    checks.done();
    return order;
  }

  private void checkBelongings(Checks checks, Movement.Type kind) {
    only(
        checks,
        kind,
        "from",
        from,
        Movement.Type.DAMAGE,
        Movement.Type.QUARANTINE,
        Movement.Type.RESTORE);
    only(
        checks,
        kind,
        "to",
        to,
        Movement.Type.DAMAGE,
        Movement.Type.QUARANTINE,
        Movement.Type.RESTORE,
        Movement.Type.RETURN);
    only(checks, kind, "toLocation", toLocation, Movement.Type.TRANSFER);
    only(checks, kind, "expected", expected, Movement.Type.RECEIVE, Movement.Type.LOST);
    only(checks, kind, "expectedAt", expectedAt, Movement.Type.EXPECT, Movement.Type.TRANSFER);
    only(checks, kind, "expectedOnHand", expectedOnHand, Movement.Type.COUNT);
  }

  private static void only(
      Checks checks,
      Movement.Type kind,
      String field,
      @Nullable Object value,
      Movement.Type... types) {
    if (value != null && !List.of(types).contains(kind)) {
      checks.refuse(field, "does not belong to " + kind + ", only to " + names(List.of(types)));
    }
  }

  private static String names(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private long checkedQuantity(Checks checks, Movement.Type kind) {
    return switch (kind) {
      case COUNT -> checks.number("quantity", quantity, 0, Quantities.ON_HAND_MAX);
      case LOST ->
          checks.numberOr(
              "quantity", quantity, 1, Quantities.QUANTITY_MAX, Movements.ALL_THAT_IS_OPEN);
      case ADJUST -> {
        checks.that(quantity == null || quantity != 0, "quantity", "must not be 0");
        yield checks.number(
            "quantity", quantity, -Quantities.QUANTITY_MAX, Quantities.QUANTITY_MAX);
      }
      default -> checks.number("quantity", quantity, 1, Quantities.QUANTITY_MAX);
    };
  }

  private Condition checkedFrom(Checks checks, Movement.Type kind) {
    return switch (kind) {
      case DAMAGE ->
          condition(checks, "from", from, Condition.AVAILABLE, Condition.QUALITY_CONTROL);
      case QUARANTINE -> condition(checks, "from", from, Condition.AVAILABLE, Condition.DAMAGED);
      case RESTORE -> {
        checks.present("from", from, Condition.DAMAGED);
        yield condition(checks, "from", from, Condition.DAMAGED, Condition.QUALITY_CONTROL);
      }
      default -> Condition.AVAILABLE;
    };
  }

  private Condition checkedTo(Checks checks, Movement.Type kind) {
    return switch (kind) {
      case DAMAGE -> condition(checks, "to", to, Condition.DAMAGED);
      case QUARANTINE -> condition(checks, "to", to, Condition.QUALITY_CONTROL);
      case RESTORE -> condition(checks, "to", to, Condition.AVAILABLE);
      case RETURN ->
          condition(
              checks, "to", to, Condition.AVAILABLE, Condition.DAMAGED, Condition.QUALITY_CONTROL);
      default -> Condition.AVAILABLE;
    };
  }

  /** One of the allowed, the first of them if none is given. */
  private static Condition condition(
      Checks checks, String field, @Nullable Condition given, Condition... allowed) {
    List<Condition> choice = List.of(allowed);
    Condition condition = given == null ? choice.getFirst() : given;
    checks.that(choice.contains(condition), field, "must be one of " + names(choice));
    return condition;
  }

  private Optional<String> checkedToLocation(Checks checks, Movement.Type kind) {
    if (kind != Movement.Type.TRANSFER) {
      return Optional.empty();
    }
    String there = checks.id("toLocation", toLocation);
    checks.that(!there.equals(location), "toLocation", "must be another than location");
    return Optional.of(there);
  }

  private Optional<MovementId> checkedExpected(Checks checks, Movement.Type kind) {
    if (expected == null) {
      checks.that(kind != Movement.Type.LOST, "expected", "is required");
      return Optional.empty();
    }
    Optional<MovementId> id = MovementId.parse(expected);
    checks.that(id.isPresent(), "expected", MovementId.RULE);
    return id;
  }

  /** The ledger's clock tells milliseconds, from 1970 on. */
  private Optional<Instant> checkedExpectedAt(Checks checks) {
    if (expectedAt == null) {
      return Optional.empty();
    }
    boolean fits = expectedAt.isAfter(Instant.EPOCH) && !expectedAt.isAfter(TIME_MAX);
    checks.that(fits, "expectedAt", "must be after 1970 began, and before 10000 does");
    return fits ? Optional.of(expectedAt) : Optional.empty();
  }

  private String checkedReason(Checks checks, Movement.Type kind) {
    return kind == Movement.Type.ADJUST
        ? checks.text("reason", reason, TEXT_LENGTH_MAX)
        : checks.textOr("reason", reason, TEXT_LENGTH_MAX, "");
  }
}
