package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.Bounds;
import dev.holdfast.ledger.api.QuantityDisplay;
import dev.holdfast.ledger.api.ReservationState;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.FactHandler;
import dev.holdfast.ledger.record.FactReader;
import dev.holdfast.ledger.record.sbe.BoundsSetDecoder;
import dev.holdfast.ledger.record.sbe.ChannelDefinedDecoder;
import dev.holdfast.ledger.record.sbe.LocationDefinedDecoder;
import dev.holdfast.ledger.record.sbe.RequestAnsweredDecoder;
import dev.holdfast.ledger.record.sbe.ReservationCancelledDecoder;
import dev.holdfast.ledger.record.sbe.ReservationConfirmedDecoder;
import dev.holdfast.ledger.record.sbe.ReservationExpiredDecoder;
import dev.holdfast.ledger.record.sbe.ReservationExtendedDecoder;
import dev.holdfast.ledger.record.sbe.ReservationFulfilledDecoder;
import dev.holdfast.ledger.record.sbe.ReservationReleasedDecoder;
import dev.holdfast.ledger.record.sbe.SkuDefinedDecoder;
import dev.holdfast.ledger.record.sbe.StockMovedDecoder;
import dev.holdfast.ledger.record.sbe.StockReservedDecoder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Everything the ledger knows at one position. {@link #apply} is the only way to change it.
 *
 * <p>Not thread-safe: the ring's owner has one, the publisher another.
 */
public final class LedgerState {

  private static final int NO_ROW = -1;

  private final Texts texts = new Texts();
  private final SkuTable skus = new SkuTable(texts);
  private final LocationTable locations = new LocationTable(texts);
  private final ChannelTable channels = new ChannelTable(texts);
  private final StockTable stock = new StockTable();
  private final ReservationTable reservations = new ReservationTable(texts);
  private final RequestTable requests = new RequestTable();
  private final Memory memory = new Memory(reservations, requests);
  private final FactReader reader = new FactReader();
  private final Facts facts = new Facts();
  private final ChangeListener listener;
  private long position;
  private long timeMillis;

  /** An empty state. */
  public LedgerState(ChangeListener listener) {
    this.listener = listener;
  }

  /**
   * Applies a run of facts, the first of which follows {@link #position()}.
   *
   * @throws InvariantBroken if they contradict the state, which is then unusable
   */
  public void apply(UnsafeBuffer buffer, int offset, int end) {
    position = reader.read(buffer, offset, end, position + 1, facts) - 1;
  }

  public SkuTable skus() {
    return skus;
  }

  public LocationTable locations() {
    return locations;
  }

  public ChannelTable channels() {
    return channels;
  }

  public StockTable stock() {
    return stock;
  }

  public ReservationTable reservations() {
    return reservations;
  }

  public RequestTable requests() {
    return requests;
  }

  public Bounds bounds() {
    return memory.bounds();
  }

  /** Of the last fact applied, 0 for none. */
  public long position() {
    return position;
  }

  /** Time of the last fact applied, epoch milliseconds. */
  public long timeMillis() {
    return timeMillis;
  }

  /**
   * A hash over every figure, setting, reservation and remembered request, kept up to date fact by
   * fact. Positions and times of changes are not in it. How it is made is frozen by the journals
   * that hold it.
   */
  public long hash() {
    return skus.hash()
        + locations.hash()
        + channels.hash()
        + stock.hash()
        + reservations.hash()
        + requests.hash()
        + memory.hash();
  }

  /** A text that a row names. */
  public String text(int text) {
    return texts.string(text);
  }

  /** Where a text's bytes are, from {@link #textOffset} on. */
  public byte[] textPage(int text) {
    return texts.page(text);
  }

  public int textOffset(int text) {
    return texts.offset(text);
  }

  public int textLength(int text) {
    return texts.length(text);
  }

  private void touch(int sku, long at) {
    skus.touch(sku, at, timeMillis);
    listener.onSku(sku);
  }

  /** What each fact does. */
  private final class Facts implements FactHandler {

    @Override
    public void onLocationDefined(long at, LocationDefinedDecoder fact) {
      timeMillis = fact.time();
      int key = texts.allocate(fact.keyLength());
      fact.getKey(texts.page(key), texts.offset(key), texts.length(key));
      int details = texts.allocate(fact.detailsLength());
      fact.getDetails(texts.page(details), texts.offset(details), texts.length(details));
      locations.define(fact.location(), key, details, fact.kind());
    }

    @Override
    public void onSkuDefined(long at, SkuDefinedDecoder fact) {
      timeMillis = fact.time();
      int key = texts.allocate(fact.keyLength());
      fact.getKey(texts.page(key), texts.offset(key), texts.length(key));
      int details = texts.allocate(fact.detailsLength());
      fact.getDetails(texts.page(details), texts.offset(details), texts.length(details));
      skus.define(fact.sku(), key, details, fact.lowStockThreshold());
      touch(fact.sku(), at);
    }

    @Override
    public void onChannelDefined(long at, ChannelDefinedDecoder fact) {
      timeMillis = fact.time();
      var display =
          new QuantityDisplay(QuantityDisplay.Kind.of(fact.displayKind()), fact.displayCap());
      long[] allowed = {};
      for (var entry : fact.allowed()) {
        int word = entry.location() >>> 6;
        allowed = word < allowed.length ? allowed : Arrays.copyOf(allowed, word + 1);
        allowed[word] |= 1L << entry.location();
      }
      int key = texts.allocate(fact.keyLength());
      fact.getKey(texts.page(key), texts.offset(key), texts.length(key));
      int details = texts.allocate(fact.detailsLength());
      fact.getDetails(texts.page(details), texts.offset(details), texts.length(details));
      channels.define(fact.channel(), key, details, fact.ttlMillis(), display, allowed, at);
      listener.onChannel(fact.channel());
    }

    @Override
    public void onBoundsSet(long at, BoundsSetDecoder fact) {
      timeMillis = fact.time();
      memory.setBounds(
          new Bounds(
              fact.terminalReservationsMax(),
              fact.terminalRetentionMillis(),
              fact.requestSuccessesMax(),
              fact.requestRefusalsMax(),
              fact.requestRetentionMillis()));
    }

    @Override
    public void onStockMoved(long at, StockMovedDecoder fact) {
      timeMillis = fact.time();
      int sku = fact.sku();
      int item = stock.find(sku, fact.location());
      if (item == NO_ROW) {
        item = stock.create(sku, fact.location());
        link(sku, item);
      }
      stock.move(item, fact.onHandChange());
      touch(sku, at);
    }

    @Override
    public void onStockReserved(long at, StockReservedDecoder fact) {
      timeMillis = fact.time();
      int reservation =
          reservations.create(fact.reservation(), fact.channel(), fact.deadline(), timeMillis);
      int last = NO_ROW;
      for (var part = fact.parts(); part.hasNext(); ) {
        part.next();
        int item = stock.find(part.sku(), part.location());
        stock.hold(item, part.quantity());
        last = reservations.addPart(reservation, last, part.line(), item, part.quantity());
        touch(part.sku(), at);
      }
      int customer = texts.allocate(fact.customerLength());
      fact.getCustomer(texts.page(customer), texts.offset(customer), texts.length(customer));
      int reference = texts.allocate(fact.referenceLength());
      fact.getReference(texts.page(reference), texts.offset(reference), texts.length(reference));
      reservations.describe(reservation, customer, reference, at);
    }

    @Override
    public void onReservationConfirmed(long at, ReservationConfirmedDecoder fact) {
      timeMillis = fact.time();
      int reservation =
          change(fact.reservation(), ReservationState.HELD, ReservationState.CONFIRMED, at);
      for (int part = reservations.firstPart(reservation);
          part != NO_ROW;
          part = reservations.nextPart(part)) {
        stock.commit(reservations.partStock(part), reservations.partQuantity(part));
        touch(stock.sku(reservations.partStock(part)), at);
      }
    }

    @Override
    public void onReservationExtended(long at, ReservationExtendedDecoder fact) {
      timeMillis = fact.time();
      int reservation = find(fact.reservation());
      if (reservations.state(reservation) != ReservationState.HELD) {
        throw new InvariantBroken("reservation " + fact.reservation() + " is not held");
      }
      reservations.setDeadline(reservation, fact.deadline());
      reservations.setChangedAt(reservation, at);
    }

    @Override
    public void onReservationReleased(long at, ReservationReleasedDecoder fact) {
      timeMillis = fact.time();
      giveBack(fact.reservation(), ReservationState.RELEASED, at);
    }

    @Override
    public void onReservationExpired(long at, ReservationExpiredDecoder fact) {
      timeMillis = fact.time();
      giveBack(fact.reservation(), ReservationState.EXPIRED, at);
    }

    @Override
    public void onReservationCancelled(long at, ReservationCancelledDecoder fact) {
      timeMillis = fact.time();
      int reservation =
          change(fact.reservation(), ReservationState.CONFIRMED, ReservationState.CANCELLED, at);
      for (int part = reservations.firstPart(reservation);
          part != NO_ROW;
          part = reservations.nextPart(part)) {
        stock.cancel(reservations.partStock(part), reservations.partQuantity(part));
        touch(stock.sku(reservations.partStock(part)), at);
      }
      memory.onTerminal(reservation, timeMillis);
    }

    @Override
    public void onReservationFulfilled(long at, ReservationFulfilledDecoder fact) {
      timeMillis = fact.time();
      int reservation =
          change(fact.reservation(), ReservationState.CONFIRMED, ReservationState.FULFILLED, at);
      for (int part = reservations.firstPart(reservation);
          part != NO_ROW;
          part = reservations.nextPart(part)) {
        int units = reservations.partQuantity(part);
        stock.fulfil(reservations.partStock(part), units);
        reservations.setPartFulfilled(reservation, part, units);
        touch(stock.sku(reservations.partStock(part)), at);
      }
      memory.onTerminal(reservation, timeMillis);
    }

    @Override
    public void onRequestAnswered(long at, RequestAnsweredDecoder fact) {
      timeMillis = fact.time();
      boolean success = fact.code() == ResultCode.OK.code();
      int request =
          requests.create(fact.high(), fact.low(), fact.content(), at, timeMillis, success);
      memory.onRequest(request, fact.reservation(), timeMillis);
    }

    private void giveBack(long id, ReservationState to, long at) {
      int reservation = change(id, ReservationState.HELD, to, at);
      for (int part = reservations.firstPart(reservation);
          part != NO_ROW;
          part = reservations.nextPart(part)) {
        stock.release(reservations.partStock(part), reservations.partQuantity(part));
        touch(stock.sku(reservations.partStock(part)), at);
      }
      memory.onTerminal(reservation, timeMillis);
    }

    private int change(long id, ReservationState from, ReservationState to, long at) {
      int reservation = find(id);
      reservations.setState(reservation, from, to, at, timeMillis);
      return reservation;
    }

    private int find(long id) {
      int reservation = reservations.find(id);
      if (reservation == NO_ROW) {
        throw new InvariantBroken("no reservation " + id);
      }
      return reservation;
    }

    /** Puts a new stock item among its SKU's, by location id. */
    private void link(int sku, int item) {
      int location = stock.location(item);
      int previous = NO_ROW;
      int next = skus.firstStock(sku);
      while (next != NO_ROW && locations.compareIds(stock.location(next), location) < 0) {
        previous = next;
        next = stock.next(next);
      }
      stock.setNext(item, next);
      if (previous == NO_ROW) {
        skus.setFirstStock(sku, item);
      } else {
        stock.setNext(previous, item);
      }
    }
  }
}
