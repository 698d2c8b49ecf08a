package dev.holdfast.ledger.decide;

import dev.holdfast.ledger.api.Command;
import dev.holdfast.ledger.api.ReservedAs;
import dev.holdfast.ledger.api.ResultCode;
import dev.holdfast.ledger.record.Parts;
import dev.holdfast.ledger.record.Wanted;
import dev.holdfast.ledger.state.BudgetTable;
import dev.holdfast.ledger.state.ChannelTable;
import dev.holdfast.ledger.state.LedgerState;
import dev.holdfast.ledger.state.SaleTable;

/**
 * The rules that a reservation must meet before it may take stock, in the order in which they are
 * told, and then the stock itself. Not thread-safe.
 */
final class Terms {

  private static final int NONE = Command.NONE;

  private final LedgerState state;
  private final ChannelTable channels;
  private final SaleTable sales;
  private final BudgetTable budgets;
  private final Decision decision;
  private final Drawing drawing;
  private final int openReservationsMax;

  Terms(LedgerState state, Decision decision, Drawing drawing, int openReservationsMax) {
    this.state = state;
    this.channels = state.channels();
    this.sales = state.sales();
    this.budgets = state.budgets();
    this.decision = decision;
    this.drawing = drawing;
    this.openReservationsMax = openReservationsMax;
  }

  /** Default and longest time to hold: the sale's, else the channel's. */
  long ttlMillis(int sale, int channel) {
    long ttlMillis = sale == NONE ? 0 : sales.ttlMillis(sale);
    return ttlMillis > 0 ? ttlMillis : channels.ttlMillis(channel);
  }

  /**
   * Finds what is wanted, or refuses.
   *
   * @param again whether it was reserved before, so that the sale's window does not matter
   * @return whether the drawing's parts may be taken
   */
  boolean allow(Wanted wanted, long nowMillis, boolean again) {
    drawing.start(wanted);
    if (refusesLocations(wanted) || refusesMore()) {
      return false;
    }
    if (wanted.sale() == NONE
        ? refusesWithoutSale(wanted, nowMillis)
        : refusesSale(wanted, nowMillis, again)) {
      return false;
    }
    if (refusesCustomer(wanted) || refusesQuota(wanted) || refusesBudgets(wanted)) {
      return false;
    }
    return findsUnits(wanted);
  }

