package dev.holdfast.ledger.simulation;

import dev.holdfast.ledger.LedgerConfig;
import dev.holdfast.ledger.api.Bounds;
import java.util.List;
import java.util.Random;

/**
 * What kind of world a seed makes. Small ones find most: few SKUs, few units, everybody after the
 * same.
 *
 * @param quantityMax of ordinary lines and movements
 * @param hostile whether quantities go up to their bounds as well
 * @param forgets whether the ledger remembers next to nothing of what is over
 * @param expiriesPerCommand how many reservations may expire between two commands
 * @param faultShare of appends that go wrong
 */
record Profile(
    String name,
    int skus,
    int locations,
    int channels,
    int quantityMax,
    boolean hostile,
    boolean forgets,
    int openReservationsMax,
    int expiriesPerCommand,
    double faultShare) {

  private static final Bounds ELEPHANT =
      new Bounds(1_000_000, Long.MAX_VALUE, 1_000_000, 1_000_000, Long.MAX_VALUE);
  private static final Bounds SIEVE = new Bounds(3, 60_000, 3, 2, 60_000);

  private static final List<String> KINDS =
      List.of(
          "crowded",
          "crowded",
          "crowded",
          "crowded",
          "tiny",
          "tiny",
          "hostile",
          "hostile",
          "full",
          "forgetful",
          "lazy",
          "lazy",
          "wide");

  static Profile of(Random random) {
    String kind = KINDS.get(random.nextInt(KINDS.size()));
    boolean tiny = kind.equals("tiny");
    boolean wide = kind.equals("wide");
    int skus = tiny ? 1 + random.nextInt(2) : 3 + random.nextInt(3);
    int locations = wide ? 40 : tiny ? 1 + random.nextInt(2) : 3 + random.nextInt(2);
    int channels = wide ? 12 : tiny ? 2 : 3 + random.nextInt(2);
    int open = kind.equals("full") ? 5 + random.nextInt(10) : 1_000;
    int expiries = kind.equals("lazy") ? 1 + random.nextInt(3) : 1_024;
    double faults = random.nextInt(3) * 0.05;
    return new Profile(
        kind,
        skus,
        locations,
        channels,
        tiny ? 5 : 6 + random.nextInt(10),
        kind.equals("hostile"),
        kind.equals("forgetful"),
        open,
        expiries,
        faults);
  }

  /** Whether whatever is due has expired before a command is decided. */
  boolean sweepsAll() {
    return expiriesPerCommand >= openReservationsMax;
  }

  LedgerConfig config() {
    return new LedgerConfig(
        0,
        1_024,
        1 << 19,
        1_024,
        3,
        openReservationsMax,
        expiriesPerCommand,
        10_000,
        forgets ? SIEVE : ELEPHANT);
  }
}
