package dev.holdfast.load.benchmark;

import dev.holdfast.ledger.LedgerConfig;
import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.Command.Verb;
import dev.holdfast.ledger.api.RequestId;
import dev.holdfast.ledger.api.ReservationId;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How many bytes of heap an open reservation takes: the heap in use with a million of them more,
 * after a full collection.
 */
public final class OpenReservations {

  private static final int SKUS = 1_000;
  private static final int RESERVATIONS = 1_000_000;
  private static final long START_MILLIS = 1_800_000_000_000L;

  private final InlineLedger ledger = new InlineLedger();
  private final SplittableRandom random = new SplittableRandom(42);
  private final Shop shop;
  private long reservations;

  private OpenReservations(boolean texts) {
    shop = new Shop(SKUS, Traffic.TTL_MILLIS, texts);
    shop.opening(Bounds.NONE).forEach(command -> ledger.take(command, START_MILLIS));
  }

  /** Prints a table. */
  public static void main(String[] args) {
    System.out.println("| an open reservation of | bytes |\n|---|---|");
    print("one line, held", 1, false, false);
    print("one line, confirmed", 1, false, false, Verb.CONFIRM);
    print("five lines, held", 5, false, false);
    print("one line, held, a customer of 16 bytes, a reference of 34", 1, true, false);
    print("one line, held, made with a request id", 1, false, true);
    print("one line, confirmed, made and confirmed with request ids", 1, false, true, Verb.CONFIRM);
  }

  private static void print(
      String what, int lines, boolean texts, boolean requestIds, Verb... verbs) {
    var open = new OpenReservations(texts);
    // What there is one of, and the first pages of every table, are there before.
    open.make(RESERVATIONS / 10, lines, requestIds, verbs);
    long before = heapInUse();
    open.make(RESERVATIONS, lines, requestIds, verbs);
    long bytes = heapInUse() - before;
    int made = open.ledger.state().reservations().openCount() - RESERVATIONS / 10;
    System.out.printf("| %s | %.1f |%n", what, (double) bytes / made);
  }

  private void make(int count, int lines, boolean requestIds, Verb... verbs) {
    for (int i = 0; i < count; i++) {
      List<Command.Line> cart = shop.cart(lines);
      take(shop.reserve(request(requestIds), cart));
      long id = ReservationId.of(LedgerConfig.DEFAULT.shard(), ++reservations);
      for (Verb verb : verbs) {
        take(shop.change(request(requestIds), id, verb));
      }
    }
  }

  /** At times such that none expires. */
  private void take(Command command) {
    ledger.take(command, START_MILLIS + reservations * Traffic.TTL_MILLIS / (2L * RESERVATIONS));
  }

  private RequestId request(boolean wanted) {
    return wanted
        ? new RequestId(random.nextLong(), random.nextLong(), random.nextLong())
        : RequestId.NONE;
  }

  private static long heapInUse() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
