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
import dev.holdfast.ledger.api.Text;
import dev.holdfast.shared.Page;
import dev.holdfast.shared.PageRequest;
import dev.holdfast.shared.Problem;
import dev.holdfast.shared.ProblemCode;
import dev.holdfast.shared.RequestDigest;
import java.util.ArrayList;
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

  private static final long MILLIS = 1_000L;

  private final LedgerGateway ledger;

  LedgerReservations(LedgerGateway ledger) {
    this.ledger = ledger;
  }

  @Override
  public Mono<Outcome<Reservation>> reserve(RequestDigest request, Hold hold) {
    return ledger
        .submit(() -> command(request, hold))
        .map(reply -> outcome(reply, "held", display(hold.channel())));
  }

  @Override
  public Mono<Outcome<Reservation>> change(RequestDigest request, Target target, Verb verb) {
    return ledger
        .submit(
            () -> new Command.Change(Requests.id(request), id(target), owner(target), verbOf(verb)))
        .map(reply -> outcome(reply, attempt(verb), QuantityDisplay.STATUS_ONLY));
  }

  @Override
  public Mono<Outcome<Reservation>> extend(
      RequestDigest request, Target target, int ttlSeconds, boolean ttlCapped) {
    return ledger
        .submit(
            () ->
                new Command.Extend(
                    Requests.id(request),
                    id(target),
                    owner(target),
                    ttlSeconds * MILLIS,
                    ttlCapped))
        .map(reply -> outcome(reply, "extended", QuantityDisplay.STATUS_ONLY));
  }

  @Override
  public Optional<Reading<Reservation>> find(String id) {
    long number = ReservationId.parse(id);
    String position = Positions.token(ledger.reads().position());
    return Optional.ofNullable(number < 0 ? null : ledger.reads().reservation(number))
        .map(view -> new Reading<>(reservation(view), position));
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

  private Command.Reserve command(RequestDigest request, Hold hold) {
    Directory directory = ledger.directory();
    return new Command.Reserve(
        Requests.id(request),
        directory.channel(hold.channel()).ordinal(),
        hold.ttlSeconds() * MILLIS,
        hold.ttlCapped(),
        lines(hold.lines(), directory),
        hold.locations().stream().map(directory::location).toList(),
        Text.of(hold.customer()),
        Text.of(hold.reference()));
  }

  private static List<Command.Line> lines(List<Line> asked, Directory directory) {
    var lines = new ArrayList<Command.Line>(asked.size());
    for (Line line : asked) {
      int number = lines.size() + 1;
      int sku = directory.skus().find(line.sku());
      if (sku == Command.NONE) {
        throw unknown(ProblemCode.SKU_NOT_FOUND, number, "sku", line.sku());
      }
      lines.add(new Command.Line(sku, line.quantity(), location(line, number, directory)));
    }
    return lines;
  }

  private static int location(Line line, int number, Directory directory) {
    String id = line.location();
    if (id == null) {
      return Command.NONE;
    }
    int location = directory.locations().find(id);
    if (location == Command.NONE) {
      throw unknown(ProblemCode.LOCATION_NOT_FOUND, number, "location", id);
    }
    return location;
  }

  private static Problem unknown(ProblemCode code, int line, String field, String id) {
    return Problem.of(
            code, "Line " + line + " names the " + field + " " + id + ", which is unknown.")
        .with("line", line)
        .with(field, id);
  }

  private QuantityDisplay display(String channel) {
    return ledger.directory().channel(channel).display();
  }

  private static long id(Target target) {
    long id = ReservationId.parse(target.id());
    if (id < 0) {
      throw Refusals.reservationNotFound();
    }
    return id;
  }

  private int owner(Target target) {
    return target
        .channel()
        .map(id -> ledger.directory().channel(id).ordinal())
        .orElse(Command.NONE);
  }

  private Outcome<Reservation> outcome(Reply reply, String attempt, QuantityDisplay display) {
    return new Refusals(ledger.directory(), attempt, display)
        .outcome(reply, done -> reservation(((Reply.Reserved) done).reservation()));
  }

  private Reservation reservation(ReservationView view) {
    return ReservationViews.shown(view, ledger.directory());
  }

  private static Command.Verb verbOf(Verb verb) {
    return switch (verb) {
      case CONFIRM -> Command.Verb.CONFIRM;
      case RELEASE -> Command.Verb.RELEASE;
      case CANCEL -> Command.Verb.CANCEL;
      case FULFIL -> Command.Verb.FULFIL;
    };
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
