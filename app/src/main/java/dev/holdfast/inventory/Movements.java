package dev.holdfast.inventory;

import dev.holdfast.shared.RequestDigest;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Moves stock. Thread-safe. */
public interface Movements {

  /** No comparison with what is on hand. */
  long ANY_ON_HAND = -1;

  /** The quantity of a LOST that ends all that is open. */
  long ALL_THAT_IS_OPEN = 0;

  /**
   * Records a movement, durably, or refuses.
   *
   * @return an error of type Problem if nothing was done: SKU_NOT_FOUND, LOCATION_NOT_FOUND and
   *     what the ledger being busy or stopped gives
   */
  Mono<Outcome<Movement>> record(RequestDigest request, Order order);

  /**
   * The same, for a caller with many of them.
   *
   * @return false if the ledger has no room for it at present: nothing was done
   * @throws dev.holdfast.shared.Problem if nothing was done, as above
   */
  boolean begin(RequestDigest request, Order order, Outcome.Taker<Movement> taker);

  /**
   * What to move; all ranges are checked, and what its type has no use for is left out.
   *
   * @param quantity 1 or more; ADJUST: any but 0; COUNT: 0 to what may be on hand; LOST: {@link
   *     #ALL_THAT_IS_OPEN} too
   * @param from DAMAGE, QUARANTINE, RESTORE: the condition units were in; else AVAILABLE
   * @param to DAMAGE, QUARANTINE, RESTORE, RETURN: the condition they are in then; else AVAILABLE
   * @param toLocation TRANSFER: where to
   * @param expected RECEIVE, LOST: the movement that announced the units
   * @param expectedAt EXPECT, TRANSFER: when they are to come
   * @param expectedOnHand COUNT: what must be on hand, or {@link #ANY_ON_HAND}
   * @param force does it even if units that are promised would be missing then
   * @param reason empty for none
   * @param reference a document's URI, empty for none
   * @param actor who asks
   */
  record Order(
      String sku,
      String location,
      Movement.Type type,
      long quantity,
      Movement.Condition from,
      Movement.Condition to,
      Optional<String> toLocation,
      Optional<MovementId> expected,
      Optional<Instant> expectedAt,
      long expectedOnHand,
      boolean force,
      String reason,
      String reference,
      String actor) {

    /** A count that compares first. */
    public static Order count(
        String sku,
        String location,
        long quantity,
        long expectedOnHand,
        String reason,
        String actor) {
      return new Order(
          sku,
          location,
          Movement.Type.COUNT,
          quantity,
          Movement.Condition.AVAILABLE,
          Movement.Condition.AVAILABLE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          expectedOnHand,
          false,
          reason,
          "",
          actor);
    }
  }
}