  private boolean refusesLocations(Wanted wanted) {
    if (channels.allowsAll(wanted.channel())) {
      return false;
    }
    for (int i = 0; i < wanted.lines(); i++) {
      if (wanted.quantity(i) > 0 && forbids(wanted.channel(), wanted.location(i))) {
        return true;
      }
    }
    for (int i = 0; i < wanted.rankedSize(); i++) {
      if (forbids(wanted.channel(), wanted.ranked(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean forbids(int channel, int location) {
    if (location == NONE || channels.allows(channel, location)) {
      return false;
    }
    decision.refuse(ResultCode.LOCATION_NOT_ALLOWED, location, 0, 0);
    return true;
  }

  private boolean refusesMore() {
    if (state.reservations().openCount() < openReservationsMax) {
      return false;
    }
    decision.refuse(ResultCode.LEDGER_FULL);
    decision.leanOnHeld();
    return true;
  }

  private boolean refusesWithoutSale(Wanted wanted, long nowMillis) {
    for (int i = 0; i < wanted.lines() && !wanted.isRecorded(); i++) {
      int sale = wanted.quantity(i) == 0 ? NONE : sales.exclusive(wanted.sku(i), nowMillis);
      if (sale != NONE) {
        decision.refuse(ResultCode.SALE_REQUIRED, sale, i + 1, wanted.sku(i));
        return true;
      }
    }
    return false;
  }

  private boolean refusesSale(Wanted wanted, long nowMillis, boolean again) {
    int sale = wanted.sale();
    boolean open = again ? !sales.isClosed(sale) : sales.isOpen(sale, nowMillis);
    if (!open && !wanted.isRecorded()) {
      decision.refuse(ResultCode.SALE_NOT_OPEN, sale, 0, NONE);
      return true;
    }
    if (!sales.allows(sale, wanted.channel())) {
      decision.refuse(ResultCode.CHANNEL_NOT_IN_SALE, sale, 0, NONE);
      return true;
    }
    for (int i = 0; i < wanted.lines(); i++) {
      if (wanted.quantity(i) > 0 && sales.quota(sale, wanted.sku(i)) < 0) {
        decision.refuse(ResultCode.SKU_NOT_IN_SALE, sale, i + 1, wanted.sku(i));
        return true;
      }
    }
    return false;
  }

  private boolean refusesCustomer(Wanted wanted) {
    if (wanted.hasCustomer()) {
      return false;
    }
    boolean limited = wanted.sale() != NONE && sales.perCustomer(wanted.sale()) > 0;
    for (int i = 0; i < wanted.drawsSize(); i++) {
      limited |= budgets.perCustomer(wanted.drawBudget(i)) > 0;
    }
    if (limited) {
      decision.refuse(ResultCode.CUSTOMER_REQUIRED);
    }
    return limited;
  }

  private boolean refusesQuota(Wanted wanted) {
    int sale = wanted.sale();
    if (sale == NONE || wanted.isRecorded()) {
      return false;
    }
    for (int i = 0; i < wanted.lines(); i++) {
      if (wanted.quantity(i) > 0) {
        int quota = sales.quota(sale, wanted.sku(i));
        keepTo(wanted, i, sales.units(quota) - sales.used(quota));
      }
    }
    return isShort(ResultCode.SALE_QUOTA_EXHAUSTED) || refusesCustomersPart(wanted, sale);
  }

  private boolean refusesCustomersPart(Wanted wanted, int sale) {
    long perCustomer = sales.perCustomer(sale);
    for (int i = 0; i < wanted.lines() && perCustomer > 0; i++) {
      if (wanted.quantity(i) > 0) {
        int quota = sales.quota(sale, wanted.sku(i));
        keepTo(wanted, i, perCustomer - sales.usedByCustomer(quota, wanted));
      }
    }
    return isShort(ResultCode.CUSTOMER_LIMIT_EXCEEDED);
  }

  /** A line may have what is left for its SKU after the lines before it: it is cut, or too long. */
  private void keepTo(Wanted wanted, int line, long leftForSku) {
    if (wanted.allowsPart()) {
      drawing.keepTo(line, leftForSku);
    }
    long left = leftForSku;
    for (int i = 0; i < line; i++) {
      if (wanted.sku(i) == wanted.sku(line)) {
        left -= drawing.units(i);
      }
    }
    int may = Math.clamp(left, 0, drawing.units(line));
    if (may < drawing.units(line)) {
      decision.leanOnHeld();
      if (!wanted.allowsPart()) {
        decision.shortages().add(line + 1, wanted.sku(line), wanted.quantity(line), may);
      }
      drawing.cut(line, may);
    }
  }

  private boolean isShort(ResultCode code) {
    if (decision.shortages().size() == 0) {
      return false;
    }
    decision.refuseShort(code);
    return true;
  }

  private boolean refusesBudgets(Wanted wanted) {
    for (int i = 0; i < wanted.drawsSize() && !wanted.isRecorded(); i++) {
      int budget = wanted.drawBudget(i);
      long left = budgets.limit(budget) - budgets.used(budget);
      if (exceeds(wanted.drawUnits(i), left, ResultCode.BUDGET_EXHAUSTED, budget)) {
        return true;
      }
    }
    for (int i = 0; i < wanted.drawsSize() && !wanted.isRecorded(); i++) {
      int budget = wanted.drawBudget(i);
      long perCustomer = budgets.perCustomer(budget);
      long left = perCustomer - budgets.usedByCustomer(budget, wanted);
      ResultCode code = ResultCode.CUSTOMER_LIMIT_EXCEEDED;
      if (perCustomer > 0 && exceeds(wanted.drawUnits(i), left, code, budget)) {
        return true;
      }
    }
    return false;
  }

  private boolean exceeds(long units, long left, ResultCode code, int budget) {
    if (units <= left) {
      return false;
    }
    decision.refuse(code, budget, 0, Math.max(0, left));
    decision.leanOnHeld();
    return true;
  }

  private boolean findsUnits(Wanted wanted) {
    boolean mayBackorder = !wanted.isRecorded() && wanted.as() != ReservedAs.FULFILLED;
    drawing.draw(mayBackorder);
    if (decision.isAnythingDue() && drawing.leansOnHeld()) {
      decision.leanOnHeld();
    }
    if (!drawing.foundEverything() && wanted.isRecorded()) {
      drawing.force();
    }
    if (!drawing.foundEverything() && wanted.allowsPart()) {
      drawing.cutToFound(mayBackorder);
      drawing.draw(mayBackorder);
    }
    boolean isEnough = drawing.foundEverything() || wanted.allowsPart();
    if (isEnough && drawing.parts().size() > 0) {
      return true;
    }
    refuseStock(wanted);
    return false;
  }

  private void refuseStock(Wanted wanted) {
    if (drawing.parts().isFull()) {
      decision.refuse(ResultCode.TOO_MANY_PARTS, 0, 0, Parts.MAX);
      return;
    }
    for (int i = 0; i < wanted.lines(); i++) {
      int found = drawing.units(i) - drawing.missing(i);
      if (found < wanted.quantity(i)) {
        decision.shortages().add(i + 1, wanted.sku(i), wanted.quantity(i), found);
      }
    }
    decision.refuseShort(ResultCode.INSUFFICIENT_STOCK);
  }
}
