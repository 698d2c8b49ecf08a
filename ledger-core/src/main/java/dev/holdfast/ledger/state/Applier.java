package dev.holdfast.ledger.state;

import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.FactHandler;
import dev.holdfast.ledger.record.sbe.AllocationRebalancedDecoder;
import dev.holdfast.ledger.record.sbe.AllocationSetDecoder;
import dev.holdfast.ledger.record.sbe.BackorderFilledDecoder;
import dev.holdfast.ledger.record.sbe.BoundsSetDecoder;
import dev.holdfast.ledger.record.sbe.BudgetDefinedDecoder;
import dev.holdfast.ledger.record.sbe.ChannelDefinedDecoder;
import dev.holdfast.ledger.record.sbe.LocationDefinedDecoder;
import dev.holdfast.ledger.record.sbe.RequestAnsweredDecoder;
import dev.holdfast.ledger.record.sbe.ReservationCancelledDecoder;
import dev.holdfast.ledger.record.sbe.ReservationConfirmedDecoder;
import dev.holdfast.ledger.record.sbe.ReservationExpiredDecoder;
import dev.holdfast.ledger.record.sbe.ReservationExtendedDecoder;
import dev.holdfast.ledger.record.sbe.ReservationFulfilledDecoder;
import dev.holdfast.ledger.record.sbe.ReservationReacquiredDecoder;
import dev.holdfast.ledger.record.sbe.ReservationReleasedDecoder;
import dev.holdfast.ledger.record.sbe.SafetyStockSetDecoder;
import dev.holdfast.ledger.record.sbe.SaleClosedDecoder;
import dev.holdfast.ledger.record.sbe.SaleDefinedDecoder;
import dev.holdfast.ledger.record.sbe.SkuDefinedDecoder;
import dev.holdfast.ledger.record.sbe.StockLevelChangedDecoder;
import dev.holdfast.ledger.record.sbe.StockMovedDecoder;
import dev.holdfast.ledger.record.sbe.StockOversoldDecoder;
import dev.holdfast.ledger.record.sbe.StockReservedDecoder;

/** What each fact does, told to whoever keeps that part of the state. Not thread-safe. */
final class Applier implements FactHandler {

  private final LedgerState state;
  private final StockBook book;
  private final ReservationBook reservationBook;
  private final SettingsFacts settings;
  private final StockFacts stock;
  private final ReservationFacts reservations;

  Applier(LedgerState state, ChangeListener listener) {
    this.state = state;
    book =
        new StockBook(
            state.skus,
            state.stock,
            state.locations,
            state.allocations,
            state.consequences,
            listener);
    var claims =
        new Claims(
            state.reservations,
            state.stock,
            state.conditions,
            state.sales,
            state.budgets,
            state.counters,
            state.texts);
    reservationBook =
        new ReservationBook(
            state.reservations,
            state.stock,
            book,
            state.backlog,
            state.uses,
            state.allocations,
            claims,
            state.memory);
    settings = new SettingsFacts(state, book, listener);
    stock = new StockFacts(state, book, reservationBook);
    reservations = new ReservationFacts(state, reservationBook);
  }

  private void begin(long position, long timeMillis) {
    state.timeMillis = timeMillis;
    book.begin(position, timeMillis);
    reservationBook.begin(position, timeMillis);
  }

  @Override
  public void onLocationDefined(long position, LocationDefinedDecoder fact) {
    begin(position, fact.time());
    settings.onLocationDefined(fact);
    book.end();
  }

  @Override
  public void onSkuDefined(long position, SkuDefinedDecoder fact) {
    begin(position, fact.time());
    settings.onSkuDefined(fact);
    book.end();
  }

  @Override
  public void onChannelDefined(long position, ChannelDefinedDecoder fact) {
    begin(position, fact.time());
    settings.onChannelDefined(position, fact);
    book.end();
  }

  @Override
  public void onBoundsSet(long position, BoundsSetDecoder fact) {
    begin(position, fact.time());
    settings.onBoundsSet(fact);
    book.end();
  }

  @Override
  public void onSaleDefined(long position, SaleDefinedDecoder fact) {
    begin(position, fact.time());
    settings.onSaleDefined(fact);
    book.end();
  }

  @Override
  public void onSaleClosed(long position, SaleClosedDecoder fact) {
    begin(position, fact.time());
    settings.onSaleClosed(fact);
    book.end();
  }

  @Override
  public void onBudgetDefined(long position, BudgetDefinedDecoder fact) {
    begin(position, fact.time());
    settings.onBudgetDefined(fact);
    book.end();
  }

  @Override
  public void onStockMoved(long position, StockMovedDecoder fact) {
    begin(position, fact.time());
    stock.onStockMoved(position, fact);
    book.end();
  }

  @Override
  public void onSafetyStockSet(long position, SafetyStockSetDecoder fact) {
    begin(position, fact.time());
    stock.onSafetyStockSet(fact);
    book.end();
  }

  @Override
  public void onStockLevelChanged(long position, StockLevelChangedDecoder fact) {
    begin(position, fact.time());
    stock.onStockLevelChanged(fact);
    book.end();
  }

  @Override
  public void onStockOversold(long position, StockOversoldDecoder fact) {
    begin(position, fact.time());
  }

  @Override
  public void onBackorderFilled(long position, BackorderFilledDecoder fact) {
    begin(position, fact.time());
    stock.onBackorderFilled(fact);
    book.end();
  }

  @Override
  public void onAllocationSet(long position, AllocationSetDecoder fact) {
    begin(position, fact.time());
    settings.onAllocationSet(fact);
    book.end();
  }

  @Override
  public void onAllocationRebalanced(long position, AllocationRebalancedDecoder fact) {
    begin(position, fact.time());
    settings.onAllocationRebalanced(fact);
    book.end();
  }

  @Override
  public void onStockReserved(long position, StockReservedDecoder fact) {
    begin(position, fact.time());
    reservations.onStockReserved(position, fact);
    book.end();
  }

  @Override
  public void onReservationConfirmed(long position, ReservationConfirmedDecoder fact) {
    begin(position, fact.time());
    reservations.confirm(fact.reservation());
  }

  @Override
  public void onReservationExtended(long position, ReservationExtendedDecoder fact) {
    begin(position, fact.time());
    reservations.extend(fact.reservation(), fact.deadline());
  }

  @Override
  public void onReservationReleased(long position, ReservationReleasedDecoder fact) {
    begin(position, fact.time());
    reservations.onReservationReleased(fact);
    book.end();
  }

  @Override
  public void onReservationCancelled(long position, ReservationCancelledDecoder fact) {
    begin(position, fact.time());
    reservations.onReservationCancelled(fact);
    book.end();
  }

  @Override
  public void onReservationFulfilled(long position, ReservationFulfilledDecoder fact) {
    begin(position, fact.time());
    reservations.onReservationFulfilled(fact);
    book.end();
  }

  @Override
  public void onReservationExpired(long position, ReservationExpiredDecoder fact) {
    begin(position, fact.time());
    reservations.expire(fact.reservation());
    book.end();
  }

  @Override
  public void onReservationReacquired(long position, ReservationReacquiredDecoder fact) {
    begin(position, fact.time());
    reservations.onReservationReacquired(fact);
    book.end();
  }

  @Override
  public void onRequestAnswered(long position, RequestAnsweredDecoder fact) {
    state.timeMillis = fact.time();
    int request =
        state.requests.create(fact.high(), fact.low(), fact.content(), position, state.timeMillis);
    boolean success = fact.code() == ResultCode.OK.code();
    state.memory.onRequest(request, success, fact.reservation(), state.timeMillis);
  }
}
