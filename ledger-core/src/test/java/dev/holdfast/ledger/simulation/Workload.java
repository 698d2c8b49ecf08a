package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.simulation.oracle.Oracle;
import java.util.ArrayList;
import java.util.List;

/** Makes up commands: what a busy shop sends, and what nobody in his right mind would. */
final class Workload {

  private final Dice dice;
  private final Profile profile;
  private final SettingsWork settings;
  private final StockWork stock;
  private final ReservationWork reservations;
  private final Oracle oracle;
  private long requests;

  Workload(Dice dice, Profile profile, Oracle oracle, long startMillis) {
    this.dice = dice;
    this.profile = profile;
    this.oracle = oracle;
    settings = new SettingsWork(dice, profile, startMillis);
    stock = new StockWork(dice, profile, oracle);
    reservations = new ReservationWork(dice, profile, oracle, settings);
  }

  /** What makes the world, before anything is sold. */
  List<Command> opening() {
    var commands = new ArrayList<Command>(settings.opening());
    commands.addAll(stock.opening());
    return commands;
  }

  Command next(long nowMillis) {
    settings.at(nowMillis);
    int lot = dice.below(1_000);
    if (lot < 350) {
      return reservations.reserve(request());
    }
    if (lot < 640) {
      return reservations.change(request());
    }
    if (lot < 680) {
      return reservations.extend(request());
    }
    if (lot < 880) {
      return stock.move(request());
    }
    if (lot < 910) {
      return stock.safetyStock(request());
    }
    return settings.next(request(), lot - 910);
  }

  /**
   * A command that leaves a fact, whatever comes of it, so that the journal tells if it was done.
   */
  Command nextWithRequest() {
    RequestId request = present();
    return switch (dice.below(3)) {
      case 0 -> reservations.reserve(request);
      case 1 -> reservations.change(request);
      default -> stock.move(request);
    };
  }

  /** A policy that might be set for a SKU. */
  Command.SetAllocation policy() {
    return settings.policy();
  }

  /** A movement was recorded under this id. */
  void learnMovement(long id) {
    stock.learnMovement(id);
  }

  /** How long until the next command: mostly nothing much, at times to the brink of something. */
  long pause(long nowMillis) {
    if (!profile.sweepsAll() && dice.percent(85)) {
      return dice.percent(85) ? 0 : dice.between(20_000L, 60_000L); // much falls due at once
    }
    if (dice.percent(profile.sweepsAll() ? 85 : 60)) {
      return dice.below(300);
    }
    var moments = new ArrayList<Long>(settings.moments());
    oracle.reservations(view -> !view.state().isTerminal()).stream()
        .limit(20)
        .forEach(view -> moments.add(view.deadlineMillis()));
    long moment = moments.isEmpty() ? nowMillis : dice.of(moments) + dice.between(-1, 1);
    return moment > nowMillis && dice.percent(80)
        ? Math.min(moment - nowMillis, 90_000)
        : dice.between(0L, 40_000L);
  }

  private RequestId request() {
    return dice.percent(30) ? present() : RequestId.NONE;
  }

  /** Ids that share their first half are told apart. */
  private RequestId present() {
    requests++;
    return new RequestId(dice.below(10), requests, requests * 31);
  }
}
