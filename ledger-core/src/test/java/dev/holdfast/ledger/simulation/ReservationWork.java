package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Change;
import dev.holdfast.ledger.api.Command.LineUnits;
import dev.holdfast.ledger.api.Command.Reserve;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ReservationView;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.Split;
import dev.holdfast.ledger.api.Text;
import dev.holdfast.ledger.simulation.oracle.Oracle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes up reservations and what is done with them. */
final class ReservationWork {

  private final Dice dice;
  private final Profile profile;
  private final Oracle oracle;
  private final SettingsWork settings;

  ReservationWork(Dice dice, Profile profile, Oracle oracle, SettingsWork settings) {
    this.dice = dice;
    this.profile = profile;
    this.oracle = oracle;
    this.settings = settings;
  }

  Reserve reserve(RequestId request) {
    int channel = dice.skewed(profile.channels());
    int sale = dice.percent(35) ? settings.someSale() : Command.NONE;
    List<Integer> skus =
        sale == Command.NONE || dice.percent(8) ? List.of() : settings.skusOf(sale);
    return new Reserve(
        request,
        channel,
        ttl(),
        dice.percent(60),
        lines(channel, skus),
        ranked(channel),
        dice.percent(60) ? Split.ANY : dice.of(List.of(Split.values())),
        dice.percent(30),
        as(),
        dice.percent(8),
        sale,
        draws(),
        customer(),
        dice.percent(30) ? Text.of("cart-" + dice.below(5)) : Text.EMPTY);
  }

  private long ttl() {
    return dice.percent(70)
        ? 0
        : dice.between(1L, dice.percent(90) ? 60_000L : Command.TTL_MILLIS_MAX);
  }

  private ReservedAs as() {
    return dice.percent(78)
        ? ReservedAs.HELD
        : dice.percent(60) ? ReservedAs.CONFIRMED : ReservedAs.FULFILLED;
  }

  private Text customer() {
    return dice.percent(25) ? Text.EMPTY : Text.of("c-" + dice.skewed(5));
  }

  private List<Command.Line> lines(int channel, List<Integer> skus) {
    var lines = new ArrayList<Command.Line>();
    for (int left = 1 + dice.skewed(8); left > 0; left--) {
      int sku = skus.isEmpty() ? dice.skewed(profile.skus()) : dice.of(skus);
      int location = dice.percent(18) ? location(channel) : Command.NONE;
      lines.add(new Command.Line(sku, quantity(channel, sku), location));
    }
    return lines;
  }

  /** Often to the last unit that can be had, or one more. */
  private int quantity(int channel, int sku) {
    long sellable = oracle.availability(channel, sku).sellable();
    long units =
        switch (dice.below(10)) {
          case 0, 1 -> sellable + dice.between(-1, 1);
          case 2 -> sellable + oracle.backorderLeft(sku) + dice.between(-1, 1);
          default ->
              profile.hostile() && dice.percent(30)
                  ? dice.between(1L, Command.QUANTITY_MAX)
                  : dice.between(1, 1 + dice.skewed(profile.quantityMax()));
        };
    return Math.clamp(units, 1, Command.QUANTITY_MAX);
  }

  private int location(int channel) {
    List<Integer> allowed = settings.allowed(channel);
    return allowed.isEmpty() || dice.percent(6)
        ? dice.below(profile.locations())
        : dice.of(allowed);
  }

  private List<Integer> ranked(int channel) {
    if (dice.percent(65)) {
      return List.of();
    }
    List<Integer> allowed = settings.allowed(channel);
    List<Integer> ranked = dice.some(profile.locations(), 1);
    if (!allowed.isEmpty() && !dice.percent(6)) {
      ranked = ranked.stream().filter(allowed::contains).toList();
    }
    return ranked.stream().limit(Command.RANKED_MAX).toList();
  }

  private List<Command.Draw> draws() {
    var draws = new ArrayList<Command.Draw>();
    if (settings.budgets() > 0 && dice.percent(22)) {
      for (int budget : dice.some(settings.budgets(), 1)) {
        draws.add(new Command.Draw(budget, dice.between(1, 3)));
      }
    }
    return draws;
  }

  Change change(RequestId request) {
    ReservationView one = someReservation();
    long id = one == null ? 1_000_000L + dice.below(10) : one.id();
    int channel = Command.NONE;
    if (one != null && dice.percent(50)) {
      channel = dice.percent(94) ? one.channel() : dice.below(profile.channels());
    }
    Verb verb = verb(one);
    List<Command.LineUnits> lines =
        verb != Verb.CONFIRM && one != null && dice.percent(55) ? lines(one) : List.of();
    return new Change(request, id, channel, verb, lines, verb == Verb.CONFIRM && dice.percent(65));
  }

  /** Mostly one that the state allows. */
  private Verb verb(@Nullable ReservationView one) {
    if (one == null || dice.percent(10)) {
      return dice.of(List.of(Verb.values()));
    }
    return switch (one.state()) {
      case HELD -> dice.percent(65) ? Verb.CONFIRM : Verb.RELEASE;
      case EXPIRED -> Verb.CONFIRM;
      default -> dice.percent(60) ? Verb.FULFIL : Verb.CANCEL;
    };
  }

  private List<LineUnits> lines(ReservationView one) {
    var lines = new ArrayList<LineUnits>();
    int last = one.lines().isEmpty() ? 1 : one.lines().getLast().line();
    for (int line : dice.some(last, 1)) {
      int number = line + (dice.percent(3) ? last : 1);
      long left =
          one.lines().stream()
              .filter(part -> part.line() == number)
              .mapToLong(part -> part.quantity() - part.fulfilled())
              .sum();
      long units = dice.percent(40) ? left : dice.between(1L, Math.max(1, left));
      units += dice.percent(4) ? 1 : 0;
      if (units > 0 && lines.stream().noneMatch(other -> other.line() == number)) {
        lines.add(new LineUnits(number, (int) Math.min(units, Command.QUANTITY_MAX)));
      }
    }
    return lines;
  }

  Command extend(RequestId request) {
    ReservationView one = someReservation();
    long id = one == null ? 1_000_000L : one.id();
    int channel = one != null && dice.percent(50) ? one.channel() : Command.NONE;
    long ttl = dice.between(1L, dice.percent(90) ? 60_000L : Command.TTL_MILLIS_MAX);
    ttl = dice.percent(6) ? Command.TTL_MILLIS_MAX : ttl;
    return new Command.Extend(request, id, channel, ttl, dice.percent(40));
  }

  /** Mostly one that is open, at times one that is over, or due this moment, or none there is. */
  private @Nullable ReservationView someReservation() {
    if (dice.percent(4)) {
      return null;
    }
    List<Long> due = oracle.due();
    if (!due.isEmpty() && dice.percent(30)) {
      return oracle.reservation(dice.of(due));
    }
    boolean over = dice.percent(22);
    List<ReservationView> some =
        oracle.reservations(view -> matches(view, over)).stream().limit(40).toList();
    return some.isEmpty() ? null : dice.of(some);
  }

  private static boolean matches(ReservationView view, boolean over) {
    return over ? view.state().isTerminal() : !view.state().isTerminal() || isWorthAnother(view);
  }

  /** Expired ones can be taken again. */
  private static boolean isWorthAnother(ReservationView view) {
    return view.state() == ReservationState.EXPIRED && view.id() % 4 == 0;
  }
}
