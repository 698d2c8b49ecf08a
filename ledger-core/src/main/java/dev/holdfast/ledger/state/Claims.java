package dev.holdfast.ledger.state;

import dev.holdfast.ledger.table.CounterTable;
import dev.holdfast.ledger.table.InvariantBroken;
import dev.holdfast.ledger.table.Texts;

/** What a reservation counts against: the quotas of its sale, the budgets it draws on. */
final class Claims {

  private static final int NO_ROW = -1;

  private final ReservationTable reservations;
  private final StockTable stock;
  private final ConditionTable conditions;
  private final SaleTable sales;
  private final BudgetTable budgets;
  private final CounterTable counters;
  private final Texts texts;

  Claims(
      ReservationTable reservations,
      StockTable stock,
      ConditionTable conditions,
      SaleTable sales,
      BudgetTable budgets,
      CounterTable counters,
      Texts texts) {
    this.reservations = reservations;
    this.stock = stock;
    this.conditions = conditions;
    this.sales = sales;
    this.budgets = budgets;
    this.counters = counters;
    this.texts = texts;
  }

  /** Counts units of a part up or down in its sale, if it has one. */
  void count(int reservation, int part, int units) {
    int its = reservations.conditions(reservation);
    if (its == NO_ROW || units == 0) {
      return;
    }
    int sale = conditions.sale(its);
    if (sale == NO_ROW) {
      return;
    }
    int counter = sales.counterOf(sale, stock.sku(reservations.partStock(part)));
    if (counter == NO_ROW) {
      throw new InvariantBroken("sale " + sale + " does not count what was reserved of it");
    }
    add(counter, reservation, units);
  }

  /** It holds stock from now on: draws on its budgets. */
  void open(int reservation) {
    int its = reservations.conditions(reservation);
    if (its != NO_ROW) {
      draw(reservation, its, 1);
      if (conditions.sale(its) != NO_ROW) {
        sales.addOpenReservation(conditions.sale(its));
      }
    }
  }

  /**
   * It holds no stock any more.
   *
   * @param givesBack whether what it drew counts back: nothing was shipped
   */
  void close(int reservation, boolean givesBack) {
    int its = reservations.conditions(reservation);
    if (its != NO_ROW) {
      if (givesBack) {
        draw(reservation, its, -1);
      }
      if (conditions.sale(its) != NO_ROW) {
        sales.removeOpenReservation(conditions.sale(its));
      }
    }
  }

  private void draw(int reservation, int its, int sign) {
    for (int draw = conditions.firstDraw(its); draw != NO_ROW; draw = conditions.next(draw)) {
      int counter = budgets.counter(conditions.value(draw));
      add(counter, reservation, sign * conditions.units(draw));
    }
  }

  private void add(int counter, int reservation, long units) {
    int customer = reservations.customerText(reservation);
    counters.add(
        counter, texts.page(customer), texts.offset(customer), texts.length(customer), units);
  }
}
