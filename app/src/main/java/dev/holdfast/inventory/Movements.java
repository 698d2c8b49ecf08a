package dev.holdfast.inventory;

import dev.holdfast.shared.RequestDigest;
import reactor.core.publisher.Mono;

/** Moves stock. Thread-safe. */
public interface Movements {

  /** No comparison with what is on hand. */
  long ANY_ON_HAND = -1;

  /**
   * Records a movement, durably, or refuses.
   *
   * @return an error of type Problem if nothing was done: SKU_NOT_FOUND, LOCATION_NOT_FOUND and
   *     what the ledger being busy or stopped gives
   */
  Mono<Outcome<Movement>> record(RequestDigest request, Order order);

  /**
   * What to move; all ranges are checked.
   *
   * @param quantity RECEIVE: 1 or more; ADJUST: any but 0; COUNT: 0 or more
   * @param expectedOnHand for COUNT, what must be on hand, or {@link #ANY_ON_HAND}
   * @param reason empty for none
   * @param reference a document's URI, empty for none
   * @param actor who asks
   */
  record Order(
      String sku,
      String location,
      Movement.Type type,
      long quantity,
      long expectedOnHand,
      String reason,
      String reference,
      String actor) {}
}
