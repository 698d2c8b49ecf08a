package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.LedgerConfig;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservationId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** What reaches a shop: reservation after reservation, and what becomes of each. */
abstract class Traffic {

  /** How long reservations are held. */
  static final long TTL_MILLIS = 600_000;

  private static final long START_MILLIS = 1_800_000_000_000L;
  private static final int CARTS = 1 << 16;

  private final Shop shop;
  private final int life;
  private final boolean requestIds;
  private final SplittableRandom random = new SplittableRandom(42);
  private final List<List<Command.Line>> carts = new ArrayList<>(CARTS);
  private long reservations;
  private long requests;

  /**
   * Traffic of carts.
   *
   * @param life how many reservations are made until one that is left alone expires
   */
  Traffic(Shop shop, int lines, int life, boolean requestIds) {
    this.shop = shop;
    this.life = life;
    this.requestIds = requestIds;
    for (int i = 0; i < CARTS; i++) {
      carts.add(shop.cart(lines));
    }
  }

  /** Sends one more reservation, and what is due on those before it. */
  final void next(Consumer<Command> ledger) {
    ledger.accept(shop.reserve(request(), carts.get(random.nextInt(CARTS))));
    after(reservations++, ledger);
  }

  /**
   * Sends what is due once so many reservations have been made.
   *
   * @param reservation the newest one, counted from 0
   */
  abstract void after(long reservation, Consumer<Command> ledger);

  /** After so many reservations as many are open as ever will be. */
  int settling() {
    return life + life / 8 + 1;
  }

  /** When a reservation is made, counted from 0; epoch milliseconds. */
  final long millis(long reservation) {
    return START_MILLIS + reservation * TTL_MILLIS / life;
  }

  final int life() {
    return life;
  }

  final double chance() {
    return random.nextDouble();
  }

  final Command change(long reservation, Command.Verb verb) {
    return shop.change(request(), id(reservation), verb);
  }

  final Command extend(long reservation) {
    return shop.extend(request(), id(reservation));
  }

  private static long id(long reservation) {
    return ReservationId.of(LedgerConfig.DEFAULT.shard(), reservation + 1);
  }

  private RequestId request() {
    if (!requestIds) {
      return RequestId.NONE;
    }
    requests++;
    return new RequestId(random.nextLong(), requests, random.nextLong());
  }
}
