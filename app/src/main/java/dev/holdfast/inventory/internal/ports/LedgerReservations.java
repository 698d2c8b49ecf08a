package dev.holdfast.inventory.internal.ports;

import dev.holdfast.channel.QuantityDisplay;
import dev.holdfast.inventory.Outcome;
import dev.holdfast.inventory.Reading;
import dev.holdfast.inventory.Reservation;
import dev.holdfast.inventory.Reservations;
import dev.holdfast.inventory.internal.engine.Directory;
import dev.holdfast.inventory.internal.engine.LedgerGateway;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Reads;
import dev.holdfast.ledger.api.Reply;
import dev.holdfast.ledger.api.ReservationId;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import dev.holdfast.shared.RequestDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reservations, on the ledger. */
@Component
final class LedgerReservations implements Reservations {
  /** How many reservations a page looks at before it ends short. */
  private static final int LOOK_MAX = 20_000;

  private final LedgerGateway ledger;

  LedgerReservations(LedgerGateway ledger) {
    this.ledger = ledger;
  }

  @Override
  public Mono<Outcome<Reservation>> reserve(RequestDigest request, Hold hold) {
    return ledger
        .submit(() -> commands().reserve(request, hold))
        .map(reply -> outcome(reply, hold));
  }

  @Override
  public boolean begin(RequestDigest request, Hold hold, Outcome.Taker<Reservation> taker) {
    return ledger.offer(
        commands().reserve(request, hold), reply -> taker.take(() -> outcome(reply, hold)));
  }

  private Outcome<Reservation> outcome(Reply reply, Hold hold) {
    QuantityDisplay display = reply.isOk() ? QuantityDisplay.STATUS_ONLY : display(hold.channel());
    return outcome(reply, "held", display);
  }

  @Override
  public Mono<Outcome<Reservation>> change(RequestDigest request, Target target, Change change) {
    return ledger
        .submit(() -> commands().change(request, target, change))
        .map(reply -> outcome(reply, attempt(change.verb()), display(reply, target)));
  }

  @Override
  public Mono<Outcome<Reservation>> extend(
      RequestDigest request, Target target, int ttlSeconds, boolean ttlCapped) {
    return ledger
        .submit(() -> commands().extend(request, target, ttlSeconds, ttlCapped))
        .map(reply -> outcome(reply, "extended", display(reply, target)));
  }

  @Override
  public Optional<Reading<Reservation>> find(String id) {
    String position = Positions.token(ledger.reads().position());
    return Optional.ofNullable(view(id)).map(view -> new Reading<>(reservation(view), position));
  }

  private @Nullable ReservationView view(String id) {
    long number = ReservationId.parse(id);
    return number < 0 ? null : ledger.reads().reservation(number);
  }

  @Override
  public Reading<Page<Reservation>> list(Filter filter, PageRequest page) {
    long before = page.after().map(LedgerReservations::place).orElse(Long.MAX_VALUE);
    String position = Positions.token(ledger.reads().position());
    Reads.ReservationPage found =
        ledger.reads().reservations(filterOf(filter), before, page.limit(), LOOK_MAX);
    List<Reservation> items = found.items().stream().map(this::reservation).toList();
    return new Reading<>(
        found.next() < 0
            ? Page.last(items)
            : Page.before(items, ReservationId.format(found.next())),
        position);
  }

  private ReservationCommands commands() {
    return new ReservationCommands(ledger.directory());
  }

  private Outcome<Reservation> outcome(Reply reply, String attempt, QuantityDisplay display) {
    return new Refusals(ledger.directory(), attempt, display)
        .outcome(reply, done -> reservation(((Reply.Reserved) done).reservation()));
  }

  private Reservation reservation(ReservationView view) {
    return ReservationViews.shown(view, ledger.directory());
  }

  private QuantityDisplay display(String channel) {
    return ledger.directory().channel(channel).display();
  }

  /** How the refusal of a verb shows figures; one that was done shows none. */
  private QuantityDisplay display(Reply reply, Target target) {
    if (reply.isOk()) {
      return QuantityDisplay.STATUS_ONLY;
    }
    return target.asker().map(this::display).orElseGet(() -> displayOfOwner(target.id()));
  }

  private QuantityDisplay displayOfOwner(String id) {
    ReservationView view = view(id);
    return view == null
        ? QuantityDisplay.STATUS_ONLY
        : ledger.directory().channel(view.channel()).display();
  }

  private static String attempt(Verb verb) {
    return switch (verb) {
      case CONFIRM -> "confirmed";
      case RELEASE -> "released";
      case CANCEL -> "cancelled";
      case FULFIL -> "fulfilled";
    };
  }

  private Reads.ReservationFilter filterOf(Filter filter) {
    Directory directory = ledger.directory();
    return new Reads.ReservationFilter(
        filter.channel().map(id -> directory.channel(id).ordinal()).orElse(Command.NONE),
        filter.sku().map(directory::sku).orElse(Command.NONE),
        filter.location().map(directory::location).orElse(Command.NONE),
        filter.state().map(ReservationViews::stateOf).orElse(null),
        orNull(filter.customer()),
        orNull(filter.reference()));
  }

  private static <T> @Nullable T orNull(Optional<T> value) {
    return value.orElse(null);
  }

  private static long place(String cursor) {
    long id = ReservationId.parse(cursor);
    if (id < 0) {
      throw PageRequest.badCursor();
    }
    return id;
  }
}
