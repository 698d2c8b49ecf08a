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
 * was done (an unknown id, FORBIDDEN, LEDGER_BUSY, LEDGER_STOPPED) or if nobody knows
 * (OUTCOME_UNKNOWN).
 */
public interface Reservations {

  /** The most lines of one. */
  int LINES_MAX = 256;

  /** The most locations that may be ranked for one. */
  int LOCATIONS_MAX = 16;

  /** The most budgets that one may draw on. */
  int DRAWS_MAX = 16;

  /** Holds all lines, or what can be had of them if that is allowed, or refuses. */
  Mono<Outcome<Reservation>> reserve(RequestDigest request, Hold hold);

  /**
   * The same for a caller with many under way.
   *
   * @return false if the ledger has no room at present and nothing was done
   * @throws dev.holdfast.shared.Problem if it is refused without the ledger
   */
  boolean begin(RequestDigest request, Hold hold, Outcome.Taker<Reservation> taker);

  /** Does what is asked with a reservation. */
  Mono<Outcome<Reservation>> change(RequestDigest request, Target target, Change change);

  /** Sets the deadline to the later of itself and now + ttl. */
  Mono<Outcome<Reservation>> extend(
      RequestDigest request, Target target, int ttlSeconds, boolean ttlCapped);

  /** The reservation as it stands now, or nothing if the ledger does not hold it. */
  Optional<Reading<Reservation>> find(String id);

  /** Reservations that the ledger holds, newest first. */
  Reading<Page<Reservation>> list(Filter filter, PageRequest page);

  /**
   * What to do with a reservation; all ranges are checked.
   *
   * @param lines for all verbs but CONFIRM, how much of which lines, each at most once; empty for
   *     all that is left
   * @param reacquire for CONFIRM, whether to take everything again if it has expired
   */
  record Change(Verb verb, List<LineUnits> lines, boolean reacquire) {}

  /**
   * Units of one line of a reservation.
   *
   * @param line its number, from 1
   */
  record LineUnits(int line, int quantity) {}

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
   * @param byChannel whether the channel itself asks and not the back office: then the sale's or
   *     the channel's ttl is the longest allowed too, and only a channel that hands goods over
   *     reserves as anything but HELD, or records (FORBIDDEN)
   * @param ttlSeconds for how long, or 0 for the sale's or channel's own
   * @param locations where from, best first; empty for the channel's by id
   * @param allowPartial whether each line may be cut to what can be had
   * @param recorded whether it has happened already, so that what is missing is forced; HELD, it is
   *     still given back at its deadline
   * @param sale the sale it is made in
   * @param draws what it draws on budgets, each at most once
   * @param customer empty for none
   * @param reference empty for none
   */
  record Hold(
      String channel,
      boolean byChannel,
      int ttlSeconds,
      List<Line> lines,
      List<String> locations,
      Split split,
      boolean allowPartial,
      As as,
      boolean recorded,
      @Nullable String sale,
      List<Draw> draws,
      String customer,
      String reference) {}

  /** How lines may be divided over locations. */
  enum Split {
    /** Not at all: all from one. */
    NONE,
    /** Over few, found greedily. */
    MINIMAL,
    /** By rank, each gives what it has. */
    ANY
  }

  /** The state a reservation is made in. */
  enum As {
    HELD,
    CONFIRMED,
    FULFILLED
  }

  /** Units that a reservation draws on a budget. */
  record Draw(String budget, long units) {}

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
   * @param asker the channel that asks, and is shown figures its way; empty for the back office,
   *     which is shown them as the reservation's channel is
   */
  record Target(String id, Optional<String> channel, Optional<String> asker) {}

  /** Which reservations are listed: those that match everything that is given. */
  record Filter(
      Optional<String> channel,
      Optional<String> sku,
      Optional<String> location,
      Optional<Reservation.State> state,
      Optional<String> customer,
      Optional<String> reference) {}
}
