package dev.holdfast.inventory;

import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import dev.holdfast.shared.RequestDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Holds stock and lets it go. Thread-safe.
 *
 * <p>Every Mono ends within {@code holdfast.reply-timeout}, with a Problem as its error if nothing
 * was done (an unknown SKU, location or channel, LEDGER_BUSY, LEDGER_STOPPED) or if nobody knows
 * (OUTCOME_UNKNOWN).
 */
public interface Reservations {

  /** Holds all lines, or refuses. */
  Mono<Outcome<Reservation>> reserve(RequestDigest request, Hold hold);

  /** Does the verb. */
  Mono<Outcome<Reservation>> change(RequestDigest request, Target target, Verb verb);

  /** Sets the deadline to the later of itself and now + ttl. */
  Mono<Outcome<Reservation>> extend(
      RequestDigest request, Target target, int ttlSeconds, boolean ttlCapped);

  /** The reservation as it stands now, or nothing if the ledger does not hold it. */
  Optional<Reading<Reservation>> find(String id);

  /** Reservations that the ledger holds, newest first. */
  Reading<Page<Reservation>> list(Filter filter, PageRequest page);

  /** What a verb does. */
  enum Verb {
    CONFIRM,
    RELEASE,
    CANCEL,
    FULFIL
  }

  /**
   * What to hold; all ranges are checked.
   *
   * @param ttlSeconds for how long, or 0 for the channel's own
   * @param ttlCapped whether the channel's own ttl is also the longest allowed
   * @param locations where from, best first; empty for the channel's by id
   * @param customer empty for none
   * @param reference empty for none
   */
  record Hold(
      String channel,
      int ttlSeconds,
      boolean ttlCapped,
      List<Line> lines,
      List<String> locations,
      String customer,
      String reference) {}

  /**
   * One line to hold.
   *
   * @param location the only location it may come from
   */
  record Line(String sku, int quantity, @Nullable String location) {}

  /**
   * Which reservation a verb is for.
   *
   * @param id as clients have it; one that cannot be is RESERVATION_NOT_FOUND
   * @param channel whose it must be to be seen at all; empty for anyone's
   */
  record Target(String id, Optional<String> channel) {}

  /** Which reservations are listed: those that match everything that is given. */
  record Filter(
      Optional<String> channel,
      Optional<String> sku,
      Optional<String> location,
      Optional<Reservation.State> state,
      Optional<String> customer,
      Optional<String> reference) {}
}
