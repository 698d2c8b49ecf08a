package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.RequestId;
import java.util.List;

/**
 * Loads the rows that the next few commands or facts will need, before they are decided or applied
 * one by one. A row that is in none of the processor's caches costs hundreds of nanoseconds, and
 * names the next one that a command needs; of several commands at once such loads overlap. So each
 * step takes what the step before has loaded, for all of them.
 *
 * <p>Reads only, and guesses: nothing depends on whether what is loaded will be needed, or on
 * whether all that will be needed is loaded. Belongs to whoever changes the state.
 */
public final class TouchAhead {

  /** As many as a processor can have loads on their way, with one or two for each. */
  public static final int COMMANDS_MAX = 16;

  /** So many reservations and SKUs take some three megabytes. */
  private static final int ROWS_MIN = 1 << 15;

  private static final int SKUS_MAX = 2 * COMMANDS_MAX;

  /** So many reservations that expire first, on top of those that commands name. */
  private static final int DUE = 2;

  /** From a reservation's row to the SKU that its first part is of, and some parts more. */
  private static final int STEPS = 5;

  private static final int NO_ROW = -1;

  private final SkuTable skus;
  private final StockTable stock;
  private final UseTable uses;
  private final ReservationTable reservations;
  private final RequestTable requests;
  private final Memory memory;

  private final long[] requestKeys = new long[COMMANDS_MAX];
  private int requestCount;
  private final int[] wanted = new int[SKUS_MAX];
  private int wantedCount;
  private final long[] ids = new long[COMMANDS_MAX];
  private int idCount;

  /** The reservations, and of each where the steps from row to row have come to. */
  private final int[] rows = new int[COMMANDS_MAX + DUE];

  private final int[] parts = new int[COMMANDS_MAX + DUE];
  private final int[] items = new int[COMMANDS_MAX + DUE];
  private final int[] itsRequests = new int[COMMANDS_MAX + DUE];
  private int rowCount;

  private final int[] oldRequests = new int[COMMANDS_MAX];
  private int oldRequestCount;
  private int oldReservation;

  /** Depends on everything loaded, so that no load is left out. */
  @SuppressWarnings("UnusedVariable")
  private long seen;

  /** Belongs to a state whose tables are there. */
  TouchAhead(LedgerState state) {
    skus = state.skus;
    stock = state.stock;
    uses = state.uses;
    reservations = state.reservations;
    requests = state.requests;
    memory = state.memory;
  }

  /** Adds one of the next commands; {@link #COMMANDS_MAX} at most until they are touched. */
  public void add(Command command) {
    RequestId request = command.request();
    if (request.isPresent()) {
      addRequest(request.high());
    }
    switch (command) {
      case Command.Reserve reserve -> addLines(reserve.lines());
      case Command.Change change -> addReservation(change.reservation());
      case Command.Extend extend -> addReservation(extend.reservation());
      case Command.Move move -> addSku(move.sku());
      default -> {}
    }
  }

  private void addLines(List<Command.Line> lines) {
    for (int i = 0; i < lines.size(); i++) {
      addSku(lines.get(i).sku());
    }
  }

  void addRequest(long high) {
    requestKeys[requestCount++] = high;
  }

  void addReservation(long id) {
    ids[idCount++] = id;
  }

  /** Left out if there is no room, or if it may be one that is to be defined before. */
  void addSku(int sku) {
    if (wantedCount < SKUS_MAX && sku < skus.count()) {
      wanted[wantedCount++] = sku;
    }
  }

  /** Whether there is more than the processor has in its caches anyway. */
  public boolean isWorthIt() {
    return reservations.count() + skus.count() >= ROWS_MIN;
  }

  /** Loads what the commands that were added will need, and starts over. */
  public void touch() {
    oldReservation = memory.oldestReservation(idCount);
    oldRequestCount = memory.oldestRequests(oldRequests, requestCount);
    long sum = touchNamed() + touchOldReservation();
    sum += touchRows() + touchOldReservation();
    sum += touchBehindRows() + touchOldReservation();
    for (int step = 0; step < STEPS; step++) {
      for (int i = 0; i < rowCount; i++) {
        sum += step(i);
      }
      sum += touchOldReservation();
    }
    seen += sum;
    requestCount = 0;
    wantedCount = 0;
    idCount = 0;
  }

  /** What the commands themselves say. */
  private long touchNamed() {
    long sum = 0;
    for (int i = 0; i < requestCount; i++) {
      sum += requests.touchPlace(requestKeys[i]);
    }
    for (int i = 0; i < idCount; i++) {
      rows[i] = reservations.find(ids[i]);
    }
    rowCount = idCount;
    for (int due = reservations.nextToExpire(); due != NO_ROW && rowCount < idCount + DUE; ) {
      rows[rowCount++] = due;
      due = reservations.nextToExpire(due);
    }
    for (int i = 0; i < wantedCount; i++) {
      sum += skus.touch(wanted[i]);
    }
    for (int i = 0; i < oldRequestCount; i++) {
      sum += requests.touch(oldRequests[i]);
    }
    return sum;
  }

  private long touchRows() {
    long sum = 0;
    for (int i = 0; i < rowCount; i++) {
      sum += reservations.touch(rows[i]);
    }
    for (int i = 0; i < wantedCount; i++) {
      sum += stock.touch(skus.firstStock(wanted[i])) + uses.touch(skus.firstUse(wanted[i]));
    }
    for (int i = 0; i < oldRequestCount; i++) {
      sum += requests.touchItsPlace(oldRequests[i]);
    }
    return sum;
  }

  private long touchBehindRows() {
    long sum = 0;
    for (int i = 0; i < rowCount; i++) {
      int row = rows[i];
      parts[i] = row == NO_ROW ? NO_ROW : reservations.firstPart(row);
      itsRequests[i] = row == NO_ROW ? NO_ROW : reservations.firstRequest(row);
      items[i] = NO_ROW;
      sum += row == NO_ROW ? 0 : reservations.touchNeighbours(row);
    }
    return sum;
  }

  /** Loads what the last step's rows of one reservation name. */
  private long step(int i) {
    long sum = 0;
    if (items[i] != NO_ROW) {
      int sku = stock.sku(items[i]);
      sum += skus.touch(sku) + uses.touch(skus.firstUse(sku));
      items[i] = NO_ROW;
    }
    if (parts[i] != NO_ROW) {
      items[i] = reservations.partStock(parts[i]);
      sum += stock.touch(items[i]);
      parts[i] = reservations.nextPart(parts[i]);
    }
    if (itsRequests[i] != NO_ROW) {
      sum += requests.touchNeighbour(itsRequests[i]);
      itsRequests[i] = requests.next(itsRequests[i]);
    }
    return sum;
  }

  /** One step along the order in which reservations are forgotten. */
  private long touchOldReservation() {
    if (oldReservation == NO_ROW) {
      return 0;
    }
    long sum = reservations.touchItsPlace(oldReservation);
    oldReservation = reservations.nextTerminal(oldReservation);
    return sum + reservations.touch(oldReservation);
  }
}
